import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';

const PROBE_TIMEOUT_MS = 1_000;

export interface Readiness {
  /** Set when the process has been told to stop: load balancers then send their requests elsewhere. */
  stopping: boolean;
}

/** `/healthz`: the process lives. `/readyz`: it can answer queries now. */
export function registerHealth(app: FastifyInstance, dataSource: DataSource, readiness: Readiness): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (readiness.stopping) return reply.code(503).send({ status: 'stopping' });
    if (await databaseAnswers(dataSource)) return { status: 'ready' };
    return reply.code(503).send({ status: 'database unavailable' });
  });
}

async function databaseAnswers(dataSource: DataSource): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PROBE_TIMEOUT_MS, false);
  });
  const answer = dataSource.query('select 1').then(
    () => true,
    () => false,
  );
  const answered = await Promise.race([answer, late]);
  clearTimeout(timer);
  return answered;
}
