import { Readable } from 'node:stream';
import { sqlOf } from '../store/sql.js';
import type { RefusedInput } from './draft.js';
import type { RunOptions } from './ingest-run.entity.js';
import { IngestRunStore } from './ingest-run.store.js';
import type { Input } from './inputs.js';
import { type OpenRefusal, openRefusals, type RefusalChoice, refusedTexts } from './open-refusals.js';
import { type IngestOptions, type IngestReport, ingest } from './pipeline.js';

export interface RetryReport {
  /** Refusals that were chosen. */
  chosen: number;
  /** Of these, the ones whose input was read again. */
  retried: number;
  /** Those whose input is gone: standard input that was not kept. */
  lost: number;
  /** What the runs refused, again or for the first time. */
  refused: number;
  /** One for each set of options under which the inputs were first read. */
  runs: IngestReport[];
}

export type RetryOptions = Omit<
  IngestOptions,
  'inputs' | 'stdin' | 'defaultPublication' | 'timeZone' | 'follow'
>;

/** Inputs that were read under the same options, and the refusals that are tried again with them. */
interface Group {
  options: RunOptions;
  inputs: Map<string, RefusedInput>;
  refusals: OpenRefusal[];
}

/**
 * Reads again what was refused: the whole of each file, archive or address, for what it holds has perhaps been put
 * right since, with the options of its run; and the lines of standard input that were kept. What is stored already
 * is unchanged.
 *
 * @throws what {@link ingest} throws.
 */
export async function retry(choice: RefusalChoice, options: RetryOptions): Promise<RetryReport> {
  const sql = sqlOf(options.dataSource.manager);
  const refusals = await openRefusals(sql, choice);
  const runs: IngestReport[] = [];
  let retried = 0;
  for (const group of groupsOf(refusals)) {
    if (options.signal?.aborted) break;
    const texts = await refusedTexts(
      sql,
      group.refusals.filter(isFromStdin).map(({ id }) => id),
    );
    const tried = group.refusals.filter((refusal) => !isFromStdin(refusal) || texts.has(refusal.id));
    if (tried.length === 0) continue;
    const report = await ingest({
      ...options,
      ...group.options,
      refetch: true,
      inputs: [...inputsOf(group), ...(texts.size > 0 ? ['-'] : [])],
      stdin: Readable.from([...texts.values()].map((text) => Buffer.from(`${text}\n`))),
    });
    runs.push(report);
    if (options.signal?.aborted) break;
    retried += tried.length;
    await new IngestRunStore(sql).markRetried(
      tried.map(({ id }) => id),
      String(report.runId),
    );
  }
  const refused = runs.reduce((sum, run) => sum + run.refused, 0);
  return { chosen: refusals.length, retried, lost: refusals.length - retried, refused, runs };
}

function groupsOf(refusals: readonly OpenRefusal[]): Group[] {
  const groups = new Map<string, Group>();
  for (const refusal of refusals) {
    const { options, input, location } = refusal;
    const key = JSON.stringify(options);
    const group = groups.get(key) ?? { options, inputs: new Map<string, RefusedInput>(), refusals: [] };
    groups.set(key, group);
    group.refusals.push(refusal);
    const known = input ?? { location, path: null, source: location };
    group.inputs.set(JSON.stringify(known), known);
  }
  return [...groups.values()];
}

/** A file goes by its full path and the name that clients see; what was never found, by what the operator wrote. */
function inputsOf({ inputs }: Group): Input[] {
  return [...inputs.values()].flatMap(({ location, path, source, url }) => {
    if (path === null && url === undefined) return location === '-' ? [] : location;
    return { kind: 'file', location, path, source, size: null, ...(url === undefined ? {} : { url }) };
  });
}

function isFromStdin({ input, location }: OpenRefusal): boolean {
  return (input?.location ?? location) === '-';
}
