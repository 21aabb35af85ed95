/** A text with its cursor, which `|` marks; a `|` that belongs to the text is written `¦`. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|');
  if (offset < 0 || marked.includes('|', offset + 1)) throw new Error(`no single cursor in ${marked}`);
  return { text: (marked.slice(0, offset) + marked.slice(offset + 1)).replaceAll('¦', '|'), offset };
}
