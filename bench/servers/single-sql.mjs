/** A Fastify route for each operation: one prepared statement, whose JSON text is passed on as it is. */
import { fastify } from 'fastify';
import pg from 'pg';
import { decodeCursor } from '../operations/cursor.mjs';
import { SIZE } from '../operations/operations.mjs';
import { listening } from './listening.mjs';
import { STATEMENTS } from './sql.mjs';

const VALUES = {
  'article-page': ({ slug }) => [slug],
  'tag-page': ({ slug }) => [slug],
  'author-page': ({ slug }) => [slug],
  'middle-page': ({ after }) => {
    const { sortAt, id } = decodeCursor(after);
    return [sortAt, id];
  },
  'page-jump': ({ around }) => [Number(around), (Number(around) - 3) * SIZE - 1],
  'capped-count': ({ slug }) => [slug],
};

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL_SIZE),
  idleTimeoutMillis: 0,
});
const app = fastify();
for (const [name, text] of Object.entries(STATEMENTS)) {
  const valuesOf = VALUES[name] ?? (() => []);
  app.get(`/${name}`, async (request, reply) => {
    const { rows } = await pool.query({ name, text, values: valuesOf(request.query) });
    reply.type('application/json; charset=utf-8');
    return rows[0].answer;
  });
}
await app.listen({ host: '127.0.0.1', port: 0 });
listening(app.server);
