import { countSteps } from '../steps.ts';
import { nextLine } from './lines.ts';

/**
 * Where the value ends that begins at `start` of a line (a scalar with its quotes, or a collection with nothing in it);
 * -1: it goes on, or it may be something else.
 */
export function simpleValueEnd(text: string, start: number, lineEnd: number): number {
  const code = text.charCodeAt(start);
  if (code === 0x22) return whereOver(text, doubleEnd(text, start, lineEnd), lineEnd);
  if (code === 0x27) return whereOver(text, singleEnd(text, start, lineEnd), lineEnd);
  if (code === 0x5b || code === 0x7b) {
    // The closing brackets are two further on.
    return start + 2 === lineEnd && text.charCodeAt(start + 1) === code + 2 ? lineEnd : -1;
  }
  return plainEnd(text, start, lineEnd);
}

/** The same offset where nothing but blanks and a comment after them follows on the line; else -1. */
function whereOver(text: string, end: number, lineEnd: number): number {
  if (end === -1) return -1;
  let at = end;
  while (at < lineEnd && text.charCodeAt(at) === 0x20) at += 1;
  return at === lineEnd || (at > end && text.charCodeAt(at) === 0x23) ? end : -1;
}

/** After the closing quote; -1: there is none on the line, or an escape that may be wrong or write a letter by its code. */
function doubleEnd(text: string, start: number, lineEnd: number): number {
  for (let at = start + 1; at < lineEnd; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code !== 0x5c) continue;
    at += 1;
    if (at >= lineEnd || !'"\\/nt'.includes(text.charAt(at))) return -1;
  }
  return -1;
}

function singleEnd(text: string, start: number, lineEnd: number): number {
  for (let at = start + 1; at < lineEnd; at += 1) {
    if (text.charCodeAt(at) !== 0x27) continue;
    if (text.charCodeAt(at + 1) !== 0x27) return at + 1;
    at += 1;
  }
  return -1;
}

/** Of a scalar without quotes. What may be a part of a key, or need quotes, is none. */
function plainEnd(text: string, start: number, lineEnd: number): number {
  if (!beginsPlain(text.charCodeAt(start), text.charCodeAt(start + 1))) return -1;
  let end = start;
  for (let at = start; at < lineEnd; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20) {
      if (text.charCodeAt(at + 1) === 0x23) return end;
    } else if (code === 0x3a && (at + 1 === lineEnd || text.charCodeAt(at + 1) === 0x20)) {
      return -1;
    } else {
      end = at + 1;
    }
  }
  return end;
}

const plainSigns = '/.$(+~^';

/** Letters, digits and the few signs that mean nothing else there; a `-` before one of the first two. */
function beginsPlain(code: number, next: number): boolean {
  return (
    isWordCode(code) || (code === 0x2d && isWordCode(next)) || plainSigns.includes(String.fromCharCode(code))
  );
}

/** A Latin letter, a digit or the low line. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f
  );
}

/** After the `|` or `>` at `start`, and the sign behind it that says what becomes of its last line breaks. */
export function blockHeaderEnd(text: string, start: number): number {
  const sign = text.charCodeAt(start + 1);
  return start + (sign === 0x2d || sign === 0x2b ? 2 : 1);
}

/** Whether the lines of a block scalar from `start` on are all indented as its first one, or more. */
export function isSimpleBlock(text: string, start: number, parentIndent: number): boolean {
  let least = -1;
  for (let at = start; at < text.length;) {
    countSteps(1);
    let first = at;
    while (text.charCodeAt(first) === 0x20) first += 1;
    const isBlank = first >= text.length || text.charCodeAt(first) === 0x0a;
    const indent = first - at;
    if (least === -1) {
      if (isBlank || indent <= parentIndent) return false;
      least = indent;
    } else if (!isBlank && indent < least) {
      return indent <= parentIndent;
    }
    at = nextLine(text, first);
  }
  return least !== -1;
}
