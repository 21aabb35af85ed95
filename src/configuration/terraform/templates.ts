import type { TextRange } from '../../ports/text.ts';

/** A heredoc: `<<NAME` or `<<-NAME`, its lines, and the line that is `NAME` alone. Ranges are in the text that was read. */
export interface Heredoc {
  /** The lines between, with the last one's line break. */
  readonly content: TextRange;
  /** What Terraform puts in there: each `${…}` and `%{…}`. */
  readonly holes: readonly TextRange[];
  /** Each `$${` and `%%{`, which says `${` and `%{`. */
  readonly escapes: readonly TextRange[];
  /** What it says; null: Terraform puts something into it. */
  readonly text: string | null;
  /** Behind `NAME`. */
  readonly end: number;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** A string in quotes; `isMade`: Terraform puts something into it. It ends with its line where it has no closing quote. */
export function stringAt(
  text: string,
  start: number,
): { readonly text: string; readonly end: number; readonly isMade: boolean; readonly isClosed: boolean } {
  let made = '';
  let isMade = false;
  let at = start + 1;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (sign === '"') return { text: made, end: at + 1, isMade, isClosed: true };
    if (sign === '\n') break;
    if (sign === '\\') {
      const code = /^\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8}))/.exec(text.slice(at, at + 10));
      const point = Number.parseInt(code?.[1] ?? code?.[2] ?? '', 16);
      made += point <= 0x10ffff ? String.fromCodePoint(point) : (escapes[text[at + 1] ?? ''] ?? '');
      at += code?.[0].length ?? 2;
    } else if (isEscape(text, at)) {
      made += `${sign}{`;
      at += 3;
    } else if (isHole(text, at)) {
      isMade = true;
      at = holeEnd(text, at + 2, text.length) ?? lineEnd(text, at);
    } else {
      made += sign;
      at += 1;
    }
  }
  return { text: made, end: at, isMade, isClosed: false };
}

/** The heredoc that begins at `start`; null: there is none, such as at a `<<` without a name. */
export function heredocAt(text: string, start: number): Heredoc | null {
  const head = /^<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/u.exec(text.slice(start, start + 200));
  const name = head?.[2];
  if (head === null || name === undefined) return null;
  const first = start + head[0].length;
  const closing = closingLine(text, first, name);
  const holes: TextRange[] = [];
  const escaped: TextRange[] = [];
  let open = 0;
  let line = first;
  let at = first;
  while (at < text.length) {
    if (at === line) {
      const written = text.slice(at, lineEnd(text, at)).trimEnd();
      if (written.trim() === name) return whole(at + written.length);
    }
    const sign = text[at];
    if (isEscape(text, at)) {
      escaped.push({ start: at, end: at + 3 });
      at += 3;
    } else if (isHole(text, at)) {
      // One that is not closed before the heredoc is ends with its line: it is being typed.
      const found = open < mostOpen ? holeEnd(text, at + 2, closing) : null;
      if (found === null) open += 1;
      const end = found ?? lineEnd(text, at);
      holes.push({ start: at, end });
      at = end;
    } else {
      at += 1;
      if (sign === '\n') line = at;
    }
  }
  return whole(text.length);

  function whole(end: number): Heredoc {
    const content = { start: first, end: Math.min(line, text.length) };
    const isKnown = holes.length === 0;
    return {
      content,
      holes,
      escapes: escaped,
      text: isKnown ? linesOf(content, head?.[1] === '-') : null,
      end,
    };
  }

  function linesOf({ start: from, end: to }: TextRange, isIndented: boolean): string {
    const lines = text.slice(from, to);
    return (isIndented ? withoutIndent(lines) : lines).replace(/([$%])\1\{/g, '$1{');
  }
}

/** The start of the line that is `name` alone, as if nothing were put in; the text's length: there is none. */
function closingLine(text: string, start: number, name: string): number {
  for (let line = start; line < text.length;) {
    const end = lineEnd(text, line);
    if (text.slice(line, end).trim() === name) return line;
    line = end + 1;
  }
  return text.length;
}

/** Without the indent that all lines share; empty ones do not count (HCL: `flushHeredocTemplateParts`). */
function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.flatMap((line, index) => {
    const isLast = index === lines.length - 1;
    return line.trim() === ''
      ? isLast && line !== ''
        ? [line.length]
        : []
      : [line.length - line.trimStart().length];
  });
  const shared = indents.reduce((least, each) => Math.min(least, each), indents[0] ?? 0);
  return lines.map((line) => (line.trim() === '' ? line : line.slice(shared))).join('\n');
}

function isEscape(text: string, at: number): boolean {
  return text.startsWith('$${', at) || text.startsWith('%%{', at);
}

function isHole(text: string, at: number): boolean {
  return text.startsWith('${', at) || text.startsWith('%{', at);
}

/** Holes are looked through so far, in characters, and strings in them so deep. */
const longestHole = 10_000;
/** Of a heredoc with more holes that are not closed, nobody looks for the ends of the rest. */
const mostOpen = 50;
const deepestHole = 20;

/**
 * The end of what stands in `${…}`; `at` is behind its opening. Strings in it are passed over, with the holes in them.
 * null: it is not closed before `limit`.
 */
function holeEnd(text: string, start: number, limit: number, depth = 0): number | null {
  if (depth > deepestHole) return null;
  const until = Math.min(limit, start + longestHole);
  let braces = 1;
  let at = start;
  while (at < until) {
    const sign = text[at];
    if (sign === '"') {
      const end = quotedEnd(text, at + 1, until, depth);
      if (end === null) return null;
      at = end;
    } else {
      at += 1;
      if (sign === '{') braces += 1;
      else if (sign === '}' && (braces -= 1) === 0) return at;
    }
  }
  return null;
}

/** The end of a string in a hole; `start` is behind its opening quote. */
function quotedEnd(text: string, start: number, limit: number, depth: number): number | null {
  let at = start;
  while (at < limit) {
    const sign = text[at];
    if (sign === '"') return at + 1;
    if (sign === '\n') return null;
    if (sign === '\\') at += 2;
    else if (isEscape(text, at)) at += 3;
    else if (isHole(text, at)) {
      const end = holeEnd(text, at + 2, limit, depth + 1);
      if (end === null) return null;
      at = end;
    } else at += 1;
  }
  return null;
}

function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline;
}
