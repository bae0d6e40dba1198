import { spawn } from 'node:child_process';

/** The account that the server runs under when it may not be our own: Postgres refuses to run as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface RunResult {
  /** Exit code; null when the program could not be started or was killed. */
  code: number | null;
  /** Standard output and standard error together. */
  output: string;
  /** Why the program could not be started at all, such as ENOENT, EACCES or EPERM. */
  failure: string | null;
}

/**
 * Runs a program to its end, as `account` when given. In a session of its own, so that Ctrl-C in the terminal
 * does not reach it, and with an environment of its own, so that PGPORT and the like do not mislead it.
 */
export function run(program: string, args: readonly string[], account: Account | null): Promise<RunResult> {
  return new Promise((resolve) => {
    const identity = account ? { uid: account.uid, gid: account.gid } : {};
    const child = spawn(program, args, {
      ...identity,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC', HOME: '/' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: null, output, failure: error.code ?? error.message }),
    );
    child.on('close', (code) => resolve({ code, output, failure: null }));
  });
}
