import path from 'node:path';
import * as connections from '../operations/connections.mjs';
import * as plain from '../operations/plain.mjs';
import * as postgraphile from '../operations/postgraphile.mjs';
import * as routes from '../operations/routes.mjs';
import { BENCH_DIR, SERVE } from './product.mjs';

const LISTEN = { HOST: '127.0.0.1', PORT: '0' };
const program = (file) => [path.join(BENCH_DIR, file)];

/**
 * Who is measured: how the server is started and how it is asked. `peer` marks servers that do the same job;
 * the two that know no GraphQL are limits. An `extra` one is measured only when it is asked for by name.
 */
export const CONTESTANTS = [
  {
    name: 'broadsheet',
    title: 'Broadsheet',
    args: SERVE,
    env: { ...LISTEN, ENTITY_CACHE_MB: '64' },
    protocol: connections,
  },
  {
    name: 'broadsheet-bare',
    title: 'Broadsheet, no cache',
    extra: true,
    args: SERVE,
    env: { ...LISTEN, ENTITY_CACHE_MB: '0' },
    protocol: connections,
  },
  {
    name: 'single-sql',
    title: 'one SQL statement',
    args: program('servers/single-sql.mjs'),
    protocol: routes,
  },
  {
    name: 'fixed',
    title: 'fixed bytes',
    args: program('servers/fixed.mjs'),
    protocol: routes,
    needsAnswers: true,
  },
  {
    name: 'postgraphile',
    title: 'PostGraphile 5',
    peer: true,
    args: program('servers/postgraphile.mjs'),
    env: { GRAPHILE_ENV: 'production' },
    protocol: postgraphile,
    needsNewest: true,
  },
  {
    name: 'mercurius',
    title: 'Mercurius',
    peer: true,
    args: program('servers/mercurius.mjs'),
    protocol: connections,
  },
  {
    name: 'plain',
    title: 'the plain way',
    peer: true,
    args: program('dist/plain/main.js'),
    protocol: plain,
  },
];
