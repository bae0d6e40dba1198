import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file that only this program sees, for archives that are read from their end: ZIP from standard input, or
 * inside another archive.
 */
export class SpooledFile {
  private constructor(
    readonly handle: FileHandle,
    private readonly path: string,
  ) {}

  static async of(bytes: AsyncIterable<Buffer>): Promise<SpooledFile> {
    const path = join(tmpdir(), `broadsheet-${randomUUID()}`);
    const spooled = new SpooledFile(await open(path, 'wx+', 0o600), path);
    // Where the system allows it, the name goes at once, so that a killed run leaves nothing behind.
    await unlink(path).catch(() => {});
    try {
      for await (const piece of bytes) await spooled.handle.writeFile(piece);
      return spooled;
    } catch (error) {
      await spooled.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
    await unlink(this.path).catch(() => {});
  }
}
