import { printableLine } from '../../language/index.ts';
import type { JsonDocument } from '../document.ts';
import { checkLines } from './text-check.ts';
import { compareLines } from './text-compare.ts';
import { configLines } from './text-config.ts';
import { explainLines } from './text-explain.ts';
import { listLines } from './text-list.ts';
import { unusedLines } from './text-unused.ts';
import { createStyle } from './style.ts';

/** The same document for people; `now` in ms since the epoch. */
export function asText(document: JsonDocument, colours: boolean, now: number): string {
  const style = createStyle(colours);
  return lines(document, style, now)
    .map((line) => `${printableLine(line, colours)}\n`)
    .join('');
}

function lines(document: JsonDocument, style: ReturnType<typeof createStyle>, now: number): string[] {
  if (document.explanation !== undefined)
    return explainLines(document.explanation, document.backends, style, now);
  if (document.differences !== undefined) return compareLines(document.differences, document.backends, style);
  if (document.configuration !== undefined) return configLines(document, style);
  if (document.unused !== undefined) return unusedLines(document, style);
  if (document.references !== undefined) return checkLines(document, style);
  return listLines(document, style);
}
