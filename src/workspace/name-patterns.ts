/** What the steps of matching are taken from, so that no pattern makes a list endless. */
export interface MatchSteps {
  left: number;
}

/** What one name of a path is to be like: each part matches one character, `any` some of them. */
export type Pattern = readonly (PatternPart | 'any')[];

type PatternPart = (character: string) => boolean;

/** Whether a name is as the pattern wants it; false where no steps are left. */
export function matchesName(pattern: Pattern, name: string, steps: MatchSteps): boolean {
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
export function matchesWithGaps<Part, Item>(
  parts: readonly Part[],
  items: readonly Item[],
  isGap: (part: Part) => boolean,
  matches: (part: Part, item: Item) => boolean,
  steps: MatchSteps,
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

/** Reads the pattern of one name: `*`, `?`, `[…]` with ranges, and a backslash before what is meant as it is. */
export function patternOf(text: string): Pattern {
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
