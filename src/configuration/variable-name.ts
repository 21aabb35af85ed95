import type { TextRange } from '../ports/text.ts';

/** Where a definition writes the name of its variable. */
export interface WrittenVariable {
  readonly name: TextRange;
  /** Whether the name stands there alone, so that its value is another place's of the same name. */
  readonly isAlone: boolean;
}

/** So far before its value a name is looked for; characters. */
const longestGap = 300;

/** From behind a name to its value: `=`, or `:` of YAML, also that of `value:` in an entry of a container's `env`. */
const beforeValue = /^["']?\s*(?:[=:]|,?\s*value\s*:)\s*(?:&\S+\s+)?(?:["']|[|>][-+\d]*\s*)?$/;

/** The same where `name:` stands behind the value. */
const behindValue = /^["']?[ \t]*(?:,\s*|(?:#[^\n]*)?\r?\n\s*)name\s*:\s*["']?$/;

/**
 * Where the name of a variable stands that is defined at a range of this text, as an origin has it: in the definition itself, as in an env file,
 * or beside its value. null: the name is made of others (a prefix, a merge), or the text is another by now. A range that counts
 * a byte order mark may be of a text without it, as VS Code has that of an open file.
 */
export function writtenVariable(text: string, range: TextRange, variable: string): WrittenVariable | null {
  const found = variableAt(text, range, variable);
  if (found !== null || range.start === 0) return found;
  return variableAt(text, { start: range.start - 1, end: range.end - 1 }, variable);
}

function variableAt(text: string, range: TextRange, variable: string): WrittenVariable | null {
  const written = text.slice(range.start, range.end);
  const own = /^(?:export[ \t]+)?/.exec(written)?.[0].length ?? 0;
  if (isWordAt(text, range.start + own, variable)) {
    const start = range.start + own;
    return { name: rangeAt(start, variable), isAlone: start + variable.length === range.end };
  }
  const nearest = Math.max(0, range.start - longestGap);
  const before = nearest + text.slice(nearest, range.start).lastIndexOf(variable);
  if (before >= nearest && isWordAt(text, before, variable)) {
    const between = text.slice(before + variable.length, range.start);
    if (beforeValue.test(between)) return { name: rangeAt(before, variable), isAlone: false };
  }
  const near = text.slice(range.end, range.end + longestGap + variable.length).indexOf(variable);
  const behind = range.end + near;
  if (near !== -1 && isWordAt(text, behind, variable)) {
    if (behindValue.test(text.slice(range.end, behind)))
      return { name: rangeAt(behind, variable), isAlone: false };
  }
  return null;
}

function rangeAt(start: number, { length }: string): TextRange {
  return { start, end: start + length };
}

function isWordAt(text: string, at: number, word: string): boolean {
  const isSign = (sign: string | undefined) => sign !== undefined && /[\w.-]/.test(sign);
  return (
    text.startsWith(word, at) &&
    !isSign(text[at + word.length]) &&
    !/(?:[\w.$]|\$\{)$/.test(text.slice(Math.max(0, at - 2), at))
  );
}
