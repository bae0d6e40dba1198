import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Mutations of a larger file would mostly hit the same parts of it, slowly. */
const MAX_BYTES = 192 * 1024;
/** Archives cannot be cut without being damaged already. */
const MAX_ARCHIVE_BYTES = 4 * 1024 * 1024;

/**
 * The files to mutate, with the names that the report gives them.
 *
 * @param {string[]} folders those that exist are taken
 * @returns {{ name: string, path: string }[]}
 */
export function filesToMutate(folders) {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      filesBelow(folder).map((path) => ({ name: relative(join(folder, '..'), path), path })),
    );
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    const isArchive = /\.(?:gz|xz|zip|tar|tgz)$/.test(entry.name);
    return entry.isFile() && (!isArchive || statSync(path).size <= MAX_ARCHIVE_BYTES) ? [path] : [];
  });
}

/** What is mutated of a file. @param {string} path @returns {Buffer} */
export function bytesToMutate(path) {
  const bytes = readFileSync(path);
  return /\.(?:gz|xz|zip|tar|tgz)$/.test(path) ? bytes : bytes.subarray(0, MAX_BYTES);
}

/** The same text, packed. @param {Buffer} bytes */
export function packed(bytes) {
  return gzipSync(bytes);
}
