import { open } from 'node:fs/promises';

type Write = (bytes: Buffer, from: number, length: number, at: number) => Promise<unknown>;

/**
 * Makes the system take a part of what is written to an open file at a time: `parts` says how many bytes of each `write()`,
 * null that the disk is full; after those it takes all. `file`: any that is there. Undo it by what is returned.
 */
export async function takeInParts(file: string, parts: readonly (number | null)[]): Promise<() => void> {
  const handle = await open(file);
  const handles = Object.getPrototypeOf(handle) as { write: Write };
  await handle.close();
  const { write } = handles;
  const left = [...parts];
  handles.write = function (bytes, from, length, at) {
    const part = left.shift();
    if (part === null) return Promise.reject(new Error('ENOSPC'));
    return write.call(this, bytes, from, Math.min(length, part ?? length), at);
  };
  return () => {
    handles.write = write;
  };
}
