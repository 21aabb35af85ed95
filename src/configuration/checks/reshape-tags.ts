import type { TextEdit } from '../../ports/text.ts';
import { sortEdits } from '../../text/edits.ts';
import type { Setting } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';
import { lineOf, type WithFix, fileTextAt } from './fixes.ts';
import { relaxedName } from '../names.ts';

/**
 * Gives the tags of a filter the level `tags`, or takes it away. `tags`: the settings below `filter-on-tags`; `block`: those
 * of its block. A dotted key says the same as a level more (Micronaut flattens both), so that no line has to be indented.
 */
export function reshapeTags(tags: readonly Setting[], block: readonly Setting[], isNested: boolean): WithFix {
  const [first] = block.filter(({ names }) => names[0] === 'filter-on-tags');
  if (first === undefined) return {};
  const whole = block.filter(({ names, source }) => names[0] === 'filter-on-tags' && source === first.source);
  // What is nested in part, or set by several files, is for people to say.
  if (whole.length !== tags.length || tags.some(({ names }) => (names[0] === 'tags') !== isNested)) return {};
  const edits = new Map<number, TextEdit>();
  for (const setting of whole) {
    const edit = isNested ? levelOut(setting) : levelIn(setting);
    if (edit === null) return {};
    edits.set(edit.range.start, edit);
  }
  const kind = isNested ? 'flatten-tags' : 'nest-tags';
  return { fix: { kind, data: {}, edits: sortEdits([...edits.values()]) } };
}

/** `filter-on-tags` becomes `filter-on-tags.tags`. */
function levelIn({ source, keyPlaces }: Setting): TextEdit | null {
  const [key] = keyPlaces;
  if (key === undefined || relaxedName(fileTextAt(source, key)) !== 'filter-on-tags') return null;
  return { range: { start: key.end, end: key.end }, text: '.tags' };
}

/** `.tags` goes from a dotted key, or the line `tags:` from above what it holds. */
function levelOut({ source, keyPlaces }: Setting): TextEdit | null {
  const [key, level, tag] = keyPlaces;
  if (key === undefined || level === undefined || tag === undefined) return null;
  if (fileTextAt(source, { start: key.end, end: level.end }) === '.tags') {
    return { range: { start: key.end, end: level.end }, text: '' };
  }
  const colon = { start: level.end, end: level.end + 1 };
  const line = holdsLine(source, colon) ? lineOf(source, level, colon) : null;
  return line === null ? null : { range: line, text: '' };
}

function holdsLine(source: SourceText, colon: { start: number; end: number }): boolean {
  return fileTextAt(source, colon) === ':';
}
