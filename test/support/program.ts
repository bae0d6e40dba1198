import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { PROJECT_DIR } from './built-project.js';
import type { Account } from './embedded-child.js';

export interface ProgramOptions {
  env?: NodeJS.ProcessEnv;
  /** What the program reads from standard input. Default: nothing. */
  input?: string;
  /** Folder it is run in, whose .env it would read. */
  cwd?: string;
  account?: Account;
  /** Arguments for Node itself. */
  nodeArgs?: string[];
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunningProgram {
  child: ChildProcess;
  /** Where it serves, without a final slash. */
  url: string;
  /** What it has printed so far. */
  printed(): { stdout: string; stderr: string };
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Only what every process needs: settings of whoever runs the tests must not reach the program. */
const BARE_ENVIRONMENT = { PATH: process.env.PATH, HOME: process.env.HOME, TERM: 'xterm' };

function launch(
  args: string[],
  options: ProgramOptions,
): { child: ChildProcess; ended: Promise<Ended>; printed: RunningProgram['printed'] } {
  const main = path.join(PROJECT_DIR, 'dist/main.js');
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), main, ...args], {
    cwd: options.cwd ?? '/',
    env: { ...BARE_ENVIRONMENT, ...options.env },
    ...options.account,
  });
  // A test that fails must not leave its program behind.
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin?.on('error', () => {}); // a program that fails at once does not read
  child.stdin?.end(options.input ?? '');
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, printed: () => ({ stdout, stderr }) };
}

/** Runs `broadsheet` with these arguments to its end. */
export function runProgram(args: string[], options: ProgramOptions = {}): Promise<Ended> {
  return launch(args, options).ended;
}

/** Starts `broadsheet`, to be looked at while it runs. */
export function launchProgram(
  args: string[],
  options: ProgramOptions = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  return launch(args, options);
}

/** Runs a `broadsheet` command that serves, and waits until it says that it is ready. */
export async function startProgram(args: string[], options: ProgramOptions = {}): Promise<RunningProgram> {
  const { child, ended, printed } = launch(args, options);
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /GraphQL\s+(http:\S+)\/graphql/.exec(printed().stdout)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    ended.then(
      ({ code, stdout, stderr }) => reject(new Error(`ended with ${code}: ${stdout}${stderr}`)),
      reject,
    );
  });
  return {
    child,
    url,
    printed,
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Sends a query over HTTP. */
export async function query<T>(url: string, text: string): Promise<{ data: T; errors?: unknown[] }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  return (await response.json()) as { data: T; errors?: unknown[] };
}

/** One line that says what is wrong, one that says what to do, and nothing else: no stack, no colour. */
export function expectFriendly({ stderr }: Ended, message: RegExp, remedy: RegExp): void {
  const lines = stderr.trimEnd().split('\n');
  expect(lines, stderr).toHaveLength(2);
  expect(lines[0]).toMatch(/^Error: /);
  expect(lines[0]).toMatch(message);
  expect(lines[1]).toMatch(/^Remedy: /);
  expect(lines[1]).toMatch(remedy);
}

/** Another program on a free port. */
export function occupy(host: string): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : 0 });
    });
  });
}
