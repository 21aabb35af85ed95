import { countSteps } from '../steps.ts';
import { expressionEnd, isExpressionStart } from './expression-values.ts';
import { isEmptyAt, lineEndAt, nextLine } from './lines.ts';

/*
 * Where a scalar of YAML ends that begins at `start`. A scalar of several lines goes on while its lines are indented
 * by `indent` columns at least; 0 stands for a document's root, where only the next document ends it.
 */

const quoteCodes = { single: 0x27, double: 0x22 } as const;

/**
 * The offset after the closing quote; -1 where a line ends the scalar before that. At a root too its other lines have
 * to be indented, lest a quote that is left open takes the whole file.
 */
export function quotedEnd(text: string, start: number, indent: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    countSteps(1);
    if (code === 0x0a) {
      if (!continues(text, at + 1, Math.max(indent, 1))) return -1;
    } else if (code === quote) {
      if (quote === quoteCodes.double || text.charCodeAt(at + 1) !== quote) return at + 1;
      at += 1;
    } else if (code === 0x5c && quote === quoteCodes.double && !isBreakAt(text, at + 1)) {
      at += 1;
    }
  }
  return -1;
}

function isBreakAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x0a || (code === 0x0d && text.charCodeAt(index + 1) === 0x0a);
}

/** Whether the line at `lineStart` can belong to a scalar that began above (yaml: `continueScalar`). */
function continues(text: string, lineStart: number, indent: number): boolean {
  if (indent === 0) return !isDocumentMark(text, lineStart);
  let at = lineStart;
  while (text.charCodeAt(at) === 0x20) at += 1;
  return at - lineStart >= indent || isBreakAt(text, at);
}

/** Whether `---` or `...` stands at the start of a line. */
export function isDocumentMark(text: string, lineStart: number): boolean {
  const mark = text.charCodeAt(lineStart);
  if (mark !== 0x2d && mark !== 0x2e) return false;
  return (
    text.charCodeAt(lineStart + 1) === mark &&
    text.charCodeAt(lineStart + 2) === mark &&
    isEmptyAt(text, lineStart + 3)
  );
}

interface PlainLine {
  /** After its last character that is no blank. */
  readonly end: number;
  /** Where the `:` stands that makes a key of it, or -1. */
  readonly colon: number;
  /** Whether a comment follows. */
  readonly comment: boolean;
}

const flowIndicators = new Set([0x2c, 0x5b, 0x5d, 0x7b, 0x7d]);

/** One line of a plain scalar. */
export function plainLine(text: string, start: number, lineEnd: number, inFlow: boolean): PlainLine {
  let end = start;
  for (let at = start; at < lineEnd; at += 1) {
    countSteps(1);
    const code = text.charCodeAt(at);
    if (code === 0x3a) {
      const next = text.charCodeAt(at + 1);
      if (isEmptyAt(text, at + 1) || (inFlow && flowIndicators.has(next)))
        return { end, colon: at, comment: false };
      end = at + 1;
    } else if (code === 0x20 || code === 0x09) {
      if (text.charCodeAt(at + 1) === 0x23) return { end, colon: -1, comment: true };
    } else if (inFlow && flowIndicators.has(code)) {
      return { end, colon: -1, comment: true };
    } else {
      end = at + 1;
    }
  }
  return { end, colon: -1, comment: false };
}

/**
 * One line that begins with an expression and lacks the quotes it needs: what stands inside of expressions is no
 * concern of YAML's.
 */
export function expressionLine(text: string, start: number, lineEnd: number): PlainLine {
  let end = start;
  let at = start;
  while (at < lineEnd) {
    if (isExpressionStart(text, at)) {
      at = expressionEnd(text, at, lineEnd);
      end = at;
      continue;
    }
    let next = at + 1;
    while (next < lineEnd && !isExpressionStart(text, next)) next += 1;
    const between = plainLine(text, at, next, false);
    if (between.end > at) end = between.end;
    if (between.colon !== -1) return { end, colon: between.colon, comment: false };
    if (between.comment) return { end, colon: -1, comment: true };
    at = next;
  }
  while (end > start && isEmptyAt(text, end - 1)) end -= 1;
  return { end, colon: -1, comment: false };
}

/** Goes on from the first line of a plain scalar, over those below that belong to it. */
export function plainEnd(text: string, first: PlainLine, indent: number, inFlow: boolean): number {
  if (first.comment || first.colon !== -1) return first.end;
  let { end } = first;
  let lineStart = nextLine(text, end);
  while (lineStart < text.length) {
    if (!continues(text, lineStart, indent)) return end;
    let at = lineStart;
    while (at < text.length && text.charCodeAt(at) !== 0x0a && isEmptyAt(text, at)) at += 1;
    if (text.charCodeAt(at) === 0x0a) {
      lineStart = at + 1;
      continue;
    }
    if (at >= text.length || text.charCodeAt(at) === 0x23) return end;
    const line = plainLine(text, at, lineEndAt(text, at), inFlow);
    // A key down here means that the line above was left unfinished.
    if (line.colon !== -1 && !inFlow) return end;
    if (line.end > at) ({ end } = line);
    if (line.comment || line.colon !== -1) return end;
    lineStart = nextLine(text, at);
  }
  return end;
}

/** The end of a block scalar whose lines begin at `start` (yaml: `parseBlockScalar`). */
export function blockEnd(text: string, start: number, indent: number, header: string): number {
  const digit = /[1-9]/.exec(header);
  let newline = start - 1;
  let first = 0;
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20) first += 1;
    else if (code === 0x0a) {
      newline = at;
      first = 0;
    } else if (!isBreakAt(text, at)) break;
  }
  if (first >= indent) {
    const least = digit === null ? first : Number(digit[0]) - 1 + (indent === 0 ? 1 : indent);
    while (continues(text, newline + 1, least)) {
      const end = text.indexOf('\n', newline + 1);
      newline = end === -1 ? text.length : end;
      if (end === -1) break;
    }
  }
  return withoutTrailing(text, start, newline, first, header.includes('+'));
}

/** The empty lines at the end belong to it only where they are kept. */
function withoutTrailing(
  text: string,
  start: number,
  lastNewline: number,
  indent: number,
  keep: boolean,
): number {
  let newline = lastNewline;
  let at = newline + 1;
  while (text.charCodeAt(at) === 0x20) at += 1;
  if (text.charCodeAt(at) === 0x09) {
    while (at < text.length && isEmptyAt(text, at)) at += 1;
    return Math.min(at, text.length);
  }
  while (!keep) {
    at = newline - 1;
    if (text.charCodeAt(at) === 0x0d) at -= 1;
    const lastChar = at;
    while (text.charCodeAt(at) === 0x20) at -= 1;
    if (text.charCodeAt(at) !== 0x0a || at < start || at + 1 + indent <= lastChar) break;
    newline = at;
  }
  return Math.min(newline + 1, text.length);
}
