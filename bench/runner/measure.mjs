import { percentile, putUnderLoad } from './load.mjs';
import { clusterCpu, cpuOf, residentBytes } from './usage.mjs';

/**
 * One round: a server under load for some seconds.
 * @returns figures a request: latencies and CPU in milliseconds; throughput in requests a second
 */
export async function measureRound(server, requests, { connections, seconds, postmaster }) {
  const before = { server: cpuOf(server.pid), postgres: clusterCpu(postmaster) };
  const load = await putUnderLoad(server.url, requests, { connections, seconds });
  const after = { server: cpuOf(server.pid), postgres: clusterCpu(postmaster) };
  const count = load.latencies.length;
  return {
    requests: count,
    throughput: count / load.seconds,
    p50: percentile(load.latencies, 0.5),
    p99: percentile(load.latencies, 0.99),
    serverCpu: ((after.server - before.server) * 1000) / count,
    postgresCpu: ((after.postgres - before.postgres) * 1000) / count,
    rss: residentBytes(server.pid),
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians over the rounds, field by field; memory and requests are the most that was seen and their sum. */
export function summarise(rounds) {
  const over = (field) => median(rounds.map((round) => round[field]));
  return {
    requests: rounds.reduce((sum, round) => sum + round.requests, 0),
    throughput: over('throughput'),
    p50: over('p50'),
    p99: over('p99'),
    serverCpu: over('serverCpu'),
    postgresCpu: over('postgresCpu'),
    rss: Math.max(...rounds.map((round) => round.rss)),
  };
}

/**
 * Measures several servers in alternating rounds, so that what the machine does meanwhile meets all of them.
 * @param {{ key: string, server: object, requests: object[] }[]} entrants
 * @returns {Promise<Map<string, { summary: object, rounds: object[] }>>} by key
 */
export async function alternate(entrants, { rounds, seconds, warmUp, connections, postmaster }) {
  const results = new Map(entrants.map(({ key }) => [key, []]));
  if (warmUp > 0) {
    for (const { server, requests } of entrants) {
      await putUnderLoad(server.url, requests, { connections, seconds: warmUp });
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { key, server, requests } of entrants) {
      results.get(key).push(await measureRound(server, requests, { connections, seconds, postmaster }));
    }
  }
  return new Map([...results].map(([key, all]) => [key, { summary: summarise(all), rounds: all }]));
}
