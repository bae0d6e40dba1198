import type { DataSource } from 'typeorm';
import type { ExitCode } from '../errors.js';
import { formatBanner } from '../terminal/banner.js';
import { formatCount } from '../terminal/table.js';
import type { OpenDatabase } from './database.js';
import { collectGarbageSooner } from './heap.js';
import { listenFault } from './listening.js';
import type { Session } from './session.js';

/** Serves until the signal to stop, then lets running requests end. The database stays open. */
export async function serveUntilStopped(
  session: Session,
  database: OpenDatabase,
  sample: boolean,
): Promise<ExitCode> {
  const { config, logger, terminal, stop } = session;
  if (stop.signal.aborted) return 0;
  collectGarbageSooner(100);
  const { createGateway } = await import('../serve/server.js');
  const gateway = await createGateway({ config, dataSource: database.dataSource, logger });
  try {
    const { url } = await gateway.listen().catch((error: unknown) => {
      throw listenFault(error, config.host, config.port);
    });
    const facts = {
      url: url.replace(/\/$/, ''),
      playground: config.playground,
      database: database.description,
      articles: await countArticles(database.dataSource),
      sample,
    };
    terminal.out.write(formatBanner(facts, terminal.outStyle));
    await stop.stopped;
    if (terminal.err.isTTY)
      terminal.err.write(terminal.errStyle.dim('Stopping. Press Ctrl-C again to end at once.\n'));
  } finally {
    await gateway.close();
  }
  return 0;
}

/** Above this the banner gives Postgres' own estimate: counting millions of rows takes longer than starting. */
const COUNTED_EXACTLY = 1_000_000;

async function countArticles(dataSource: DataSource): Promise<string> {
  const [estimate]: { rows: number }[] = await dataSource.query(
    "SELECT reltuples::float8 AS rows FROM pg_class WHERE oid = 'articles'::regclass",
  );
  if (estimate && estimate.rows > COUNTED_EXACTLY) return `about ${formatCount(Math.round(estimate.rows))}`;
  const counting: Promise<{ rows: number }[]> = dataSource.query(
    'SELECT count(*)::int AS rows FROM articles',
  );
  // A huge archive that was never analysed runs into the statement timeout: no reason not to serve it.
  const [exact] = await counting.catch(() => []);
  return exact ? formatCount(exact.rows) : 'too many to count quickly';
}

export async function isEmptyArchive(dataSource: DataSource): Promise<boolean> {
  const [row]: { empty: boolean }[] = await dataSource.query(
    'SELECT NOT EXISTS (SELECT 1 FROM articles) AS empty',
  );
  return row?.empty === true;
}
