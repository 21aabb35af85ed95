import * as l10n from '@vscode/l10n';
import type { Comments } from '../../ports/comments.ts';
import type { Problem } from '../../ports/problem.ts';
import type { TextEdit } from '../../ports/text.ts';
import { growthBy, textAfter } from '../../text/edits.ts';
import { withLineFeeds } from '../../text/line-feeds.ts';
import type { CodeAction } from '../code-actions.ts';
import { isSuppressionCode } from '../messages/codes.ts';
import { printable } from '../printable.ts';
import type { ProblemCode } from '../types.ts';
import { directivesIn, type Directive } from './directives.ts';
import { judgeSuppressions } from './judge.ts';
import { linesFor } from './lines.ts';
import { suppressionWord } from './word.ts';

/** The text of a file, and who knows its comments. */
export interface CommentedFile {
  readonly text: string;
  /** The comments of a text that is written in the file's language; null: that has none. */
  readonly commentsIn: (text: string) => Comments | null;
}

/** The comments that would ignore a problem, for its line and for the file; each is known to do so where it is written. */
export function ignoringActions(problem: Problem<ProblemCode>, file: CommentedFile): readonly CodeAction[] {
  const { code, range } = problem;
  const comments = file.commentsIn(file.text);
  if (comments === null || isSuppressionCode(code)) return [];
  const source = withLineFeeds(file.text);
  const directives = directivesIn(file.text, comments);
  const lines = linesFor(source, range.start, comments.longValues);
  const line = lines.at(-1) ?? 0;
  const own = directives.find((each) => each.scope === 'line' && lines.some((at) => each.lines.includes(at)));
  const ofFile = directives.find(({ scope }) => scope === 'file');
  const indent = /^\uFEFF?( *)/.exec(source.slice(line, nextBreak(source, line)))?.[1] ?? '';
  const sign = `${comments.sign} `;
  const choices = [
    {
      title:
        lines.length === 1
          ? l10n.t('Ignore {0} on this line', code)
          : l10n.t('Ignore {0} in the whole value', code),
      edit:
        own === undefined
          ? newLine(file.text, line, `${indent}${sign}${suppressionWord} ${code}`)
          : oneMore(own, code),
    },
    {
      title: l10n.t('Ignore {0} in this file', code),
      edit:
        ofFile === undefined
          ? newLine(file.text, 0, `${sign}${suppressionWord}-file ${code}`)
          : oneMore(ofFile, code),
    },
  ];
  return choices
    .filter(({ edit }) => isOfUse(problem, file, comments, edit))
    .map(({ title, edit }) => ({ title, edits: [edit], isPreferred: false, step: null, ignores: true }));
}

/** What mends a comment that ignores problems: it goes, or what of it is of no use, or a code is spelt right. */
export function mendingActions(problem: MendableComment, file: CommentedFile): readonly CodeAction[] {
  const { code, range, suggestions = [] } = problem;
  if (code === 'suppression-invalid') {
    const written = file.text.slice(range.start, range.end);
    return suggestions.map((name, index) => ({
      title: printable(l10n.t("Replace '{0}' with '{1}'", written, name)),
      edits: [{ range, text: name }],
      isPreferred: index === 0,
      step: null,
    }));
  }
  const comments = file.commentsIn(file.text);
  if (code !== 'suppression-unused' || comments === null) return [];
  const directive = directivesIn(file.text, comments).find(
    (each) => each.range.start <= range.start && range.end <= each.range.end,
  );
  if (directive === undefined) return [];
  const isWhole = directive.range.start === range.start;
  return [
    {
      title: isWhole
        ? l10n.t('Remove this comment')
        : l10n.t("Remove this '{0}'", file.text.slice(range.start, range.end)),
      edits: [isWhole ? withoutComment(file.text, directive) : withoutCode(directive, range.start)],
      isPreferred: true,
      step: null,
    },
  ];
}

interface MendableComment extends Problem<ProblemCode> {
  readonly suggestions?: readonly string[];
}

/** A line of its own before the line that begins at `at`, ended as the text's lines are. */
function newLine(text: string, at: number, line: string): TextEdit {
  const start = at === 0 && text.startsWith('\uFEFF') ? 1 : at;
  const end = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  return { range: { start, end: start }, text: `${line}${end}` };
}

function oneMore({ codes, word }: Directive, code: ProblemCode): TextEdit {
  const last = codes.at(-1);
  const { end } = (last ?? word).range;
  return { range: { start: end, end }, text: last === undefined ? ` ${code}` : `, ${code}` };
}

/** Whether the edit ignores the problem, and is nothing but a comment. */
function isOfUse(
  problem: Problem<ProblemCode>,
  { text, commentsIn }: CommentedFile,
  before: Comments,
  edit: TextEdit,
): boolean {
  const edited = textAfter(text, [edit]);
  const comments = commentsIn(edited);
  if (comments?.longValues.length !== before.longValues.length) return false;
  const at = edit.range.start + edit.text.search(/\S/);
  if (!comments.ranges.some(({ start, end }) => start <= at && at < end)) return false;
  const { start, end } = problem.range;
  const grown = edit.range.start <= start ? growthBy([edit]) : 0;
  const moved = { ...problem, range: { start: start + grown, end: end + grown } };
  return judgeSuppressions(edited, comments, [moved], { untold: () => [] }).problems.has(moved);
}

/** With its line, where it has one for itself; else with the white space before it. */
function withoutComment(text: string, { isAlone, range }: Directive): TextEdit {
  const source = withLineFeeds(text);
  let { start, end } = range;
  while (source[start - 1] === ' ' || source[start - 1] === '\t') start -= 1;
  while (source[end] === ' ' || source[end] === '\t') end += 1;
  if (isAlone && source[end] === '\r') end += 1;
  if (isAlone && source[end] === '\n') end += 1;
  return { range: { start, end }, text: '' };
}

/** `at`: where the code begins, of several. What is between two of them goes with the later one. */
function withoutCode({ codes }: Directive, at: number): TextEdit {
  const index = codes.findIndex(({ range }) => range.start === at);
  const [before, own, after] = [codes[index - 1], codes[index], codes[index + 1]];
  if (own === undefined) return { range: { start: at, end: at }, text: '' };
  const start = before?.range.end ?? own.range.start;
  const end = before === undefined ? (after?.range.start ?? own.range.end) : own.range.end;
  return { range: { start, end }, text: '' };
}

function nextBreak(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
