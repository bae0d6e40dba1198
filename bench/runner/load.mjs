/**
 * Twenty readers, or so, that ask as fast as they are answered. Written on bare sockets, because a load generator
 * shares the machine with what it measures: this one takes about a fifth of what an HTTP client library would.
 */
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';

const HEADER_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
const STALLED = 60_000;

/**
 * @param {{ method: string, path: string, body: string | null }} request
 * @param {string} host
 */
export function bytesOf({ method, path, body }, host) {
  const head = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Accept: application/json'];
  if (body !== null)
    head.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** One connection that sends a request at a time. */
class Reader {
  received = [];
  length = 0;
  /** Length of the whole answer once its head is known; -1 for chunks, whose end is seen in the bytes. */
  expected = 0;
  bodyLength = 0;
  settle = null;

  constructor(socket) {
    this.socket = socket;
    socket.on('data', (bytes) => this.take(bytes));
    for (const event of ['error', 'close']) {
      socket.on(event, (reason) =>
        this.settle?.reject(new Error(`the connection ended: ${reason?.message ?? event}`)),
      );
    }
    socket.setTimeout(STALLED, () => socket.destroy(new Error(`no answer within ${STALLED / 1000} s`)));
  }

  static open(url) {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => {
        socket.off('error', reject);
        resolve(new Reader(socket));
      });
      socket.once('error', reject);
    });
  }

  /** @returns {Promise<number>} length of the body in bytes; -1 for an answer in chunks */
  ask(bytes) {
    this.received = [];
    this.length = 0;
    this.expected = 0;
    this.socket.write(bytes);
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  take(bytes) {
    this.received.push(bytes);
    this.length += bytes.length;
    if (this.expected === 0 && !this.readHead()) return;
    const whole = this.expected === -1 ? bytes.subarray(-5).equals(LAST_CHUNK) : this.length >= this.expected;
    if (!whole) return;
    const { settle } = this;
    this.settle = null;
    settle?.resolve(this.bodyLength);
  }

  readHead() {
    const all = this.received.length === 1 ? this.received[0] : Buffer.concat(this.received);
    const end = all.indexOf(HEADER_END);
    if (end === -1) return false;
    const head = all.latin1Slice(0, end).toLowerCase();
    if (!head.startsWith('http/1.1 200')) {
      this.settle?.reject(
        new Error(`answered ${head.slice(9, 40).split('\r\n')[0]}: ${all.subarray(end + 4, end + 300)}`),
      );
      return false;
    }
    const length = /\r\ncontent-length: (\d+)/.exec(head);
    this.bodyLength = length ? Number(length[1]) : -1;
    this.expected = length ? end + HEADER_END.length + this.bodyLength : -1;
    return true;
  }

  close() {
    this.socket.removeAllListeners('close');
    this.socket.destroy();
  }
}

/**
 * Asks until the time is over, then waits for the answers that are still due; they count, and so does their time.
 * @param {string} url
 * @param {{ bytes: Buffer, bodyLength: number }[]} requests taken in turn by all connections
 * @param {{ connections: number, seconds: number }} options
 * @returns {Promise<{ latencies: Float64Array, seconds: number }>} sorted milliseconds
 * @throws Error when an answer is not the one that was checked before
 */
export async function putUnderLoad(url, requests, { connections, seconds }) {
  const readers = await Promise.all(Array.from({ length: connections }, () => Reader.open(url)));
  const latencies = [];
  let turn = 0;
  const started = performance.now();
  const deadline = started + seconds * 1000;
  const read = async (reader) => {
    let before = performance.now();
    while (before < deadline) {
      const { bytes, bodyLength } = requests[turn++ % requests.length];
      const got = await reader.ask(bytes);
      const after = performance.now();
      if (got !== -1 && got !== bodyLength)
        throw new Error(`an answer has ${got} bytes instead of ${bodyLength}`);
      latencies.push(after - before);
      before = after;
    }
  };
  try {
    await Promise.all(readers.map(read));
    return { latencies: Float64Array.from(latencies).sort(), seconds: (performance.now() - started) / 1000 };
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** @param {Float64Array} sorted */
export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
