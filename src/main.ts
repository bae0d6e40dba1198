#!/usr/bin/env node
import { isNodeNewEnough, OLDEST_NODE } from './node-version.js';

// Everything else is imported only when this Node can read it: an old one would die of a syntax error first.
const version = process.versions.node;
if (isNodeNewEnough(version)) {
  const { main } = await import('./commands/program.js');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(
    `Error: This is Node ${version}; Broadsheet needs ${OLDEST_NODE.join('.')} or newer.\n` +
      'Remedy: Install a current Node (22 or 24) from https://nodejs.org and try again.\n',
  );
  process.exitCode = 1;
}
