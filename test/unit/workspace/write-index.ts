export interface WrittenIndex {
  /** In the order in which they are written. */
  readonly paths: readonly string[];
  /** Those of them that are repositories of their own. */
  readonly submodules?: readonly string[];
  readonly version: number;
  /** Bytes of an object's name. */
  readonly length: number;
  /** What follows the entries: names of four letters, each with the number of its bytes. */
  readonly extensions?: readonly (readonly [string, number])[];
}

/** An index as git writes it (gitformat-index(5)), with nothing but zeros for what the files are. */
export function writeIndex({
  paths,
  submodules = [],
  version,
  length,
  extensions = [],
}: WrittenIndex): Uint8Array {
  const header = Buffer.alloc(12);
  header.write('DIRC');
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(paths.length, 8);
  const entries = paths.map((path, index) => {
    const fixed = Buffer.alloc(40 + length + (version === 3 ? 4 : 2));
    fixed.writeUInt32BE(submodules.includes(path) ? 0o160000 : 0o100644, 24);
    const bytes = Buffer.from(path);
    fixed.writeUInt16BE(Math.min(bytes.length, 0xfff) + (version === 3 ? 0x4000 : 0), 40 + length);
    if (version === 4)
      return Buffer.concat([fixed, compressPath(Buffer.from(paths[index - 1] ?? ''), bytes)]);
    const whole = fixed.length + bytes.length;
    return Buffer.concat([fixed, bytes, Buffer.alloc(8 - (whole % 8))]);
  });
  const parts = extensions.map(([name, size]) => {
    const part = Buffer.alloc(8 + size);
    part.write(name);
    part.writeUInt32BE(size, 4);
    return part;
  });
  return Buffer.concat([header, ...entries, ...parts, Buffer.alloc(length)]);
}

/** A path as the fourth version has it: how many bytes of the one before go, then what comes in their place. */
function compressPath(before: Buffer, path: Buffer): Buffer {
  let same = 0;
  while (same < before.length && same < path.length && before[same] === path[same]) same += 1;
  return Buffer.concat([variableLength(before.length - same), path.subarray(same), Buffer.alloc(1)]);
}

function variableLength(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    rest -= 1;
    bytes.unshift(0x80 | (rest & 0x7f));
  }
  return Buffer.from(bytes);
}
