import type { IngestReport } from '../ingest/pipeline.js';
import type { Style } from './style.js';
import { formatCount, formatDuration, formatTable } from './table.js';

/** More refusals than this are counted, not listed: they are all in the database and in --json. */
const LISTED = 20;

/** The report of one ingest run for people: the counts, then what was refused and why. */
export function formatIngestReport(report: IngestReport, style: Style): string {
  const { read, created, updated, unchanged, refused, notModified, refusedByCode, refusals, elapsedMs } =
    report;
  const rows: [string, number][] = [
    ['read', read],
    ['created', created],
    ['updated', updated],
    ['unchanged', unchanged],
    ['refused', refused],
  ];
  const rate = elapsedMs > 0 ? ` (${formatCount(Math.round((read * 1000) / elapsedMs))}/s)` : '';
  const lines = [
    style.bold(`Ingest run ${report.runId}: ${formatDuration(elapsedMs)}${rate}`),
    ...formatTable(rows).map((line) => `  ${line}`),
  ];
  if (notModified > 0) {
    const documents = notModified === 1 ? 'document on the web has' : 'documents on the web have';
    lines.push(style.dim(`  ${formatCount(notModified)} ${documents} not changed`));
  }
  if (refusals.length > 0) lines.push('', style.yellow('Refused:'));
  const kinds = Object.entries(refusedByCode);
  // A few speak for themselves.
  if (refused > LISTED) lines.push(...formatTable(kinds).map((line) => `  ${line}`), '');
  for (const { location, item, code, reason } of refusals.slice(0, LISTED)) {
    lines.push(`  ${location}${item === null ? '' : ` (${item})`}: ${reason} ${style.dim(code)}`);
  }
  const unlisted = refused - Math.min(refusals.length, LISTED);
  if (refusals.length > 0 && unlisted > 0) {
    lines.push(
      style.dim(`  and ${formatCount(unlisted)} more: broadsheet runs ${report.runId} --limit ${refused}`),
    );
  }
  return `${lines.join('\n')}\n`;
}
