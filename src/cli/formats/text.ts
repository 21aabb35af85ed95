import type { JsonDocument } from '../document.ts';
import { checkLines } from './text-check.ts';
import { configLines } from './text-config.ts';
import { explainLines } from './text-explain.ts';
import { listLines } from './text-list.ts';
import { createStyle } from './style.ts';

/** The same document for people. `now` in ms since the epoch. */
export function asText(document: JsonDocument, options: { colours: boolean; now: number }): string {
  const style = createStyle(options.colours);
  return `${lines(document, style, options.now).join('\n')}\n`;
}

function lines(document: JsonDocument, style: ReturnType<typeof createStyle>, now: number): string[] {
  if (document.explanation !== undefined) return explainLines(document.explanation, style);
  if (document.configuration !== undefined) return configLines(document, style);
  if (document.references !== undefined) return checkLines(document, style);
  return listLines(document, style, now);
}
