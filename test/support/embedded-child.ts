import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmbeddedOptions, EmbeddedPostgres } from '../../src/store/embedded.js';

export interface Account {
  uid: number;
  gid: number;
}

type Said =
  | { opened: Omit<EmbeddedPostgres, 'close'> }
  | { failed: { name: string; message: string; remedy: string | null } }
  | { notice: string }
  | { closed: true };

export interface EmbeddedChild {
  pid: number;
  notices: string[];
  /** What opening came to: a server, or the failure as it was thrown. */
  outcome: Promise<
    Partial<Record<'opened', Omit<EmbeddedPostgres, 'close'>>> & {
      failed?: { name: string; message: string; remedy: string | null };
    }
  >;
  /** Ends the process in good order. */
  close(how?: 'close' | 'force'): Promise<void>;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('open-embedded.mjs', import.meta.url));

/** Opens the embedded Postgres of `project` in a process of its own, as `account` when given. */
export async function openInChild(
  project: string,
  options: EmbeddedOptions,
  account?: Account,
): Promise<EmbeddedChild> {
  // The script lies in a folder that the other user can read, which this project may not be.
  const script = path.join(project, 'dist', 'open-embedded.mjs');
  await mkdir(path.dirname(script), { recursive: true });
  await copyFile(SCRIPT, script);
  const child = spawn(process.execPath, [script, project, JSON.stringify(options)], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const notices: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    pid: child.pid ?? 0,
    notices,
    outcome: listen(child, notices),
    close: async (how = 'close') => {
      child.stdin?.write(`${how}\n`);
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function listen(child: ChildProcess, notices: string[]): EmbeddedChild['outcome'] {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('no standard output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Said;
      if ('notice' in said) notices.push(said.notice);
      else if ('opened' in said || 'failed' in said) resolve(said);
    });
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`ended with ${code} before it had opened`)));
  });
}

export const isRoot = process.getuid?.() === 0;

/** The ids of an account of this machine. */
export function accountOf(name: string): Account {
  const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}
