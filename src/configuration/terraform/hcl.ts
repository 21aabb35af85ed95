import type { Comments } from '../../ports/comments.ts';
import type { TextRange } from '../../ports/text.ts';
import { heredocAt, stringAt, type Heredoc } from './templates.ts';

/** A block of Terraform's language, such as `resource "kind" "name" { … }`. Ranges are in the text that was read. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly HclAttribute[];
}

export interface HclAttribute {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: HclValue;
}

export type HclValue =
  /** A string, a number or a truth value that stands there as it is; of a string the range is between its quotes. */
  | { readonly kind: 'text'; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'object'; readonly attributes: readonly HclAttribute[]; readonly range: TextRange }
  /** Lines of text; the range is theirs. */
  | { readonly kind: 'heredoc'; readonly heredoc: Heredoc; readonly range: TextRange }
  /** Whatever Terraform works out: an expression, a string with `${…}`, a list. */
  | { readonly kind: 'other'; readonly range: TextRange };

const depthLimit = 40;

/**
 * The blocks at the top of a Terraform file, in time that grows with the text. What is no whole block is read as far as it
 * goes. Never throws. (HCL: native syntax.)
 */
export function blocksIn(text: string): readonly HclBlock[] {
  const blocks: HclBlock[] = [];
  let at = 0;
  while (at < text.length) {
    at = skipSpace(text, at);
    const type = wordAt(text, at);
    if (type === '') {
      at += 1;
      continue;
    }
    const labels: string[] = [];
    let next = skipBlank(text, at + type.length);
    while (text[next] === '"') {
      const label = stringAt(text, next);
      labels.push(label.text);
      next = skipBlank(text, label.end);
    }
    if (text[next] === '{') {
      const body = bodyAt(text, next + 1, 0);
      blocks.push({ type, labels, attributes: body.attributes });
      at = body.end;
    } else {
      at = expressionEnd(text, next);
    }
  }
  return blocks;
}

/** What stands between braces; `at` is behind the opening one, `end` behind the closing one. */
function bodyAt(
  text: string,
  start: number,
  depth: number,
): { readonly attributes: readonly HclAttribute[]; readonly end: number } {
  const attributes: HclAttribute[] = [];
  let at = start;
  while (at < text.length) {
    at = skipSpace(text, at);
    if (text[at] === '}') return { attributes, end: at + 1 };
    const quoted = text[at] === '"' ? stringAt(text, at) : null;
    const word = quoted === null ? wordAt(text, at) : quoted.text;
    const keyEnd = quoted?.end ?? at + word.length;
    if (keyEnd === at) {
      at += 1;
      continue;
    }
    const keyRange = quoted === null ? { start: at, end: keyEnd } : { start: at + 1, end: keyEnd - 1 };
    at = skipBlank(text, keyEnd);
    while (text[at] === '"') at = skipBlank(text, stringAt(text, at).end);
    const isEntry = text[at] === '=' || text[at] === ':';
    if (!isEntry && text[at] !== '{') continue;
    const { value, end } = valueAt(text, isEntry ? skipBlank(text, at + 1) : at, depth);
    // A name that Terraform works out is none that is known.
    if (quoted?.isMade !== true) attributes.push({ key: word, keyRange, value });
    at = end;
  }
  return { attributes, end: at };
}

function valueAt(
  text: string,
  start: number,
  depth: number,
): { readonly value: HclValue; readonly end: number } {
  if (text[start] === '{' && depth < depthLimit) {
    const { attributes, end } = bodyAt(text, start + 1, depth + 1);
    return { value: { kind: 'object', attributes, range: { start, end } }, end };
  }
  const end = expressionEnd(text, start);
  const written = text.slice(start, end).trimEnd();
  const range = { start, end: start + written.length };
  if (/^(?:true|false|-?\d+(?:\.\d+)?)$/.test(written)) {
    return { value: { kind: 'text', text: written, range }, end };
  }
  if (text[start] === '"') {
    const string = stringAt(text, start);
    if (!string.isMade && string.end === range.end && string.isClosed) {
      const inner = { start: start + 1, end: string.end - 1 };
      return { value: { kind: 'text', text: string.text, range: inner }, end };
    }
  }
  const heredoc = text.startsWith('<<', start) ? heredocAt(text, start) : null;
  if (heredoc?.end === range.end) return { value: { kind: 'heredoc', heredoc, range: heredoc.content }, end };
  return { value: { kind: 'other', range }, end };
}

/** Where an expression ends: at the end of its line, a comma, or a bracket that closes what is around it. */
function expressionEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (sign === '"') at = stringAt(text, at).end;
    else if (text.startsWith('<<', at)) at = heredocAt(text, at)?.end ?? at + 2;
    else if (isComment(text, at)) {
      if (depth === 0) return at;
      at = commentEnd(text, at);
    } else if ('([{'.includes(sign)) {
      depth += 1;
      at += 1;
    } else if (')]}'.includes(sign)) {
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
    } else if (depth === 0 && (sign === '\n' || sign === ',')) return at;
    else at += 1;
  }
  return at;
}

function wordAt(text: string, at: number): string {
  const word = /^[\p{ID_Start}_][\p{ID_Continue}-]*/u.exec(text.slice(at, at + 200));
  return word?.[0] ?? '';
}

function isComment(text: string, at: number): boolean {
  return text[at] === '#' || text.startsWith('//', at) || text.startsWith('/*', at);
}

function commentEnd(text: string, at: number): number {
  const isBlock = text.startsWith('/*', at);
  const end = text.indexOf(isBlock ? '*/' : '\n', at);
  if (end === -1) return text.length;
  return isBlock ? end + 2 : end;
}

/** Spaces, comments and commas, over lines. */
function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    if (isComment(text, at)) at = commentEnd(text, at);
    else if (/[\s,]/.test(text[at] ?? '')) at += 1;
    else break;
  }
  return at;
}

/** Spaces of a line. */
function skipBlank(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

/** The comments of a Terraform file, and its heredocs. Never throws. */
export function hclComments(text: string): Comments {
  const ranges: TextRange[] = [];
  const longValues: TextRange[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    if (text[at] === '"') {
      at = stringAt(text, at).end;
    } else if (isComment(text, at)) {
      at = commentEnd(text, at);
      ranges.push({ start, end: text[at - 1] === '\r' ? at - 1 : at });
    } else {
      const heredoc = text.startsWith('<<', at) ? heredocAt(text, at) : null;
      at = heredoc?.end ?? at + 1;
      if (heredoc !== null) longValues.push({ start, end: at });
    }
  }
  return { ranges, longValues, sign: '#' };
}
