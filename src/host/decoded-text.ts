/** What begins a text in UTF-16, as PowerShell 5 and Notepad write it. */
const marks = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le', decoder: new TextDecoder('utf-16le', { ignoreBOM: true }) },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be', decoder: new TextDecoder('utf-16be', { ignoreBOM: true }) },
] as const;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether a file begins with a byte order mark of UTF-16. */
export function isUtf16(bytes: Uint8Array): boolean {
  return markOf(bytes) !== undefined;
}

function markOf(bytes: Uint8Array): (typeof marks)[number] | undefined {
  const one = bytes[0] ?? 0;
  const other = bytes[1] ?? 0;
  // Most files begin with a letter.
  if (one < 0xfe) return undefined;
  return marks.find(({ bytes: [first, second] }) => one === first && other === second);
}

/** The text of a file: UTF-16 where it begins with its byte order mark, else UTF-8. A mark stays the first character. */
export function decodeText(bytes: Uint8Array): string {
  return (markOf(bytes)?.decoder ?? utf8).decode(bytes);
}

/** The bytes of a text in the encoding of `like`, the bytes that it was read from. A mark is its first character. */
export function encodeText(text: string, like: Uint8Array): Uint8Array {
  const encoding = markOf(like)?.encoding;
  if (encoding === undefined) return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
