/** One build at a time in one dist/ folder, whoever starts it: two terminals, an editor, a test run. */
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
const DEAD_AFTER_MS = 15_000;
const GIVE_UP_AFTER_MS = 180_000;

/** Takes the lock, runs `work`, gives the lock back. Waits for another build, and clears away a dead one's lock. */
export async function withBuildLock(path, work) {
  await acquire(path);
  const heartbeat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), HEARTBEAT_MS);
  const onSignal = (signal) => {
    rm(path, { force: true }).finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    await rm(path, { force: true });
  }
}

async function acquire(path) {
  const me = JSON.stringify({ pid: process.pid, host: hostname() });
  let told = false;
  for (const until = Date.now() + GIVE_UP_AFTER_MS; Date.now() < until; await sleep(100)) {
    try {
      return await writeFile(path, me, { flag: 'wx' });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = await deadHolder(path);
    if (holder !== null) await clearAway(path, holder);
    else if (!told) told = console.error('waiting for another build to end') === undefined;
  }
  throw new Error(
    `another build has held ${path} for ${GIVE_UP_AFTER_MS / 1000} s; if none is running, delete that file`,
  );
}

/** What a dead build wrote into the lock; null while its holder lives, or when the lock has gone meanwhile. */
async function deadHolder(path) {
  try {
    const [text, { mtimeMs }] = [await readFile(path, 'utf8'), await stat(path)];
    if (Date.now() - mtimeMs > DEAD_AFTER_MS) return text;
    const { pid, host } = JSON.parse(text);
    return host === hostname() && !isAlive(pid) ? text : null;
  } catch {
    // Gone, or taken this instant and not written yet.
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two waiters may both find the lock dead: it is moved aside first, and put back if it was not the dead one. */
async function clearAway(path, deadText) {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) === deadText) await rm(aside);
    else await rename(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
