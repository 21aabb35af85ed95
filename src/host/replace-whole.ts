import type { FileHandle } from 'node:fs/promises';

/**
 * Makes `after` all that an open file holds, which is `before`. False: it cannot be written, and the file is as it was.
 * Rejects where not even that could be.
 */
export async function replaceWhole(
  handle: FileHandle,
  before: Uint8Array,
  after: Uint8Array,
): Promise<boolean> {
  try {
    await writeWhole(handle, after);
    return true;
  } catch {
    // A full disk: what the file held fits.
    await writeWhole(handle, before);
    return false;
  }
}

/** What the system takes of the bytes at a time may be less than all. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, done);
    done += bytesWritten;
  }
  await handle.truncate(bytes.length);
}
