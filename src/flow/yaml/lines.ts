/** Whether white space or nothing stands at `index`; YAML's indicators count only before such a place. */
export function isEmptyAt(text: string, index: number): boolean {
  if (index >= text.length) return true;
  const code = text.charCodeAt(index);
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The end of the line at `index`, without its line break. */
export function lineEndAt(text: string, index: number): number {
  const newline = text.indexOf('\n', index);
  if (newline === -1) return text.length;
  return newline > index && text.charCodeAt(newline - 1) === 0x0d ? newline - 1 : newline;
}

/** The start of the line after that at `index`; the text's length where there is none. */
export function nextLine(text: string, index: number): number {
  const newline = text.indexOf('\n', index);
  return newline === -1 ? text.length : newline + 1;
}

/** Past spaces and tabs. */
export function skipBlanks(text: string, index: number): number {
  let at = index;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at += 1;
  return at;
}

/** Whether the line holds nothing more from `index` on, but for a comment after a blank. */
export function isLineOver(text: string, index: number): boolean {
  const at = skipBlanks(text, index);
  const code = text.charCodeAt(at);
  if (at >= text.length || code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) === 0x0a)) return true;
  return code === 0x23 && (at > index || isTextStart(text, at) || isEmptyAt(text, at - 1));
}

/** Whether nothing of the text stands before `index` but the mark at its beginning. */
function isTextStart(text: string, index: number): boolean {
  return index === 0 || (index === 1 && text.charCodeAt(0) === 0xfeff);
}
