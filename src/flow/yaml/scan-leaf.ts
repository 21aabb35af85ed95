import { tornValueEnd } from './expression-values.ts';
import { wordEnd } from './keys.ts';
import { isLineOver, nextLine } from './lines.ts';
import { blockEnd, expressionLine, plainEnd, plainLine, quotedEnd } from './scalar-ends.ts';
import { takeAlias, takeOther, takeScalar, type Due, type ScalarSpan, type Scan } from './scan.ts';

/** Reads a scalar or an alias that begins at `first`, to the end of its last line. */
export function readLeaf(scan: Scan, due: Due, first: number, lineEnd: number): void {
  const { text } = scan;
  const indent = due.parentIndent + 1;
  const take = (end: number, style: ScalarSpan['style'], fault: ScalarSpan['fault']): void => {
    takeScalar(scan, due, { style, start: first, end, fault }, false);
    scan.at = nextLine(text, end);
  };
  switch (text.charAt(first)) {
    case '|':
    case '>':
      readBlockScalar(scan, due, first, lineEnd);
      return;
    case '"':
    case "'": {
      const style = text[first] === '"' ? 'double-quoted' : 'single-quoted';
      const close = quotedEnd(text, first, indent);
      const torn = tornValueEnd(text, first, close, lineEnd);
      if (torn !== -1) take(torn, style, 'torn-quotes');
      // What is closed further down by the quote of another text was never closed.
      else if (close === -1 || (close > lineEnd && !isLineOver(text, close))) take(lineEnd, style, null);
      else take(close, style, null);
      return;
    }
    case '*': {
      const end = wordEnd(text, first);
      if (due.entry !== null) due.entry.value = { alias: text.slice(first + 1, end) };
      takeAlias(scan, due.isKey ? 'key' : 'value', first, end);
      takeOther(scan, due);
      scan.at = nextLine(text, lineEnd);
      return;
    }
    case '{':
      take(plainEnd(text, expressionLine(text, first, lineEnd), indent, false), 'plain', 'no-quotes');
      return;
    default: {
      const line = plainLine(text, first, lineEnd, false);
      // A second key on the line is none to YAML.
      if (line.colon !== -1) take(lineEnd, 'plain', 'broken-line');
      else take(plainEnd(text, line, indent, false), 'plain', null);
    }
  }
}

function readBlockScalar(scan: Scan, due: Due, first: number, lineEnd: number): void {
  const { text } = scan;
  const header = /^[|>][-+\d]*/.exec(text.slice(first, first + 8))?.[0] ?? '|';
  const contentStart = nextLine(text, lineEnd);
  const end = Math.max(blockEnd(text, contentStart, due.parentIndent + 1, header), lineEnd);
  const style = header.startsWith('>') ? 'folded' : 'literal';
  const block = { header, contentStart, parentIndent: due.parentIndent };
  takeScalar(scan, due, { style, start: first, end, fault: null, block }, false);
  // Tabs can end it in the middle of a line.
  const isLineStart = end === text.length || text[end - 1] === '\n';
  scan.at = isLineStart ? end : Math.max(contentStart, text.lastIndexOf('\n', end - 1) + 1);
}
