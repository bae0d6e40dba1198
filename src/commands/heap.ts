import { setFlagsFromString } from 'node:v8';

/**
 * On a machine with much memory V8 lets the heap grow to four times what is alive before it collects. Growing it by
 * less keeps a server under load and an ingest below 300 MB and costs a few percent of their time: docs/performance.md
 * and docs/adr/014-ingest-speed.md have the figures. Here and not in a flag of the command line, because the young
 * generation alone has to be sized before the program starts.
 *
 * @param growth percent of what is alive: 100 is twice.
 */
export function collectGarbageSooner(growth: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

/**
 * For a run that reads, writes and forgets. Seeing drafts live until their batch is stored, V8 begins to make their like
 * among the old objects, where each keeps a text alive long after the last use of it: docs/adr/014-ingest-speed.md.
 */
export function makeObjectsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
