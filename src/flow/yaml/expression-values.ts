/**
 * Half of the beginners' mistakes: `key: {{ … }}` without quotes, which YAML takes for a map in a map. People type
 * it all the same, so it is read as the text that was meant.
 */

/** `text` with every expression that begins a value turned into letters, so that YAML reads a plain scalar there. */
export function maskExpressionValues(text: string): string {
  let result = '';
  let copied = 0;
  let open = nextExpression(text, 0);
  while (open !== -1) {
    const lineEnd = endOfLine(text, open);
    // Only the first expression of a line can begin a value; those after it belong to the same one.
    let masked = beginsValue(text, text.lastIndexOf('\n', open) + 1, open) ? open : -1;
    while (masked !== -1 && masked < lineEnd) {
      const end = expressionEnd(text, masked);
      result += text.slice(copied, masked) + maskOf(text.slice(masked, end));
      copied = end;
      masked = nextExpression(text, end);
    }
    open = nextExpression(text, lineEnd);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function nextExpression(text: string, from: number): number {
  let open = text.indexOf('{', from);
  while (open !== -1 && !isExpressionStart(text, open)) open = text.indexOf('{', open + 1);
  return open;
}

/** Whether `{{`, `{%` or `{#` stands at `index`. */
export function isExpressionStart(text: string, index: number): boolean {
  const second = text[index + 1];
  return text[index] === '{' && (second === '{' || second === '%' || second === '#');
}

/** Where the expression ends on its line: after its closing delimiter, else after what can be told of it. */
export function expressionEnd(text: string, open: number): number {
  const lineEnd = endOfLine(text, open);
  const closer = text[open + 1] === '{' ? '}}' : `${text.charAt(open + 1)}}`;
  const close = text.indexOf(closer, open + 2);
  return close === -1 || close >= lineEnd ? lineEnd : close + 2;
}

export function endOfLine(text: string, index: number): number {
  const newline = text.indexOf('\n', index);
  if (newline === -1) return text.length;
  return text[newline - 1] === '\r' && newline > index ? newline - 1 : newline;
}

/** As long as `text`; where it is not closed, quotes stay, lest a quote around the value is lost. */
function maskOf(text: string): string {
  const closed = text.endsWith('}}') || text.endsWith('%}') || text.endsWith('#}');
  if (closed) return 'x'.repeat(text.length);
  return `xx${text.slice(2).replace(/[:#{}[\],&*!|>%@`]/g, 'x')}`;
}

/** Whether only indent, `- ` and one `key: ` stand before `index` on its line. */
function beginsValue(text: string, lineStart: number, index: number): boolean {
  let at = skipBlanks(text, lineStart, index);
  let dashed = false;
  while (text[at] === '-' && isBlank(text[at + 1])) {
    dashed = true;
    at = skipBlanks(text, at + 1, index);
  }
  if (at === index) return dashed;
  const colon = keyEnd(text, at, index);
  if (colon === -1 || !isBlank(text[colon + 1])) return false;
  at = skipBlanks(text, colon + 1, index);
  while (at < index && (text[at] === '&' || text[at] === '!')) {
    while (at < index && !isBlank(text[at])) at += 1;
    at = skipBlanks(text, at, index);
  }
  return at === index;
}

/** Where the colon after the key at `start` stands, or -1. */
function keyEnd(text: string, start: number, end: number): number {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    return close !== -1 && close < end && text[close + 1] === ':' ? close + 1 : -1;
  }
  for (let at = start; at < end; at += 1) {
    const char = text.charAt(at);
    if (char === ':' && isBlank(text[at + 1])) return at;
    if ('"\'#{}[],'.includes(char)) return -1;
  }
  return -1;
}

function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text[at])) at += 1;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t';
}
