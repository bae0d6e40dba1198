/** What Broadsheet has promised of its speed. A run that sees a promise broken says so and ends with exit code 1. */

const PEERS = ['postgraphile', 'mercurius', 'plain'];

/** Throughput of Broadsheet over that of another server, at least. */
const FRONT_PAGE = { postgraphile: 2.0, mercurius: 1.5, plain: 4.0, 'single-sql': 1.0 };
const ELSEWHERE = 1.0;

/** p50 at the largest archive over p50 at the smallest, at most. */
const GROWTH = 1.3;
/** p50 of a count that stops at its cap over p50 of the page whose list it counts, at the largest archive, at most. */
const CAPPED_COUNT = 2.0;
/** Memory of the server with the largest archive behind it, at most, in MiB. */
const MEMORY = 300;

/**
 * @param {Map<string, Map<string, { summary: { throughput: number } }>>} results by operation and server
 * @returns {{ text: string, met: boolean }[]} one for each promise that this run can judge
 */
export function judgeComparison(results) {
  const verdicts = [];
  for (const [operation, servers] of results) {
    const own = servers.get('broadsheet')?.summary.throughput;
    if (own === undefined) continue;
    const wanted =
      operation === 'front-page' ? FRONT_PAGE : Object.fromEntries(PEERS.map((peer) => [peer, ELSEWHERE]));
    for (const [other, least] of Object.entries(wanted)) {
      const theirs = servers.get(other)?.summary.throughput;
      if (theirs === undefined) continue;
      const ratio = own / theirs;
      verdicts.push({
        text: `${operation}: ${ratio.toFixed(2)} times the throughput of ${other}, at least ${least.toFixed(1)} wanted`,
        met: ratio >= least,
      });
    }
  }
  return verdicts;
}

/**
 * @param {Map<string, Map<number, { summary: { p50: number, rss: number } }>>} results by operation and size
 */
export function judgeGrowth(results) {
  const verdicts = [];
  let memory = 0;
  for (const [operation, sizes] of results) {
    const known = [...sizes.keys()].sort((a, b) => a - b);
    const [small, large] = [known[0], known.at(-1)];
    const ratio = sizes.get(large).summary.p50 / sizes.get(small).summary.p50;
    memory = Math.max(memory, sizes.get(large).summary.rss / 2 ** 20);
    const span = `p50 at ${large.toLocaleString('en')} articles over p50 at ${small.toLocaleString('en')}`;
    verdicts.push({
      text: `${operation}: ${span} is ${ratio.toFixed(2)}, at most ${GROWTH.toFixed(1)} wanted`,
      met: ratio <= GROWTH,
    });
  }
  const [count, page] = ['capped-count', 'tag-page'].map((name) => largest(results.get(name))?.summary.p50);
  if (count !== undefined && page !== undefined) {
    const ratio = count / page;
    verdicts.push({
      text: `capped-count: p50 over that of the tag page is ${ratio.toFixed(2)}, at most ${CAPPED_COUNT.toFixed(1)} wanted`,
      met: ratio <= CAPPED_COUNT,
    });
  }
  verdicts.push({
    text: `memory: ${memory.toFixed(0)} MiB with the largest archive, at most ${MEMORY} wanted`,
    met: memory <= MEMORY,
  });
  return verdicts;
}

function largest(sizes) {
  return sizes?.get(Math.max(...sizes.keys()));
}
