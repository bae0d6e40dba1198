import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { openArchive, openPostgres } from '../corpus/database.mjs';
import { compare } from './compare.mjs';
import { CONTESTANTS } from './contestants.mjs';
import { measureGrowth } from './growth.mjs';
import { describeMachine, loadAverage } from './machine.mjs';
import { chooseNode } from './node-binary.mjs';
import { isUsageError, readOptions, USAGE } from './options.mjs';
import { plotGrowth } from './plot.mjs';
import { comparisonRows, growthRows, markdownOf, saveResults } from './report.mjs';
import { judgeComparison, judgeGrowth } from './targets.mjs';
import { parentOf } from './usage.mjs';

const tell = (line) => console.log(line);

/**
 * The benchmark from the command line.
 * @param {string[]} args
 * @returns {Promise<number>} exit code: 1 when a target was missed, 2 when the arguments are wrong
 */
export async function main(args) {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    tell(USAGE);
    return 0;
  }
  const postgres = await openPostgres();
  try {
    return await measure(options, postgres);
  } finally {
    await postgres.close();
  }
}

async function measure(options, postgres) {
  const archives = new Map();
  for (const size of options.growth ? options.sizes : [options.articles]) {
    const archive = await openArchive(postgres, size, tell);
    archives.set(size, archive);
    if (archive.loaded) tell(loadedLine(size, archive.loaded));
  }
  if (options.loadOnly) return 0;
  const node = chooseNode(options.node);
  const machine = await describeMachine({ node, postgres });
  const context = { options, node, postmaster: await postmasterOf(postgres), tell };
  const loadBefore = loadAverage();
  const { results, notes } = options.growth
    ? await measureGrowth(archives, context)
    : await compare(archives.get(options.articles), context);
  const verdicts = options.growth ? judgeGrowth(results) : judgeComparison(results);
  publish(options, { results, notes, verdicts, machine, loadBefore, loadAfter: loadAverage() });
  return verdicts.every(({ met }) => met) ? 0 : 1;
}

function loadedLine(size, { seconds, rate, bytes }) {
  const minutes = seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`;
  return `loaded ${size.toLocaleString('en')} articles in ${minutes}: ${Math.round(rate).toLocaleString('en')} a second, ${(bytes / 2 ** 30).toFixed(2)} GiB`;
}

async function postmasterOf(postgres) {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const pid = parentOf(rows[0].pid);
  await client.end();
  return pid;
}

function publish(options, { results, notes, verdicts, machine, loadBefore, loadAfter }) {
  const { connections, rounds, seconds, warmUp } = options;
  const settings = { connections, rounds, seconds, warmUp, loadBefore, loadAfter };
  const heading = options.growth
    ? 'Cost against archive size'
    : `Broadsheet beside others, ${options.articles.toLocaleString('en')} articles`;
  const name = `${machine.date.slice(0, 10)}-${options.growth ? 'growth' : options.articles}`;
  const titles = new Map(CONTESTANTS.map((one) => [one.name, one.title]));
  const sections = options.operations.map(({ name: operation, title, growingTitle }) => ({
    title: options.growth ? (growingTitle ?? title) : title,
    rows: options.growth
      ? growthRows(results.get(operation))
      : comparisonRows(results.get(operation), titles),
  }));
  const svg = options.growth ? plotGrowth(linesOf(results, options.operations)) : null;
  const plot = svg && `${name}.svg`;
  const json = { machine, settings, verdicts, notes, results: plainObject(results) };
  const markdown = markdownOf({ heading, machine, settings, sections, verdicts, notes, plot });
  tell('');
  for (const note of notes) tell(`left out: ${note}`);
  for (const { met, text } of verdicts) tell(`${met ? 'met   ' : 'MISSED'}  ${text}`);
  tell(`load average ${loadBefore} before, ${loadAfter} after`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(json, null, 1)}\n`);
  if (options.plot && svg) writeFileSync(options.plot, svg);
  if (options.save) for (const file of saveResults(name, { json, markdown, svg })) tell(`wrote ${file}`);
}

function linesOf(results, operations) {
  return operations.map(({ name }) => ({
    title: name,
    points: [...results.get(name)].map(([size, { summary }]) => [size, summary.p50]),
  }));
}

/** Maps in maps as JSON can hold them. */
function plainObject(value) {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, one]) => [key, plainObject(one)]));
  return value;
}
