import type { RefusalGroup, RefusalRecord, RunRecord } from '../ingest/ingest-run.query.js';
import type { Style } from './style.js';
import { formatCount, formatDuration, formatTable } from './table.js';

/** Inputs beyond these are counted: a shell may have made thousands of a pattern. */
const SHOWN_INPUTS = 3;

/** The runs as a table. */
export function formatRuns(runs: readonly RunRecord[], style: Style): string {
  if (runs.length === 0) return 'Nothing has been ingested yet.\n';
  const head = [
    'run',
    'started',
    'took',
    'status',
    'read',
    'created',
    'updated',
    'unchanged',
    'refused',
    'open',
    'inputs',
  ];
  const rows = runs.map((run) => [
    run.id,
    momentOf(run.startedAt),
    durationOf(run),
    statusOf(run, style),
    run.read,
    run.created,
    run.updated,
    run.unchanged,
    run.refused,
    run.openRefusals,
    inputsOf(run),
  ]);
  return `${formatTable([head.map((name) => style.bold(name)), ...rows]).join('\n')}\n`;
}

/** One run, and what it refused. */
export function formatRun(
  run: RunRecord,
  groups: readonly RefusalGroup[],
  refusals: readonly RefusalRecord[],
  style: Style,
): string {
  const facts: [string, string | number][] = [
    ['status', statusOf(run, style)],
    ['started', momentOf(run.startedAt)],
    ['took', durationOf(run)],
    ['read', run.read],
    ['created', run.created],
    ['updated', run.updated],
    ['unchanged', run.unchanged],
    ['refused', run.refused],
    ['inputs', run.inputs.join(' ')],
  ];
  const lines = [
    style.bold(`Ingest run ${run.id}`),
    ...formatTable(facts.map(asText)).map((line) => `  ${line}`),
  ];
  if (groups.length > 0) {
    const rows = groups.map(({ code, count, open }) => [
      code,
      count,
      open === 0 ? 'tried again' : `${formatCount(open)} open`,
    ]);
    lines.push('', style.yellow('Refused:'), ...formatTable(rows).map((line) => `  ${line}`), '');
  }
  for (const { location, item, code, reason, retriedIn } of refusals) {
    const again = retriedIn === null ? '' : ` (tried again in run ${retriedIn})`;
    lines.push(`  ${location}${item === null ? '' : ` (${item})`}: ${reason} ${style.dim(code + again)}`);
  }
  const unlisted = run.refused - refusals.length;
  if (refusals.length > 0 && unlisted > 0) lines.push(style.dim(`  and ${formatCount(unlisted)} more`));
  return `${lines.join('\n')}\n`;
}

/** Counts to the left like words, in a table of both. */
function asText([name, value]: [string, string | number]): [string, string] {
  return [name, typeof value === 'number' ? formatCount(value) : value];
}

function statusOf({ status }: RunRecord, style: Style): string {
  const text = status.toLowerCase();
  if (status === 'FINISHED') return style.green(text);
  return status === 'RUNNING' ? text : style.yellow(text);
}

function momentOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

function durationOf({ startedAt, finishedAt }: RunRecord): string {
  return finishedAt === null ? '-' : formatDuration(finishedAt.getTime() - startedAt.getTime());
}

function inputsOf({ inputs }: RunRecord): string {
  const shown = inputs.slice(0, SHOWN_INPUTS).join(' ');
  const more = inputs.length - SHOWN_INPUTS;
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown;
}
