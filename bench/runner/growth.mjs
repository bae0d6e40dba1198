import { samplesFor } from '../operations/operations.mjs';
import { checkAnswers } from './check.mjs';
import { POOL_SIZE } from './compare.mjs';
import { CONTESTANTS } from './contestants.mjs';
import { alternate } from './measure.mjs';
import { alignedTable, growthRows } from './report.mjs';
import { Server } from './server.mjs';

/**
 * Broadsheet alone, one server for each archive, the archives taking turns. What is kept in memory costs the same
 * in any archive: `--servers broadsheet-bare` shows how the reads behind it grow.
 * @param {Map<number, { url: string }>} archives by size
 * @returns {Promise<{ results: Map<string, Map<number, object>>, notes: string[] }>}
 */
export async function measureGrowth(archives, { options, node, postmaster, tell }) {
  const bare = options.servers.length === 1 && options.servers[0].name === 'broadsheet-bare';
  const broadsheet = CONTESTANTS.find(({ name }) => name === (bare ? 'broadsheet-bare' : 'broadsheet'));
  const servers = new Map();
  try {
    const samples = new Map();
    for (const [size, archive] of archives) {
      const started = { node: node.common, databaseUrl: archive.url, poolSize: POOL_SIZE };
      servers.set(size, await Server.start(broadsheet, started));
      samples.set(size, await samplesFor(archive.url, options.operations, 'growing'));
    }
    const results = new Map();
    for (const operation of options.operations) {
      const entrants = [];
      for (const [size, server] of servers) {
        const { requests } = await checkAnswers(
          server,
          operation.name,
          samples.get(size).get(operation.name),
          null,
        );
        entrants.push({ key: size, server, requests });
      }
      results.set(operation.name, await alternate(entrants, { ...options, postmaster }));
      tell(`\n${operation.growingTitle ?? operation.title}`);
      for (const line of alignedTable(growthRows(results.get(operation.name)))) tell(`  ${line}`);
    }
    return { results, notes: [] };
  } finally {
    await Promise.all([...servers.values()].map((server) => server.stop()));
  }
}
