/**
 * Whether an open document holds a file's text. VS Code drops the mark of the byte order and ends all lines alike; places by
 * line and column are the same in both.
 */
export function isSameText(file: string, document: string): boolean {
  return asDocument(file) === asDocument(document);
}

/** A text as an open document has it. */
function asDocument(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
