import { parseArgs } from 'node:util';
import { OPERATIONS } from '../operations/operations.mjs';
import { CONTESTANTS } from './contestants.mjs';

export const USAGE = `npm run bench -- [options]

  --articles N        size of the archive (default 100000): 10000, 100000, 1000000 or any other
  --growth            Broadsheet alone on archives of different sizes; with --servers broadsheet-bare
                      without its cache
  --sizes A,B,C       with --growth: the sizes (default 10000,100000,1000000)
  --load              load the archive and stop
  --operations a,b    only these: ${OPERATIONS.map(({ name }) => name).join(', ')}
  --servers a,b       only these: ${CONTESTANTS.map(({ name }) => name).join(', ')}
  --rounds N          alternating rounds (default 3; with --growth 5)
  --seconds N         length of a round (default 2)
  --warm-up N         seconds before the first round (default 1)
  --connections N     readers at the same time (default 20; with --growth 4)
  --node same|own     all servers on one Node of version 22 or newer (default), or on the one that runs this
  --json FILE         also write the figures there
  --save, --no-save   keep the results in bench/results; on for a run that leaves nothing out
  --plot FILE         with --growth: also write the plot (SVG) there
`;

class UsageError extends Error {}

function whole(name, text, least) {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least || (least >= 1 && !Number.isInteger(value))) {
    throw new UsageError(`--${name} is "${text}", but must be a number from ${least}.`);
  }
  return value;
}

function chosen(name, text, known) {
  if (text === undefined) return known;
  const wanted = text.split(',');
  const unknown = wanted.filter((one) => !known.some((item) => item.name === one));
  if (unknown.length > 0) {
    throw new UsageError(
      `--${name} names ${unknown.join(', ')}; there are ${known.map((item) => item.name).join(', ')}.`,
    );
  }
  return known.filter((item) => wanted.includes(item.name));
}

function parse(args) {
  const text = { type: 'string' };
  const flag = { type: 'boolean' };
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      articles: text,
      growth: flag,
      sizes: text,
      load: flag,
      operations: text,
      servers: text,
      rounds: text,
      seconds: text,
      'warm-up': text,
      connections: text,
      node: text,
      json: text,
      save: flag,
      plot: text,
      help: flag,
    },
  });
  return values;
}

/**
 * @param {string[]} args
 * @throws UsageError in words for the terminal
 */
export function readOptions(args) {
  let values;
  try {
    values = parse(args);
  } catch (error) {
    throw new UsageError(error.message);
  }
  const growth = values.growth === true;
  const known = growth ? OPERATIONS.filter((operation) => operation.growing) : OPERATIONS;
  const narrowed = ['operations', 'servers', 'rounds', 'seconds', 'sizes'].some(
    (name) => values[name] !== undefined,
  );
  if (values.node !== undefined && !['same', 'own'].includes(values.node)) {
    throw new UsageError(`--node is "${values.node}", but must be same or own.`);
  }
  return {
    help: values.help === true,
    growth,
    loadOnly: values.load === true,
    articles: whole('articles', values.articles ?? 100_000, 1000),
    sizes: (values.sizes ?? '10000,100000,1000000').split(',').map((size) => whole('sizes', size, 1000)),
    operations: chosen('operations', values.operations, known),
    servers: chosen('servers', values.servers, CONTESTANTS).filter((one) => values.servers || !one.extra),
    rounds: whole('rounds', values.rounds ?? (growth ? 5 : 3), 1),
    seconds: whole('seconds', values.seconds ?? 2, 0.2),
    warmUp: whole('warm-up', values['warm-up'] ?? 1, 0),
    connections: whole('connections', values.connections ?? (growth ? 4 : 20), 1),
    node: values.node ?? 'same',
    json: values.json ?? null,
    plot: values.plot ?? null,
    save: values.save ?? !narrowed,
  };
}

export function isUsageError(error) {
  return error instanceof UsageError;
}
