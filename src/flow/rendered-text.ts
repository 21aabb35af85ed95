import type { StringPart } from './pebble/tokens.ts';
import { DecodedTextBuilder, type DecodedText } from './yaml/decoded-text.ts';

/** What a string literal of an expression stands for, as a text of its own with offsets of the file. */
export function renderedText(
  { quote, contentStart, contentEnd }: StringPart,
  outer: DecodedText,
): DecodedText {
  const builder = new DecodedTextBuilder(outer.text, contentStart);
  let copied = contentStart;
  const escape = `\\${quote}`;
  const content = outer.text.slice(contentStart, contentEnd);
  // Pebble unescapes nothing in a double-quoted string with a `#`, and such a quote would end it.
  for (let at = content.indexOf(escape); at !== -1; at = content.indexOf(escape, at + 2)) {
    const start = contentStart + at;
    builder.copy(copied, start);
    builder.put(quote, start, start + 2);
    copied = start + 2;
  }
  builder.copy(copied, contentEnd);
  const inner = builder.finish(contentEnd);
  return {
    text: inner.text,
    lined: inner.lined,
    startOf: (index) => outer.startOf(inner.startOf(index)),
    endOf: (index) => outer.endOf(inner.endOf(index)),
    indexOf: (offset) => inner.indexOf(outer.indexOf(offset)),
  };
}
