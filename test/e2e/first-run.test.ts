import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IngestReport } from '../../src/ingest/pipeline.js';
import { openEmbedded } from '../../src/store/embedded.js';
import { buildProject } from '../support/built-project.js';
import { query, runProgram, startProgram } from '../support/program.js';

let folder: string;
let env: { BROADSHEET_DATA_DIR: string; PORT: string };

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broadsheet-first-run-'));
  await buildProject();
  await chmod(folder, 0o755);
  env = { BROADSHEET_DATA_DIR: path.join(folder, 'data'), PORT: '0' };
});
afterAll(async () => {
  // After a failed test a server may still run.
  for (const name of ['data', 'bare']) {
    const dataDir = path.join(folder, name);
    if ((await embeddedPort(dataDir)) === null) continue;
    const left = await openEmbedded({ dataDir, sharedDir: null });
    await left.close({ force: true });
  }
  await rm(folder, { recursive: true, force: true });
});

interface Headlines {
  articles: { totalCount: { value: number }; nodes: { headline: string }[] };
}

async function headlines(url: string): Promise<{ total: number; headlines: string[] }> {
  const text = '{ articles(first: 3) { totalCount { value } nodes { headline } } }';
  const { data, errors } = await query<Headlines>(url, text);
  expect(errors).toBeUndefined();
  return {
    total: data.articles.totalCount.value,
    headlines: data.articles.nodes.map((node) => node.headline),
  };
}

/** Port of the embedded server; null when it does not run. */
async function embeddedPort(dataDir = env.BROADSHEET_DATA_DIR): Promise<number | null> {
  const text = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? null : Number(text.split('\n')[3]);
}

describe('one command on a machine without a database', () => {
  let total: number;

  test('serves the sample newsroom within a minute, says how to go on, and stops both servers', async () => {
    const started = performance.now();
    const program = await startProgram(['start'], { env });
    const articles = await headlines(program.url);
    expect(performance.now() - started).toBeLessThan(60_000);
    total = articles.total;
    expect(total).toBeGreaterThanOrEqual(40);
    expect(articles.headlines).toHaveLength(3);
    const { stdout } = program.printed();
    for (const word of [
      `${program.url}/graphql`,
      env.BROADSHEET_DATA_DIR,
      `${total} (the sample`,
      'Ctrl-C',
    ]) {
      expect(stdout).toContain(word);
    }
    const { code, stderr } = await program.stop('SIGINT');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await embeddedPort()).toBeNull();
  });

  test('comes back within five seconds with the same articles', async () => {
    const started = performance.now();
    const program = await startProgram(['start'], { env });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await headlines(program.url)).total).toBe(total);
    expect(program.printed().stdout).not.toContain('just loaded');
    expect((await program.stop('SIGTERM')).code).toBe(0);
  });

  test.each([
    'the server',
    'the ingest',
  ])('an ingest works beside it, whichever ends first: %s', async (first) => {
    const program = await startProgram(['start'], { env });
    const story = {
      kind: 'article',
      headline: `Written while ${first} ran`,
      body: [{ type: 'paragraph', text: 'News.', html: null }],
    };
    const ingest = runProgram(['ingest', '--json', '-'], { env, input: `${JSON.stringify(story)}\n` });
    if (first === 'the ingest') await ingest;
    const { code } = await program.stop();
    expect(code).toBe(0);
    const ended = await ingest;
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout) as IngestReport).toMatchObject({ created: 1, refused: 0 });
    expect(await embeddedPort()).toBeNull();
  });

  test('survives being killed: the next run takes up the server that was left', async () => {
    const program = await startProgram(['start'], { env });
    await program.stop('SIGKILL');
    expect(await embeddedPort()).not.toBeNull();
    const next = await startProgram(['start'], { env });
    expect((await headlines(next.url)).total).toBeGreaterThanOrEqual(total);
    expect((await next.stop()).code).toBe(0);
    expect(await embeddedPort()).toBeNull();
  });

  test('serves the rest when a file is refused, and says why', async () => {
    const bad = path.join(folder, 'bad.jsonl');
    await writeFile(bad, '{"kind":"article"}\n');
    const program = await startProgram(['start', bad], { env });
    expect(program.printed().stdout).toMatch(/Refused:\n.*bad\.jsonl/);
    expect((await headlines(program.url)).total).toBeGreaterThanOrEqual(total);
    await program.stop();
  });
});

test('with BROADSHEET_SAMPLE=off an empty archive stays empty', async () => {
  const own = { BROADSHEET_DATA_DIR: path.join(folder, 'bare'), PORT: '0', BROADSHEET_SAMPLE: 'off' };
  const program = await startProgram(['start'], { env: own });
  expect((await headlines(program.url)).total).toBe(0);
  await program.stop();
});

test('a second signal ends it at once, though a request is still running', async () => {
  const program = await startProgram(['start'], { env: { ...env, SHUTDOWN_GRACE_MS: '600000' } });
  const port = await embeddedPort();
  expect(port).not.toBeNull();
  // A request that is never finished keeps the first signal waiting.
  const socket = connect(Number(new URL(program.url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  program.child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(program.child.exitCode, 'waits for the request').toBeNull();
  const asked = performance.now();
  const { code } = await program.stop('SIGINT');
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(code).toBe(1);
  socket.destroy();
  // What a forced end left behind is taken up and stopped by the next run.
  const next = await startProgram(['start'], { env });
  expect((await next.stop()).code).toBe(0);
  const client = new pg.Client({ host: '127.0.0.1', port: port ?? 0, user: 'broadsheet', password: 'any' });
  client.on('error', () => {});
  await expect(client.connect()).rejects.toThrow();
});
