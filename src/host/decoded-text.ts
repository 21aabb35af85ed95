/** What begins a text in UTF-16, as PowerShell 5 and Notepad write it. */
const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** The text of a file: UTF-16 where it begins with its byte order mark, else UTF-8. A mark stays the first character. */
export function decodeText(bytes: Uint8Array): string {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  return new TextDecoder(mark?.encoding ?? 'utf-8', { ignoreBOM: true }).decode(bytes);
}
