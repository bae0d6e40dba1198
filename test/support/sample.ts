import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { ingest } from '../../src/ingest/pipeline.js';

export const SAMPLE = fileURLToPath(new URL('../../sample', import.meta.url));

/** A clock for tests: stored times do not depend on when they run. */
export const NOON = new Date('2026-11-20T12:00:00.000Z');

/** Loads the sample newsroom, all of it. */
export async function loadSample(dataSource: DataSource): Promise<void> {
  const report = await ingest({ dataSource, inputs: [SAMPLE], now: () => NOON });
  if (report.refused > 0) throw new Error(`the sample was refused: ${JSON.stringify(report.refusals)}`);
}
