import { decodeText, isUtf16 } from '../host/index.ts';
import type { FileText } from '../ports/files.ts';

/** The largest file that is read, in bytes: no flow or configuration comes near it. */
export const sizeLimit = 2 * 1024 * 1024;

/** A NUL among the first characters is what tells a binary file from text. */
const sniffed = 8192;

/** What a file of these bytes is read as. */
export function fileTextOf(bytes: Uint8Array): FileText {
  if (bytes.length > sizeLimit) return { state: 'refused', reason: 'too-large' };
  const text = decodeText(bytes);
  return text.slice(0, sniffed).includes('\0')
    ? { state: 'refused', reason: 'not-text' }
    : { state: 'text', text, ...(isUtf16(bytes) ? { isUtf16: true } : {}) };
}
