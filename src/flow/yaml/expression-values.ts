/*
 * Two beginners' mistakes make a value with an expression no valid YAML: `key: {{ … }}` without quotes, which is a map
 * in a map, and `key: "{{ secret("api") }}"`, whose quotes end too early. People write both all the time, so they are
 * read as the text that was meant, and the rest of the file as if they were right.
 */

/** `text`, as long as before, with such values turned into letters, so that YAML reads a plain scalar there. */
export function maskExpressionValues(text: string): string {
  let result = '';
  let copied = 0;
  let open = nextExpression(text, 0);
  while (open !== -1) {
    const lineEnd = endOfLine(text, open);
    const value = valueStart(text, text.lastIndexOf('\n', open) + 1, lineEnd);
    if (value === open) {
      let masked = open;
      while (masked !== -1 && masked < lineEnd) {
        const end = expressionEnd(text, masked);
        result += text.slice(copied, masked) + maskOf(text.slice(masked, end));
        copied = end;
        masked = nextExpression(text, end);
      }
    } else if (value !== -1 && value < open) {
      const end = tornValueEnd(text, value, lineEnd);
      if (end !== -1) {
        result += text.slice(copied, value) + 'x'.repeat(end - value);
        copied = end;
      }
    }
    open = nextExpression(text, lineEnd);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/**
 * `text`, as long as before, with a word for the value on the line at `offset`, or with nothing on that line where it
 * has no value or has been masked before. Null where nothing is left to mask.
 */
export function maskLine(text: string, offset: number): string | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = endOfLine(text, lineStart);
  const value = valueStart(text, lineStart, lineEnd);
  const content = text.slice(value, lineEnd).trimEnd();
  const isWord = /^x*$/.test(content);
  if (value !== -1 && !isWord) {
    return text.slice(0, value) + 'x'.repeat(content.length) + text.slice(value + content.length);
  }
  if (text.slice(lineStart, lineEnd).trim() === '') return null;
  return text.slice(0, lineStart) + ' '.repeat(lineEnd - lineStart) + text.slice(lineEnd);
}

/** The end of a quoted value that goes on after its closing quote, at the last such quote of the line; else -1. */
function tornValueEnd(text: string, start: number, lineEnd: number): number {
  const quote = text.charAt(start);
  if (quote !== '"' && quote !== "'") return -1;
  const close = closingQuote(text, start, lineEnd);
  if (close === -1 || close + 1 >= lineEnd || ' \t:'.includes(text.charAt(close + 1))) return -1;
  const last = text.lastIndexOf(quote, lineEnd - 1);
  return last > close ? last + 1 : -1;
}

function closingQuote(text: string, start: number, lineEnd: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < lineEnd; at += 1) {
    const char = text.charAt(at);
    if (char === '\\' && quote === '"') at += 1;
    else if (char === quote && quote === "'" && text[at + 1] === "'") at += 1;
    else if (char === quote) return at;
  }
  return -1;
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

/** Where the value begins on a line that holds only indent, `- ` and one `key: ` before it; else -1. */
function valueStart(text: string, lineStart: number, lineEnd: number): number {
  let at = skipBlanks(text, lineStart, lineEnd);
  let dashed = false;
  while (text[at] === '-' && isBlank(text[at + 1])) {
    dashed = true;
    at = skipBlanks(text, at + 1, lineEnd);
  }
  const colon = keyEnd(text, at, lineEnd);
  if (colon === -1) return dashed ? at : -1;
  at = skipBlanks(text, colon + 1, lineEnd);
  while (at < lineEnd && (text[at] === '&' || text[at] === '!')) {
    while (at < lineEnd && !isBlank(text[at])) at += 1;
    at = skipBlanks(text, at, lineEnd);
  }
  return at;
}

/** Where the colon after the key at `start` stands, or -1. */
function keyEnd(text: string, start: number, end: number): number {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = closingQuote(text, start, end);
    return close !== -1 && text[close + 1] === ':' && isBlank(text[close + 2]) ? close + 1 : -1;
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
