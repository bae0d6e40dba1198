import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerPlayground } from '../../../src/serve/playground/playground.js';

describe('the playground, when there is none', () => {
  let app: FastifyInstance;
  beforeEach(() => {
    app = Fastify();
  });
  afterEach(() => app.close());

  it('says where the API is when it is switched off', async () => {
    await registerPlayground(app, { graphqlPath: '/api/graphql', enabled: false });
    const reply = await app.inject('/');
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(reply.body).toBe('Broadsheet answers GraphQL at /api/graphql. The playground is switched off.\n');
  });

  it('says how to build it when it has not been built', async () => {
    await registerPlayground(app, { graphqlPath: '/graphql', enabled: true, directory: '/nowhere/' });
    const reply = await app.inject('/');
    expect(reply.statusCode).toBe(503);
    expect(reply.body).toContain('run "npm run build"');
  });
});
