import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { samplesFor } from '../operations/operations.mjs';
import { checkAnswers } from './check.mjs';
import { alternate } from './measure.mjs';
import { alignedTable, comparisonRows } from './report.mjs';
import { Server } from './server.mjs';

export const POOL_SIZE = 10;

/**
 * Starts the servers, makes sure that they answer the same, and measures them operation by operation.
 * @returns {Promise<{ results: Map<string, Map<string, object>>, notes: string[] }>}
 */
export async function compare(archive, { options, node, postmaster, tell }) {
  const running = [];
  const notes = [];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-answers-'));
  try {
    const samples = await samplesFor(archive.url, options.operations);
    const start = (contestant, answers) =>
      startOne(contestant, { node, archive, answers, notes, running, tell });
    for (const contestant of options.servers.filter((one) => !one.needsAnswers)) await start(contestant);
    tell('checking that all answers are the same ...');
    const { requests, answers } = await checkAll(running, options.operations, samples);
    const fixed = options.servers.find((one) => one.needsAnswers);
    if (fixed) {
      const file = path.join(folder, 'answers.jsonl');
      writeFileSync(file, answers.lines.join('\n'));
      const server = await start(fixed, file);
      if (server) await checkOne(server, options.operations, samples, requests, answers.facts);
    }
    running.sort((a, b) => options.servers.indexOf(a.contestant) - options.servers.indexOf(b.contestant));
    const results = new Map();
    for (const operation of options.operations) {
      const entrants = running.map((server) => ({
        key: server.contestant.name,
        server,
        requests: requests.get(operation.name).get(server.contestant.name),
      }));
      results.set(operation.name, await alternate(entrants, { ...options, postmaster }));
      const titles = new Map(options.servers.map(({ name, title }) => [name, title]));
      tell(`\n${operation.title}`);
      for (const line of alignedTable(comparisonRows(results.get(operation.name), titles))) tell(`  ${line}`);
    }
    return { results, notes };
  } finally {
    await Promise.all(running.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOne(contestant, { node, archive, answers, notes, running, tell }) {
  const binary = contestant.needsNewest ? node.newest : node.common;
  if (binary === null) {
    notes.push(`${contestant.title}: ${node.why}`);
    return null;
  }
  const started = { node: binary, databaseUrl: archive.url, poolSize: POOL_SIZE, answers };
  const server = await Server.start(contestant, started);
  running.push(server);
  tell(`started ${contestant.title} (process ${server.pid})`);
  await server.prepare();
  return server;
}

/** The first server's answers are what the others have to give; those of the product when it is there. */
async function checkAll(servers, operations, samples) {
  const requests = new Map(operations.map(({ name }) => [name, new Map()]));
  const answers = { facts: new Map(), lines: [] };
  for (const server of servers)
    await checkOne(server, operations, samples, requests, answers.facts, answers.lines);
  return { requests, answers };
}

/** @param {string[]} [lines] where the routes' answers are collected for the server of fixed bytes */
async function checkOne(server, operations, samples, requests, facts, lines = []) {
  const { name } = server.contestant;
  for (const operation of operations) {
    const wanted = facts.get(operation.name) ?? null;
    const checked = await checkAnswers(server, operation.name, samples.get(operation.name), wanted);
    if (!wanted) facts.set(operation.name, checked.facts);
    requests.get(operation.name).set(name, checked.requests);
    if (name === 'single-sql') {
      lines.push(
        ...checked.requests.map(({ path: address }, index) =>
          JSON.stringify([address, checked.texts[index]]),
        ),
      );
    }
  }
}
