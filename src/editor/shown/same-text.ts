/**
 * Whether an open document holds a file's text. VS Code drops the mark of the byte order and ends all lines alike; places by
 * line and column are the same in both.
 */
export function isSameText(file: string, document: string): boolean {
  return plainText(file) === plainText(document);
}

function plainText(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
