import { constants } from 'node:fs';
import { appendFile, lstat, open, rm } from 'node:fs/promises';
import { decodeText } from './decoded-text.ts';
import { replaceWhole } from './replace-whole.ts';

/** How much of a file is read, by what it holds. Bytes. */
export const fileLimits = {
  /** A token is short. */
  token: 16_384,
  /** Larger than any file of credentials. */
  credentials: 20_000,
  /** All authorities that a system trusts take a tenth of it. */
  certificates: 10_000_000,
} as const;

/**
 * The text of a small file of this machine, such as a token of the user's home, by its absolute path, without a byte order
 * mark; null: it is not there, is no regular file, holds more than `limit` bytes, or cannot be read. Not a byte of a larger
 * one is read. Rejects when cancelled.
 */
export async function readSmallFile(
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<string | null> {
  const bytes = await readSmallBytes(path, limit, signal);
  return bytes === null ? null : decodeText(bytes).replace(/^\uFEFF/, '');
}

/** What such a file holds, as it is. */
export async function readSmallBytes(
  path: string,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  try {
    signal.throwIfAborted();
    // NONBLOCK: opening a pipe must not wait for whoever writes to it.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile() || found.size > limit) return null;
      // What grows meanwhile, or tells no size (as in /proc), is read no further than that.
      const buffer = Buffer.alloc(limit + 1);
      let length = 0;
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (length > limit) return null;
        if (bytesRead === 0) return buffer.subarray(0, length);
      }
    } finally {
      await handle.close();
    }
  } catch {
    signal.throwIfAborted();
    return null;
  }
}

/**
 * Writes a text into a file in place of what `isThere` says is there; without it, a new file. False: it cannot be written, and
 * all is as it was; something is there that was not; or it is no file of its own: what a link leads to, nobody named.
 */
export async function writeSmallFile(path: string, text: string, isThere: boolean): Promise<boolean> {
  try {
    if (isThere && !(await lstat(path)).isFile()) return false;
    const isWritten = await writeInto(path, text, isThere ? constants.O_NOFOLLOW : createsFile);
    if (!isWritten && !isThere) await rm(path);
    return isWritten;
  } catch {
    return false;
  }
}

/** How a file is opened that is to be new. */
const createsFile = constants.O_CREAT | constants.O_EXCL;

/** `how`: flags of opening, besides those of reading and writing. Rejects as Node does. */
async function writeInto(path: string, text: string, how: number): Promise<boolean> {
  const handle = await open(path, constants.O_RDWR | how);
  try {
    return await replaceWhole(handle, await handle.readFile(), Buffer.from(text));
  } finally {
    await handle.close();
  }
}

/** Adds a text to the end of a file, or of what a link leads to; there may be none yet. False: it cannot be written. */
export async function appendToFile(path: string, text: string): Promise<boolean> {
  return appendFile(path, text).then(
    () => true,
    () => false,
  );
}
