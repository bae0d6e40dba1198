/** Fastify routes that return bytes which were there before: what HTTP alone costs. No database. */
import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import { listening } from './listening.mjs';

/** Addresses and answers, one JSON array of both a line. */
const answers = new Map(
  readFileSync(process.env.ANSWERS, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [path, answer] = JSON.parse(line);
      return [path, Buffer.from(answer)];
    }),
);
const app = fastify();
app.get('/:operation', (request, reply) => {
  reply.type('application/json; charset=utf-8').send(answers.get(request.url));
});
await app.listen({ host: '127.0.0.1', port: 0 });
listening(app.server);
