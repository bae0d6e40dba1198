import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildProject, PROJECT_DIR } from '../support/built-project.js';

const shared =
  process.env.BROADSHEET_SHARED_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
if (!existsSync(shared))
  console.info(
    `Skipped: the evaluation data is absent (${shared}). Set BROADSHEET_SHARED_DATA to the folder of it.`,
  );

/** Each compares what is read with an independent reading of the same sources, and fails below its targets. */
const EVALUATIONS = [
  { name: 'wires', data: ['wires'], passed: /^all as the sources say$/m },
  { name: 'exports', data: ['wxr', 'digitalgov'], passed: /^all as the sources say$/m },
  { name: 'feeds', data: ['feeds'], passed: /^together +\d+\/\d+ /m },
];

describe('real archives', () => {
  beforeAll(buildProject);

  for (const { name, data, passed } of EVALUATIONS) {
    const present = data.every((folder) => existsSync(path.join(shared, folder)));
    it.skipIf(!present)(
      `are read as an independent reading has them: ${name}`,
      { timeout: 120_000 },
      async () => {
        const script = path.join(PROJECT_DIR, 'eval', `${name}.mjs`);
        // It ends with another code than 0, and is thrown with all that it printed, below its targets.
        const { stdout } = await promisify(execFile)(process.execPath, [script, shared]);
        expect(stdout).toMatch(passed);
      },
    );
  }
});
