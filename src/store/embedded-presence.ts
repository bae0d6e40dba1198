import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/**
 * One connection that a process keeps for as long as it uses the embedded server. Each holds a shared advisory
 * lock; whoever gets the exclusive one is the last, and stops the server. Postgres drops the locks of a process
 * that dies, so nothing can be left over from a crash.
 */
export class Presence {
  private constructor(private readonly client: pg.Client) {}

  private alive = true;

  /**
   * Connects and registers. Waits while another process decides whether it was the last.
   *
   * @throws whatever Postgres or the network says, e.g. when the server is just stopping.
   */
  static async enter(url: string, onLost: () => void): Promise<Presence> {
    const client = new pg.Client({
      connectionString: url,
      application_name: APPLICATION,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    const presence = new Presence(client);
    client.on('error', () => {
      if (presence.alive) onLost();
      presence.alive = false;
    });
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK_KEY]);
    } catch (error) {
      presence.alive = false;
      await client.end().catch(() => {});
      throw error;
    }
    return presence;
  }

  /** Runs a statement on this connection. */
  async query(sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    return this.client.query(sql, values);
  }

  /**
   * Leaves. When no one else uses the server, `stop` is called while newcomers are kept waiting.
   *
   * @param force stops it whoever else is there.
   * @returns how many connections of other programs kept the server from being stopped; 0 otherwise.
   */
  async leave(stop: () => Promise<void>, force: boolean): Promise<number> {
    if (!this.alive) return 0;
    try {
      const guests = force ? 0 : await this.waitForGuests();
      if (guests === 0) {
        this.alive = false;
        await stop();
      }
      return guests === 'others of us' ? 0 : guests;
    } finally {
      this.alive = false;
      await this.client.end().catch(() => {});
    }
  }

  /** How many programs besides us still use the server. Connections that are just closing get two seconds. */
  private async waitForGuests(): Promise<number | 'others of us'> {
    await this.query('SELECT pg_advisory_unlock_shared($1)', [LOCK_KEY]);
    const { rows } = await this.query('SELECT pg_try_advisory_lock($1) AS last', [LOCK_KEY]);
    if (rows[0]?.last !== true) return 'others of us';
    const sql = `SELECT count(*)::int AS guests,
        count(*) FILTER (WHERE application_name = $1 AND wait_event = 'advisory')::int AS newcomers
      FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
    for (let round = 0; ; round++) {
      const seen = (await this.query(sql, [APPLICATION])).rows[0] as { guests: number; newcomers: number };
      if (seen.newcomers > 0) return 'others of us';
      if (seen.guests === 0 || round === 20) return seen.guests;
      await sleep(100);
    }
  }
}

const APPLICATION = 'broadsheet presence';
const LOCK_KEY = 7_203_118_001;
