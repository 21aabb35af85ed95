import { nearNames } from '../../catalog/index.ts';
import type { Comments } from '../../ports/comments.ts';
import type { Problem } from '../../ports/problem.ts';
import type { TextRange } from '../../ports/text.ts';
import { withLineFeeds } from '../../text/line-feeds.ts';
import { isProblemCode, isSuppressionCode, problemCodes } from '../messages/codes.ts';
import type { ProblemCode, SuppressionProblemCode } from '../types.ts';
import { codesRead, directivesIn, type Directive, type WrittenWord } from './directives.ts';
import { allLinesFor } from './lines.ts';

/** What cannot be told for now, though it may be there. */
export interface Untold {
  readonly code: ProblemCode;
  /** Where it would be told; null: anywhere in the file. */
  readonly range: TextRange | null;
}

/** What comments make of the problems of a file. */
export interface Suppressed<P> {
  /** Those of which a comment says that they are to be ignored. */
  readonly problems: ReadonlySet<P | SuppressionProblem>;
  /** What is wrong with the comments themselves, in the order of the text; some of them may be ignored too. */
  readonly own: readonly SuppressionProblem[];
}

/** What is wrong with a comment that ignores problems. */
export interface SuppressionProblem extends Problem<SuppressionProblemCode> {
  readonly suggestions: readonly string[];
  readonly reference: null;
  readonly backend: null;
}

export interface Judging {
  /** What cannot be told for now: a comment for it is not said to be of no use. Read only where one seems to be. */
  readonly untold: () => readonly Untold[];
  /** Whether those who ask know of every problem with this code; of another none is said to be ignored in vain. */
  readonly judges?: (code: ProblemCode) => boolean;
  /** Whether somebody else says what is wrong with the comments themselves. Default: nobody does. */
  readonly saysNothingOfComments?: boolean;
}

/** Which of the problems of a text its comments ignore, and which of these comments are of no use. */
export function judgeSuppressions<P extends Problem<ProblemCode>>(
  text: string,
  comments: Comments,
  problems: readonly P[],
  { untold, judges = () => true, saysNothingOfComments = false }: Judging,
): Suppressed<P> {
  const directives = directivesIn(text, comments);
  const ignored = new Set<P | SuppressionProblem>();
  const findCovering = coveringIn(withLineFeeds(text), comments, directives);
  const ignore = (problem: P | SuppressionProblem) => {
    const groups = findCovering(problem);
    if (groups.length > 0) ignored.add(problem);
    return groups;
  };
  const used = wordsOf(directives.length === 0 ? [] : problems.flatMap(ignore));
  let open: ReadonlySet<WrittenWord> | null = null;
  const isVain = (word: WrittenWord) => {
    if (used.has(word) || !isProblemCode(word.text) || !judges(word.text)) return false;
    // Whether it is of use is seen when all others are known.
    if (isSuppressionCode(word.text)) return false;
    open ??= wordsOf(untold().flatMap(findCovering));
    return !open.has(word);
  };
  const own = directives.flatMap((directive) => [
    ...(saysNothingOfComments ? [] : mistakesOf(directive)),
    ...vainProblems(directive, directive.scope === 'word' ? [] : directive.codes.filter(isVain)),
  ]);
  own.forEach(ignore);
  return { problems: ignored, own };
}

/** The words with the same code that are for the same place: a problem has or uses all of them, or none. */
type Group = readonly WrittenWord[];

function wordsOf(groups: readonly Group[]): ReadonlySet<WrittenWord> {
  return new Set(Array.from(new Set(groups)).flat());
}

/** Finds the codes in comments that are for a problem; the nearer ones are not taken before the others. */
function coveringIn(
  source: string,
  comments: Comments,
  directives: readonly Directive[],
): (problem: Untold) => readonly Group[] {
  const groupAt = groupsIn(directives);
  return ({ code, range }) => {
    const places =
      range === null
        ? (['anywhere'] as const)
        : ['file' as const, ...allLinesFor(source, range.start, comments)];
    return places.flatMap((place) => {
      const group = groupAt(place, code);
      return group === undefined ? [] : [group];
    });
  };
}

/** `file`: all of it; a number: the line that begins there. */
type Place = 'anywhere' | 'file' | number;

function groupsIn(directives: readonly Directive[]): (place: Place, code: string) => Group | undefined {
  const groups = new Map<Place, Map<string, WrittenWord[]>>();
  for (const { codes, lines, scope } of directives) {
    const places: readonly Place[] = ['anywhere', ...(scope === 'file' ? (['file'] as const) : lines)];
    for (const place of places) {
      const ofPlace = groups.get(place) ?? new Map<string, WrittenWord[]>();
      groups.set(place, ofPlace);
      for (const word of codes) {
        const group = ofPlace.get(word.text);
        if (group === undefined) ofPlace.set(word.text, [word]);
        else group.push(word);
      }
    }
  }
  return (place, code) => groups.get(place)?.get(code);
}

const plain = { severity: 'hint', reference: null, backend: null } as const;

function vainProblems(directive: Directive, vain: readonly WrittenWord[]): SuppressionProblem[] {
  const base = { ...plain, code: 'suppression-unused', suggestions: [] } as const;
  const names = (words: readonly WrittenWord[]) => words.map(({ text }) => text).join(', ');
  if (vain.length === 0) return [];
  if (vain.length === directive.codes.length) {
    return [{ ...base, range: directive.range, data: { codes: names(vain) } }];
  }
  return vain.map((word) => ({ ...base, range: word.range, data: { codes: word.text } }));
}

function mistakesOf({ codes, notRead, scope, word }: Directive): SuppressionProblem[] {
  const base = { ...plain, code: 'suppression-invalid', suggestions: [] } as const;
  if (scope === 'word') return [{ ...base, range: word.range, data: { what: 'word', word: word.text } }];
  if (codes.length === 0) return [{ ...base, range: word.range, data: { what: 'no-code' } }];
  const wrong = codes
    .filter(({ text }) => !isProblemCode(text))
    .map(({ range, text }) => ({
      ...base,
      range,
      data: text === 'all' ? { what: 'all' } : { what: 'code', word: text },
      suggestions: text === 'all' ? [] : nearNames(text, problemCodes),
    }));
  if (notRead === null) return wrong;
  return [...wrong, { ...base, range: notRead.range, data: { what: 'too-many', count: String(codesRead) } }];
}
