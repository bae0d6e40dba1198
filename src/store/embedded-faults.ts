import { OperatorError } from '../errors.js';

const FREE_SPACE = 'Free some disk space, or set BROADSHEET_DATA_DIR to a folder on another disk.';

/** An error from the file system about the data folder, in the operator's words. */
export function folderFault(dir: string, error: unknown): OperatorError {
  if (error instanceof OperatorError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const elsewhere = 'Set BROADSHEET_DATA_DIR to a folder that this user can write, or set DATABASE_URL.';
  const said: Record<string, [string, string]> = {
    ENOSPC: [`The disk is full: nothing more can be written to ${dir}.`, FREE_SPACE],
    EDQUOT: [`The disk quota is used up: nothing more can be written to ${dir}.`, FREE_SPACE],
    EROFS: [`The data folder ${dir} is on a read-only file system.`, elsewhere],
    EACCES: [`This user may not write to the data folder ${dir}.`, elsewhere],
    EPERM: [`This user may not write to the data folder ${dir}.`, elsewhere],
    ENOTDIR: [`The data folder ${dir} cannot be made: part of that path is a file.`, elsewhere],
    EEXIST: [`The data folder ${dir} cannot be made: a file has that name.`, elsewhere],
  };
  const [message, remedy] = said[code] ?? [
    `The data folder ${dir} cannot be used: ${(error as Error).message}`,
    elsewhere,
  ];
  return new OperatorError(message, remedy, { cause: error });
}

/** The folder belongs to someone else, whose password file we cannot read. */
export function notOwned(dir: string): OperatorError {
  return new OperatorError(
    `The data folder ${dir} belongs to another user.`,
    'Run as that user (or as root), or set BROADSHEET_DATA_DIR to a folder of your own.',
  );
}

/** Why the server did not come up, from what it said. `output` is that of initdb or pg_ctl, `log` the end of the server's log. */
export function startFault(dir: string, output: string, log: string): OperatorError {
  const said = `${output}\n${log}`;
  // A write that finds room for half a page is cut short before the next one fails.
  if (/No space left on device|wrote only \d+ of \d+ bytes/.test(said)) {
    return new OperatorError(`The disk is full: the embedded Postgres cannot write to ${dir}.`, FREE_SPACE);
  }
  if (/could not (create|map|open|resize) (shared memory|semaphores)/.test(said)) {
    return new OperatorError(
      `The embedded Postgres gets no shared memory from this system. It said: ${lastLines(log || output)}`,
      'Give the container more shared memory (docker run --shm-size=256m), or set DATABASE_URL.',
    );
  }
  if (/Read-only file system/.test(said)) return folderFault(dir, { code: 'EROFS' });
  if (/Permission denied|wrong ownership/.test(said)) return notOwned(dir);
  return new OperatorError(
    `The embedded Postgres did not start. It said: ${lastLines(log || output)}`,
    `The whole log is ${dir}/postgres/server.log. Repair the cause, or set BROADSHEET_DATA_DIR to a new folder.`,
  );
}

/** The last lines that say something, without their time and process number. */
function lastLines(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^[-\d]+ [:.\d]+ \w+ \[\d+\] /, '').trim())
    .filter((line) => line !== '' && !line.startsWith('pg_ctl: could not start server'));
  return lines.slice(-3).join(' | ') || 'nothing';
}
