import { CST } from 'yaml';
import type { Mistake } from './mistake-causes.ts';
import { isOver, lineAt, trimLine } from './text-lines.ts';

/*
 * What YAML 1.2 allows and Kestra's own reader does not (SnakeYAML, under Jackson): tabs outside of texts, characters
 * that cannot be printed, names of aliases and anchors with a mark in them.
 */

/** Looks at the lexemes of a text, one after another, for what Kestra's reader refuses. */
export interface ReaderWatch {
  see(lexeme: string): void;
  readonly mistakes: readonly Mistake[];
}

export function watchReader(text: string): ReaderWatch {
  const mistakes = unprintableIn(text);
  let at = 0;
  let isText = false;
  let header: string | null = null;
  /** Up to here a mistake reaches that was found. */
  let told = 0;
  /** Behind a text without quotes the reader skips tabs. */
  let isBehindPlain = false;
  const seeText = (lexeme: string) => {
    const tabs = header === null ? tabsInPlain(lexeme) : tabsInBlock(lexeme, header);
    for (const tab of tabs) mistakes.push(tabAt(text, at + tab));
    isBehindPlain = header === null;
    header = null;
    isText = false;
  };
  const seeMark = (lexeme: string) => {
    const type = CST.tokenType(lexeme);
    if (type === 'space' && !isBehindPlain && lexeme.includes('\t')) {
      mistakes.push(tabAt(text, at + lexeme.indexOf('\t')));
    } else if ((type === 'alias' || type === 'anchor') && at >= told && !isName(lexeme)) {
      const range = badNameAt(text, at, lexeme);
      mistakes.push({ kind: 'reserved', range });
      told = range.end;
    } else if (type === 'block-scalar-header') {
      header = lexeme;
    }
    isBehindPlain = false;
  };
  return {
    mistakes,
    see(lexeme) {
      if (lexeme === CST.SCALAR) isText = true;
      if (lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) return;
      if (isText) seeText(lexeme);
      else seeMark(lexeme);
      at += lexeme.length;
    },
  };
}

/** Whether Kestra's reader takes an alias or anchor, with the sign before it, for one (SnakeYAML: scanAnchor). */
export function isName(written: string): boolean {
  return /^[*&][^\s:,[\]{}/.*&]+$/.test(written);
}

/** Everything that SnakeYAML's StreamReader calls not printable. */
const unprintable = /[^\t\n\r -~\u0085\u00a0-\ufffd]/g;

function unprintableIn(text: string): Mistake[] {
  const found: Mistake[] = [];
  for (const { index, 0: mark } of text.matchAll(unprintable)) {
    found.push({ kind: 'unprintable', range: { start: index, end: index + mark.length } });
  }
  return found;
}

function tabAt(text: string, at: number): Mistake {
  const line = lineAt(text, at);
  const isIndent = text.slice(line.start, at).trim() === '' && !isOver(text, line);
  if (isIndent) return { kind: 'tab', range: trimLine(text, line) };
  let end = at;
  while (text[end] === '\t') end += 1;
  return { kind: 'inner-tab', range: { start: at, end } };
}

/** Where lines of a text without quotes that goes on over several begin with a tab. */
function tabsInPlain(source: string): number[] {
  return [...source.matchAll(/\n *\t/g)].map(({ index, 0: found }) => index + found.length - 1);
}

/** Where lines of a block text have a tab before the column at which all of them begin. */
function tabsInBlock(source: string, header: string): number[] {
  // With a number in the header the column depends on what is around it.
  if (/\d/.test(header) || !source.includes('\t')) return [];
  const column = /^ *(?=[^ \r\n])/m.exec(source)?.[0].length ?? 0;
  return [...source.matchAll(/^( *)\t/gm)]
    .filter(([, blanks = '']) => blanks.length < column)
    .map(({ index, 0: found }) => index + found.length - 1);
}

/** To the end of the line, but for what may close a collection around it. */
function badNameAt(text: string, at: number, lexeme: string): Mistake['range'] {
  const range = trimLine(text, { start: at, end: lineAt(text, at).end });
  return /[\]},]/.test(text.slice(range.start, range.end)) ? { start: at, end: at + lexeme.length } : range;
}
