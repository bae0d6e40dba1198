/**
 * PostGraphile 5 on the same tables: the Amber preset, prepared statements, no transaction around reads
 * (no `pgSettings`), nothing that explains or watches. Runs with NODE_ENV and GRAPHILE_ENV set to production.
 */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { listening } from './listening.mjs';

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Its index rules offer an order only where an index begins with the column; our lists are in the order of a
  // second column.
  disablePlugins: ['PgIndexBehaviorsPlugin', 'MutationPlugin', 'SubscriptionPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public'],
      pubsub: false,
      poolConfig: { max: Number(process.env.POOL_SIZE), idleTimeoutMillis: 0 },
    }),
  ],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});

const server = createServer();
server.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
await pgl.createServ(grafserv).addTo(server);
if (process.argv[2] === '--schema') {
  const { printSchema } = await import('graphql');
  console.log(printSchema((await pgl.getSchemaResult()).schema));
  process.exit();
}
server.listen(0, '127.0.0.1', () => listening(server));
