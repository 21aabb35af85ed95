import { createScanner } from 'jsonc-parser';

/**
 * How deep a text may be nested. Readers of YAML and JSON call themselves for every level, and Node ends the whole
 * process where too many exhaust the stack at a bad moment. No file that is meant seriously comes near this.
 */
const nestingLimit = 500;

/**
 * Where a YAML text is nested deeper than that, as an offset; null: nowhere. Brackets count wherever they stand, in
 * texts too, and so does every indent and every `- ` of a line: that is never less than there is.
 */
export function tooDeepYaml(text: string): number | null {
  const columns: number[] = [];
  let brackets = 0;
  for (const { index, 0: line } of text.matchAll(/[^\r\n]+/g)) {
    const marks = /^[ \t]*(?:[-?][ \t]+)*/.exec(line)?.[0] ?? '';
    // A line of white space ends nothing.
    if (line.trim() !== '') {
      const indent = marks.search(/[-?]|$/);
      while ((columns.at(-1) ?? -1) >= indent) columns.pop();
      columns.push(indent);
      for (const mark of marks.matchAll(/[-?][ \t]+/g)) columns.push(mark.index + mark[0].length);
      if (columns.length > nestingLimit) return index + indent;
    }
    for (const bracket of line.matchAll(/[[\]{}]/g)) {
      brackets = Math.max(0, brackets + (bracket[0] === '[' || bracket[0] === '{' ? 1 : -1));
      if (brackets + columns.length > nestingLimit) return index + bracket.index;
    }
  }
  return null;
}

/** The same of a JSON text, comments and texts left aside. */
export function tooDeepJson(text: string): number | null {
  const scanner = createScanner(text, true);
  let open = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    // No other token begins with a bracket.
    if (text[at] === '{' || text[at] === '[') open += 1;
    else if (text[at] === '}' || text[at] === ']') open = Math.max(0, open - 1);
    if (open > nestingLimit) return at;
  }
  return null;
}
