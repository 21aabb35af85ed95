/** What the steps of matching are taken from, so that no `.gitignore` makes a list endless. */
export interface IgnoreSteps {
  left: number;
}

/** The rules of one `.gitignore`, the last of which decides. */
export interface IgnoreRules {
  /**
   * What they say of a path relative to their folder, which ends with a `/` where it is a folder's; null: nothing, or no
   * steps are left. Folders above the path are the caller's to ask about.
   */
  verdict(path: string, steps: IgnoreSteps): 'ignored' | 'kept' | null;
}

/** A longer line matches no path that there is. */
const longestLine = 4096;

interface Rule {
  readonly keeps: boolean;
  readonly folderOnly: boolean;
  /** Of a path from the rules' folder on; null: any number of names. */
  readonly names: readonly (Pattern | null)[];
}

/** One name of a path: each part matches one character, `any` some of them. */
type Pattern = readonly (PatternPart | 'any')[];

type PatternPart = (character: string) => boolean;

/**
 * Reads a `.gitignore` as git does (gitignore(5)); letter case counts where it does for the files. Matching takes steps in
 * proportion to a pattern times the path, whatever stars it has.
 */
export function readIgnoreRules(text: string, ignoresCase: boolean): IgnoreRules {
  const fold = (written: string) => (ignoresCase ? written.toLowerCase() : written);
  const rules = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line) => ruleIn(line, fold) ?? [])
    .reverse();
  return {
    verdict(path, steps) {
      const isFolder = path.endsWith('/');
      const names = fold(isFolder ? path.slice(0, -1) : path).split('/');
      for (const rule of rules) {
        if (rule.folderOnly && !isFolder) continue;
        if (matchesNames(rule.names, names, steps)) return rule.keeps ? 'kept' : 'ignored';
        if (steps.left < 0) return null;
      }
      return null;
    },
  };
}

function ruleIn(line: string, fold: (written: string) => string): Rule | null {
  // Classes such as [[:digit:]] are not known here: a file too many is read rather than one left out.
  if (line.length > longestLine || line.includes('[[:')) return null;
  const text = withoutBlanksAtEnd(line);
  if (text === '' || text.startsWith('#')) return null;
  const keeps = text.startsWith('!');
  const written = keeps ? text.slice(1) : text;
  const folderOnly = written.endsWith('/');
  const path = folderOnly ? written.slice(0, -1) : written;
  // A slash anywhere but at the end ties it to the folder of the rules.
  const isTied = path.includes('/');
  const parts = (path.startsWith('/') ? path.slice(1) : path).split('/');
  const names: (Pattern | null)[] = isTied ? [] : [null];
  for (const part of parts) {
    if (part !== '**') names.push(patternOf(fold(part)));
    else if (names.at(-1) !== null || names.length === 0) names.push(null);
  }
  // What is in a folder is meant, and not the folder itself.
  if (parts.at(-1) === '**' && names.length > 0) names.push(['any']);
  return { keeps, folderOnly, names };
}

/** White space at the end counts only after a backslash. */
function withoutBlanksAtEnd(line: string): string {
  let end = line.length;
  while (/[ \t]/.test(line.charAt(end - 1)) && line.charAt(end - 2) !== '\\') end -= 1;
  return line.slice(0, end);
}

/** Of the names, each pattern matches one, and `null` any number; goes back to the last `null` alone. */
function matchesNames(
  patterns: readonly (Pattern | null)[],
  names: readonly string[],
  steps: IgnoreSteps,
): boolean {
  return matchesWithGaps(
    patterns,
    names,
    (pattern) => pattern === null,
    (pattern, name) => {
      return pattern !== null && matchesName(pattern, name, steps);
    },
    steps,
  );
}

function matchesName(pattern: Pattern, name: string, steps: IgnoreSteps): boolean {
  return matchesWithGaps(
    pattern,
    Array.from(name),
    (part) => part === 'any',
    (part, character) => {
      return part !== 'any' && part(character);
    },
    steps,
  );
}

/**
 * Whether items are matched one by one, where a gap matches any number of them. Only the last gap is tried anew: what an
 * earlier one could take as well, the last one can.
 */
function matchesWithGaps<Part, Item>(
  parts: readonly Part[],
  items: readonly Item[],
  isGap: (part: Part) => boolean,
  matches: (part: Part, item: Item) => boolean,
  steps: IgnoreSteps,
): boolean {
  let at = 0;
  let part = 0;
  let gap = -1;
  let gapAt = 0;
  while (at < items.length) {
    steps.left -= 1;
    if (steps.left < 0) return false;
    const wanted = parts[part];
    const item = items[at];
    if (part < parts.length && wanted !== undefined && isGap(wanted)) {
      gap = part;
      gapAt = at;
      part += 1;
    } else if (part < parts.length && wanted !== undefined && item !== undefined && matches(wanted, item)) {
      part += 1;
      at += 1;
    } else if (gap !== -1) {
      gapAt += 1;
      at = gapAt;
      part = gap + 1;
    } else {
      return false;
    }
  }
  return parts.slice(part).every(isGap);
}

function patternOf(text: string): Pattern {
  const pattern: (PatternPart | 'any')[] = [];
  const characters = Array.from(text);
  /** Whether a `[` may still be closed: where one is not, none behind it is, and none is looked for twice. */
  let mayClose = true;
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const end = character === '[' && mayClose ? closingBracket(characters, at) : -1;
    if (character === '[' && end === -1) mayClose = false;
    if (character === '*') {
      if (pattern.at(-1) !== 'any') pattern.push('any');
    } else if (character === '?') {
      pattern.push(() => true);
    } else if (character === '\\' && at + 1 < characters.length) {
      at += 1;
      const escaped = characters[at];
      pattern.push((other) => other === escaped);
    } else if (end !== -1) {
      pattern.push(oneOf(characters.slice(at + 1, end)));
      at = end;
    } else {
      pattern.push((other) => other === character);
    }
  }
  return pattern;
}

/** Where a `[…]` ends; a `]` right after its beginning is one of its characters. -1: nowhere. */
function closingBracket(characters: readonly string[], open: number): number {
  const negated = characters[open + 1] === '!' || characters[open + 1] === '^';
  for (let at = open + (negated ? 3 : 2); at < characters.length; at += 1) {
    if (characters[at] === '\\') at += 1;
    else if (characters[at] === ']') return at;
  }
  return -1;
}

/** The characters between brackets, with ranges. */
function oneOf(written: readonly string[]): PatternPart {
  const negated = written[0] === '!' || written[0] === '^';
  const ranges: (readonly [string, string])[] = [];
  for (let at = negated ? 1 : 0; at < written.length; at += 1) {
    if (written[at] === '\\' && at + 1 < written.length) at += 1;
    const from = written[at] ?? '';
    const to = written[at + 1] === '-' ? written[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}
