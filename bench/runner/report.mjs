import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BENCH_DIR } from './product.mjs';

const MEBI = 2 ** 20;

/** As many digits as mean something. */
function short(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Rows of text, aligned: the first column to the left, figures to the right. */
export function alignedTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ')
      .trimEnd(),
  );
}

const HEAD = ['', 'req/s', 'p50 ms', 'p99 ms', 'server CPU ms', 'Postgres CPU ms', 'RSS MiB'];

function figuresOf({ throughput, p50, p99, serverCpu, postgresCpu, rss }) {
  return [
    short(throughput),
    short(p50),
    short(p99),
    short(serverCpu),
    short(postgresCpu),
    (rss / MEBI).toFixed(0),
  ];
}

/** @returns {string[][]} one row for each server, in the order of the run */
export function comparisonRows(servers, titles) {
  const own = servers.get('broadsheet')?.summary.throughput;
  const rows = [...servers].map(([name, { summary }]) => [
    titles.get(name),
    ...figuresOf(summary),
    own === undefined ? '' : `${short(own / summary.throughput)} x`,
  ]);
  return [[...HEAD, 'Broadsheet is'], ...rows];
}

/** @returns {string[][]} one row for each size */
export function growthRows(sizes) {
  const first = [...sizes.values()][0].summary.p50;
  const rows = [...sizes].map(([articles, { summary }]) => [
    `${articles.toLocaleString('en')} articles`,
    ...figuresOf(summary),
    `${short(summary.p50 / first)} x`,
  ]);
  return [[...HEAD, 'p50 is'], ...rows];
}

function markdownTable([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

/** @param {{ title: string, rows: string[][] }[]} sections */
export function markdownOf({ heading, machine, settings, sections, verdicts, notes, plot }) {
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`);
  return `${[
    `# ${heading}`,
    [
      `- ${machine.date}, commit ${machine.commit}`,
      `- ${machine.cores} cores (${machine.cpu}), ${machine.memoryGiB} GiB, ${machine.system}; load average ${settings.loadBefore} before and ${settings.loadAfter} after`,
      `- Node ${machine.node.servers} for the servers; Postgres ${machine.postgres.version} (${Object.entries(
        machine.postgres.settings,
      )
        .map((pair) => pair.join(' '))
        .join(', ')})`,
      `- ${packages.join(', ')}`,
      `- ${settings.connections} connections, ${settings.rounds} alternating rounds of ${settings.seconds} s after ${settings.warmUp} s of warm-up; medians`,
    ].join('\n'),
    ...(plot ? [`![Cost against archive size](${plot})`] : []),
    ...sections.map(({ title, rows }) => `## ${title}\n${markdownTable(rows)}`),
    `## Targets\n${verdicts.map(({ met, text }) => `- ${met ? 'met' : '**missed**'}: ${text}`).join('\n') || 'None that this run could judge.'}`,
    ...(notes.length > 0 ? [`## Left out\n${notes.map((note) => `- ${note}`).join('\n')}`] : []),
  ].join('\n\n')}\n`;
}

/** Writes the results of a full run where they are kept. @returns {string[]} the files */
export function saveResults(name, { json, markdown, svg }) {
  const folder = path.join(BENCH_DIR, 'results');
  mkdirSync(folder, { recursive: true });
  const files = { json: `${JSON.stringify(json, null, 1)}\n`, md: markdown, ...(svg && { svg }) };
  return Object.entries(files).map(([ending, text]) => {
    const file = path.join(folder, `${name}.${ending}`);
    writeFileSync(file, text);
    return file;
  });
}
