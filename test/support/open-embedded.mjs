/**
 * Opens the embedded Postgres of a built project in a process of its own, so that a test can kill it, run it as
 * another user, or run two. One JSON object a line on standard output; `close` or `force` on standard input ends it.
 *
 *   node open-embedded.mjs <project folder> <options as JSON>
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [project, options] = process.argv.slice(2);
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const { openEmbedded } = await import(pathToFileURL(path.join(project, 'dist/store/embedded.js')).href);
try {
  const server = await openEmbedded({ ...JSON.parse(options), onNotice: (notice) => say({ notice }) });
  say({ opened: server });
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'close' && line !== 'force') continue;
    await server.close({ force: line === 'force' });
    say({ closed: true });
    break;
  }
} catch (error) {
  say({ failed: { name: error.name, message: error.message, remedy: error.remedy ?? null } });
}
process.stdin.destroy();
