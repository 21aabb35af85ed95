/** Java's `\s`: what Pebble skips before a closing delimiter and after a trim mark. */
function isAsciiSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Java's `Character.isWhitespace`: what Pebble skips inside an expression. Unlike `\s` of JavaScript. */
function isJavaSpace(code: number): boolean {
  if (code < 0x80) return isAsciiSpace(code) || (code >= 0x1c && code <= 0x1f);
  if (code >= 0x2000 && code <= 0x200a) return code !== 0x2007;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x205f || code === 0x3000;
}

/** What a `.` of a Java regular expression does not match. */
export function isJavaLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Whether a word operator would go on with this character (Pebble: `LexerImpl`, ASCII only). */
export function continuesOperator(code: number): boolean {
  return isDigit(code) || code === 0x5f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The first index from `index` on whose character is no ASCII white space. */
export function skipAsciiSpace(text: string, index: number): number {
  let end = index;
  while (end < text.length && isAsciiSpace(text.charCodeAt(end))) end += 1;
  return end;
}

/** The first index from `index` on whose character is no white space inside an expression. */
export function skipJavaSpace(text: string, index: number): number {
  let end = index;
  while (end < text.length && isJavaSpace(text.charCodeAt(end))) end += 1;
  return end;
}
