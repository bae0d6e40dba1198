import { spawn } from 'node:child_process';
import { PRODUCT_DIR } from './product.mjs';

const PATIENCE = 60_000;

/** A server in a process of its own. */
export class Server {
  constructor(contestant, child, url, output) {
    this.output = output;
    this.contestant = contestant;
    this.child = child;
    this.url = url;
    this.pid = child.pid;
    /** What the protocol learned about this very server. */
    this.learned = {};
  }

  /**
   * @param {{ name: string, args: string[], env?: Record<string, string> }} contestant
   * @param {{ node: string, databaseUrl: string, poolSize: number, answers?: string }} options
   */
  static async start(contestant, { node, databaseUrl, poolSize, answers }) {
    const child = spawn(node, contestant.args, {
      cwd: PRODUCT_DIR,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: databaseUrl,
        DATABASE_POOL_SIZE: String(poolSize),
        POOL_SIZE: String(poolSize),
        ...(answers && { ANSWERS: answers }),
        ...contestant.env,
      },
    });
    const output = { text: '' };
    const url = await addressOf(child, contestant.name, output);
    return new Server(contestant, child, url, output);
  }

  /** The parsed answer to a request, and its length in bytes. */
  async ask({ method, path, body }) {
    const reply = await fetch(this.url + path, {
      method,
      headers: { accept: 'application/json', ...(body !== null && { 'content-type': 'application/json' }) },
      body,
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    const text = bytes.toString();
    if (!reply.ok || text.startsWith('{"errors"')) {
      throw new Error(
        `${this.contestant.name} answers ${reply.status} to ${path}: ${text.slice(0, 600)}\n${this.said()}`,
      );
    }
    const answer = JSON.parse(text);
    if (answer.errors)
      throw new Error(`${this.contestant.name} answers ${JSON.stringify(answer.errors).slice(0, 600)}`);
    return { answer, text, bytes: bytes.length };
  }

  /** The last of what it printed. */
  said() {
    return this.output.text;
  }

  async prepare() {
    const { prepare } = this.contestant.protocol;
    if (prepare) this.learned = await prepare(async (request) => (await this.ask(request)).answer);
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(timer);
  }
}

/** The first address that the program prints. */
function addressOf(child, name, output) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${name} did not start: ${why}\n${output.text}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`nothing within ${PATIENCE / 1000} s`);
    }, PATIENCE);
    const listen = (text) => {
      output.text = (output.text + text).slice(-2000);
      // To the line's end, lest a port be cut in half.
      const found = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)\S*\s/.exec(output.text);
      if (!found) return;
      clearTimeout(timer);
      resolve(`http://127.0.0.1:${found[1]}`);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', listen);
    child.on('exit', (code) => {
      clearTimeout(timer);
      fail(`it ended with exit code ${code}`);
    });
  });
}
