import { DecodedTextBuilder, type DecodedText } from './decoded-text.ts';

interface BlockLine {
  /** Where the line begins, without its indent. */
  readonly start: number;
  readonly end: number;
  /** Where its line break ends. */
  readonly breakEnd: number;
  /** Begins with white space beyond the block's indent: is never folded. */
  readonly moreIndented: boolean;
}

export interface BlockHeader {
  /** As written after `|` or `>`: indent and chomping indicators, in either order. */
  readonly text: string;
  /** The indent of the node that holds the scalar, -1 for a document's root. */
  readonly parentIndent: number;
}

/**
 * Decodes a literal (`|`) or folded (`>`) scalar whose lines stand from `start` to `end` in the file.
 */
export function decodeBlockScalar(
  source: string,
  start: number,
  end: number,
  header: BlockHeader,
): DecodedText {
  const lines = linesOf(source, start, end, header);
  const builder = new DecodedTextBuilder(source, lines[0]?.start ?? start);
  let last = lines.length - 1;
  while (last >= 0 && isEmpty(lines[last])) last -= 1;
  const content = lines.slice(0, last + 1);
  if (header.text.startsWith('>')) fold(builder, content);
  else for (const [index, line] of content.entries()) copyLine(builder, line, index < last);
  if (!header.text.includes('-')) chomp(builder, lines, last, header.text.includes('+'));
  return builder.finish(lines[last]?.end ?? start);
}

function linesOf(source: string, start: number, end: number, header: BlockHeader): BlockLine[] {
  const digit = /[1-9]/.exec(header.text);
  let indent = digit === null ? -1 : Math.max(header.parentIndent, 0) + Number(digit[0]);
  const lines: BlockLine[] = [];
  let lineStart = start;
  while (lineStart < end) {
    const newline = source.indexOf('\n', lineStart);
    const breakEnd = newline === -1 || newline >= end ? end : newline + 1;
    let lineEnd = newline === -1 || newline >= end ? end : newline;
    if (source[lineEnd - 1] === '\r' && lineEnd > lineStart) lineEnd -= 1;
    let content = lineStart;
    while (content < lineEnd && source[content] === ' ') content += 1;
    // The first line that is not empty says how deep the block is.
    if (indent === -1 && content < lineEnd) indent = content - lineStart;
    const textStart = indent === -1 ? lineEnd : Math.min(content, lineStart + indent);
    const first = textStart < lineEnd ? source[textStart] : '';
    lines.push({ start: textStart, end: lineEnd, breakEnd, moreIndented: first === ' ' || first === '\t' });
    lineStart = breakEnd;
  }
  return lines;
}

function isEmpty(line: BlockLine | undefined): boolean {
  return line !== undefined && line.start === line.end;
}

function copyLine(builder: DecodedTextBuilder, line: BlockLine, withBreak: boolean): void {
  builder.copy(line.start, line.end);
  if (withBreak) builder.put('\n', line.end, line.breakEnd);
}

/** One line break between two folded lines is a space; of several the first is left out. */
function fold(builder: DecodedTextBuilder, lines: readonly BlockLine[]): void {
  let previous: BlockLine | null = null;
  let breaks = 0;
  let breaksStart = 0;
  for (const line of lines) {
    if (previous === null) breaksStart = line.start;
    if (isEmpty(line)) {
      breaks += 1;
      if (previous === null) builder.put('\n', line.end, line.breakEnd);
      continue;
    }
    if (previous !== null) {
      const kept = previous.moreIndented || line.moreIndented;
      if (!kept && breaks === 1) builder.fold(breaksStart, line.start);
      else builder.put('\n'.repeat(kept ? breaks : breaks - 1), breaksStart, line.start);
    }
    builder.copy(line.start, line.end);
    previous = line;
    breaks = 1;
    breaksStart = line.end;
  }
}

function chomp(builder: DecodedTextBuilder, lines: readonly BlockLine[], last: number, keep: boolean): void {
  const final = lines[last];
  if (final !== undefined) builder.put('\n', final.end, final.breakEnd);
  if (!keep) return;
  for (const line of lines.slice(last + 1)) {
    if (line.breakEnd > line.end) builder.put('\n', line.end, line.breakEnd);
  }
}
