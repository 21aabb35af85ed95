/** One entry of an index. */
export interface IndexEntry {
  /** From the top of the repository, with `/`; that of a folder which is not checked out ends with one. */
  readonly path: string;
  /** Whether a repository of its own stands there. */
  readonly isSubmodule: boolean;
}

/** Reads the entries of an index one by one, so that its caller can let others have their turn. */
export interface IndexReader {
  /** The next entry; `elsewhere`: it is not in the folder of the reader; null: there is no further one. */
  next(): IndexEntry | 'elsewhere' | null;
  /**
   * Whether all of it was read, and was in order. False until `next` gave null, and where it is of another version, broken,
   * split over two files, or has a part that nobody can leave out.
   */
  isWhole(): boolean;
}

/** How many bytes an object's name has: of SHA-1, and of SHA-256. */
export const objectNameLengths = [20, 32] as const;

/** The longest path of an entry, in bytes: no system that git runs on opens a longer one. */
const longestPath = 4096;

const headerLength = 12;
/** Times, device, inode, mode, owner and size, before the object's name. */
const statLength = 40;
const modeAt = 24;
const submoduleMode = 0o160000;
const extendedFlag = 0x4000;
const nameLengthMask = 0xfff;

/**
 * Reads a file `.git/index` of version 2, 3 or 4 (gitformat-index(5)), and gives the entries below `folder` (a path with a
 * `/` at its end; empty: all). Whatever the bytes are it ends without an error; what cannot be read is not whole.
 */
export function indexReader(bytes: Uint8Array, objectNameLength: number, folder: string): IndexReader {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = data.length - objectNameLength;
  const version = hasHeader(data) ? data.readUInt32BE(4) : 0;
  const count = version === 0 ? 0 : data.readUInt32BE(8);
  const wanted = Buffer.from(folder);
  const path = Buffer.alloc(longestPath);
  let pathLength = 0;
  let read = 0;
  let at = headerLength;
  let state: 'reading' | 'whole' | 'broken' = [2, 3, 4].includes(version) ? 'reading' : 'broken';

  /** Reads on past one entry; its path is in `path` then. null: it is broken. */
  function readEntry(): { readonly isSubmodule: boolean } | null {
    const flagsAt = at + statLength + objectNameLength;
    if (flagsAt + 2 > end) return null;
    const flags = data.readUInt16BE(flagsAt);
    const isExtended = (flags & extendedFlag) !== 0;
    if (isExtended && version < 3) return null;
    const start = flagsAt + (isExtended ? 4 : 2);
    const nameEnd = version === 4 ? readCompressedPath(start) : readPath(start);
    if (nameEnd === null || !agrees(flags & nameLengthMask, pathLength)) return null;
    const isSubmodule = data.readUInt32BE(at + modeAt) === submoduleMode;
    // An entry of the older versions is filled up to a multiple of 8 with one NUL at the least.
    at = version === 4 ? nameEnd + 1 : at + Math.ceil((nameEnd + 1 - at) / 8) * 8;
    return at <= end ? { isSubmodule } : null;
  }

  /** Where the NUL behind the path stands; null: nowhere. */
  function readPath(start: number): number | null {
    const nameEnd = data.indexOf(0, start);
    if (nameEnd === -1 || nameEnd >= end || nameEnd - start > longestPath) return null;
    pathLength = data.copy(path, 0, start, nameEnd);
    return nameEnd;
  }

  /** The same where a path says first how much of the end of the one before it goes. */
  function readCompressedPath(start: number): number | null {
    let from = start;
    let byte = data[from++] ?? 0;
    let dropped = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
      if (dropped > longestPath || from >= end) return null;
      byte = data[from++] ?? 0;
      dropped = (dropped + 1) * 128 + (byte & 0x7f);
    }
    const kept = pathLength - dropped;
    const nameEnd = data.indexOf(0, from);
    if (kept < 0 || nameEnd === -1 || nameEnd >= end || kept + nameEnd - from > longestPath) return null;
    pathLength = kept + data.copy(path, kept, from, nameEnd);
    return nameEnd;
  }

  return {
    next() {
      if (state !== 'reading') return null;
      const entry = read === count ? null : readEntry();
      if (entry === null) {
        state = read === count && hasPlainExtensions(data, at, end) ? 'whole' : 'broken';
        return null;
      }
      read += 1;
      const isBelow = pathLength > wanted.length && wanted.equals(path.subarray(0, wanted.length));
      return isBelow ? { path: path.toString('utf8', 0, pathLength), ...entry } : 'elsewhere';
    },
    isWhole: () => state === 'whole',
  };
}

function hasHeader(data: Buffer): boolean {
  return data.length >= headerLength && data.toString('latin1', 0, 4) === 'DIRC';
}

/** A path's length stands in its entry, up to the largest number that fits there. */
function agrees(written: number, length: number): boolean {
  return written === Math.min(length, nameLengthMask) && length > 0;
}

/**
 * Whether what follows the entries is in order, up to `end`, and can be left out: parts in capital letters, and the one that
 * says that folders stand for what is not checked out. `link` says that most entries are in another file.
 */
function hasPlainExtensions(data: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at + 8 <= end) {
    const name = data.toString('latin1', at, at + 4);
    if (!/^[A-Z]/.test(name) && name !== 'sdir') return false;
    at += 8 + data.readUInt32BE(at + 4);
  }
  return at === end;
}
