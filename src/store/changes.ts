import type { Client, ClientConfig, Notification } from 'pg';
import pg from 'pg';

export const CHANGED_ENTITIES = ['article', 'author', 'tag', 'publication'] as const;
export type ChangedEntity = (typeof CHANGED_ENTITIES)[number];

/** Told of what other connections, other processes and we ourselves have committed. */
export interface ChangeListener {
  /** These rows are not what they were. */
  changed(entity: ChangedEntity, ids: readonly number[]): void;
  /** From now on changes may be missed: nothing that was kept may be served, and nothing may be kept. */
  deaf(): void;
  /** From now on every change is heard; what was kept before is of unknown age. */
  hearing(): void;
}

const CHANNEL = 'broadsheet_changes';
/** How often the connection is made to prove that notifications arrive, in milliseconds. */
const PROOF_INTERVAL = 1_000;
/** How long a proof may take before the connection counts as deaf, in milliseconds. */
const PROOF_TIMEOUT = 1_000;
const RETRY_LEAST = 50;
const RETRY_MOST = 2_000;

export interface ChangeFeedOptions {
  /** Connects straight to Postgres or through a session pooler; behind a transaction pooler it stays deaf. */
  connection: ClientConfig;
  listener: ChangeListener;
  /** Told when the feed loses its connection, and when it has another. */
  onState?: (state: 'hearing' | 'deaf', reason: string | null) => void;
}

/**
 * Listens to the changes that the database announces (migration 0002) on a connection of its own. A connection
 * that looks alive proves nothing: once a second the feed sends itself a notification, and counts as deaf as
 * soon as one does not arrive.
 */
export class ChangeFeed {
  private client: Client | null = null;
  private hearing = false;
  private stopped = false;
  private attempts = 0;
  private proof: { text: string; timeout: NodeJS.Timeout } | null = null;
  private timer: NodeJS.Timeout | null = null;
  private proofs = 0;
  private onFirst: () => void = () => {};

  constructor(private readonly options: ChangeFeedOptions) {}

  get isHearing(): boolean {
    return this.hearing;
  }

  /** Begins to listen. Resolves when it hears, or when the first attempt has failed; it then goes on trying. */
  async start(): Promise<void> {
    const settled = new Promise<void>((resolve) => {
      this.onFirst = resolve;
    });
    void this.connect();
    await settled;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.lose('stopped');
  }

  private async connect(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      ...this.options.connection,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    this.client = client;
    client.on('error', (error) => this.onLost(client, error.message));
    client.on('end', () => this.onLost(client, 'the connection was closed'));
    client.on('notification', (message) => this.onNotification(client, message));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      await this.prove(client);
    } catch (error) {
      this.onLost(client, error instanceof Error ? error.message : String(error));
    }
  }

  private onLost(client: Client, reason: string): void {
    if (client === this.client) this.lose(reason);
  }

  private lose(reason: string): void {
    const { client } = this;
    this.client = null;
    this.onFirst();
    clearTimeout(this.proof?.timeout);
    this.proof = null;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.hearing) {
      this.hearing = false;
      this.options.listener.deaf();
      this.options.onState?.('deaf', reason);
    }
    client?.end().catch(() => {});
    if (this.stopped) return;
    const wait = Math.min(RETRY_MOST, RETRY_LEAST * 2 ** this.attempts++);
    this.timer = setTimeout(() => void this.connect(), wait);
    this.timer.unref();
  }

  /** Sends itself a notification, which has to arrive in time. */
  private async prove(client: Client): Promise<void> {
    const text = `proof:${process.pid}:${++this.proofs}`;
    const timeout = setTimeout(() => this.onLost(client, 'a notification did not arrive'), PROOF_TIMEOUT);
    timeout.unref();
    this.proof = { text, timeout };
    await client.query('select pg_notify($1, $2)', [CHANNEL, text]);
  }

  private onNotification(client: Client, { payload = '' }: Notification): void {
    if (client !== this.client) return;
    const [kind = '', ids = ''] = payload.split(':');
    const entity = CHANGED_ENTITIES.find((known) => known === kind);
    if (entity !== undefined) this.options.listener.changed(entity, ids.split(',').map(Number));
    else if (kind === 'proof') this.onProof(client, payload);
    else if (kind === 'xid') {
      this.lookUp(client, ids).catch((error: Error) => this.onLost(client, error.message));
    }
  }

  private onProof(client: Client, text: string): void {
    if (text !== this.proof?.text) return;
    clearTimeout(this.proof.timeout);
    this.proof = null;
    this.attempts = 0;
    if (!this.hearing) {
      this.hearing = true;
      this.options.listener.hearing();
      this.options.onState?.('hearing', null);
    }
    this.onFirst();
    this.timer = setTimeout(() => {
      this.prove(client).catch((error: Error) => this.onLost(client, error.message));
    }, PROOF_INTERVAL);
    this.timer.unref();
  }

  /** A transaction that touched more than a notification can name: its rows are read. */
  private async lookUp(client: Client, xid: string): Promise<void> {
    const { rows } = await client.query<{ entity: ChangedEntity; ids: number[] }>(
      'select entity, array_agg(entity_id::float8) as ids from changes where xid = $1 group by entity',
      [xid],
    );
    for (const { entity, ids } of rows) this.options.listener.changed(entity, ids);
  }
}
