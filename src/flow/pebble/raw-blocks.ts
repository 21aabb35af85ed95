import { countSteps } from '../steps.ts';
import { isJavaLineBreak, skipAsciiSpace } from './characters.ts';

/**
 * Stands for each character of a raw block. Kestra puts a random name there before it parses, so in an expression
 * it is an error and in a string nobody can tell what it will be.
 */
export const rawFiller = '\u{e000}';

/**
 * `text` with what stands between `{% raw %}` and `{% endraw %}` (the tags included) blotted out, offsets kept.
 * Kestra: VariableRenderer does this with a regular expression, everywhere, and only within one line.
 */
export function blotRawBlocks(text: string): string {
  if (!text.includes('endraw')) return text;
  let result = '';
  let copied = 0;
  // Once a line had no end tag after some place, it has none after a later place of that line.
  let hopelessUntil = 0;
  for (let open = text.indexOf('{%'); open !== -1; open = text.indexOf('{%', open + 1)) {
    const bodyStart = tagEnd(text, open, 'raw');
    if (bodyStart === -1 || bodyStart < hopelessUntil) continue;
    const close = findEndTag(text, bodyStart);
    countSteps(close.searchedTo - bodyStart);
    if (close.end === -1) {
      hopelessUntil = close.searchedTo;
      continue;
    }
    result += text.slice(copied, open) + rawFiller.repeat(close.end - open);
    copied = close.end;
    open = close.end - 1;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function findEndTag(text: string, from: number): { end: number; searchedTo: number } {
  let index = from;
  while (index < text.length && !isJavaLineBreak(text.charCodeAt(index))) {
    if (text.startsWith('{%', index)) {
      const end = tagEnd(text, index, 'endraw');
      if (end !== -1) return { end, searchedTo: end };
    }
    index += 1;
  }
  return { end: -1, searchedTo: index };
}

/** The end of the tag `{%- name -%}` that starts at `open`, or -1. */
function tagEnd(text: string, open: number, name: string): number {
  const nameStart = skipAsciiSpace(text, skipDashes(text, open + 2));
  if (!text.startsWith(name, nameStart)) return -1;
  const close = skipDashes(text, skipAsciiSpace(text, nameStart + name.length));
  return text.startsWith('%}', close) ? close + 2 : -1;
}

function skipDashes(text: string, index: number): number {
  let end = index;
  while (text[end] === '-') end += 1;
  return end;
}
