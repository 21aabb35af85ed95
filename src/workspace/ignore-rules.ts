import { matchesName, matchesWithGaps, patternOf, type MatchSteps, type Pattern } from './name-patterns.ts';

/** The rules of one `.gitignore`, the last of which decides. */
export interface IgnoreRules {
  /**
   * What they say of a path relative to their folder, which ends with a `/` where it is a folder's; null: nothing, or no
   * steps are left. Folders above the path are the caller's to ask about.
   */
  verdict(path: string, steps: MatchSteps): 'ignored' | 'kept' | null;
}

/** A longer line matches no path that there is. */
const longestLine = 4096;

interface Rule {
  readonly keeps: boolean;
  readonly folderOnly: boolean;
  /** Of a path from the rules' folder on; null: any number of names. */
  readonly names: readonly (Pattern | null)[];
}

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
  steps: MatchSteps,
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
