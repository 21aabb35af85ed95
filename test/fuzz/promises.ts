import { isDeepStrictEqual } from 'node:util';
import type { CursorContext, FlowDocument, FlowFile } from '../../src/flow/types.ts';
import type { TextEdit, TextRange } from '../../src/ports/text.ts';
import { stepsPerCharacter } from '../unit/flow/steps-per-character.ts';
import { toldBy } from '../unit/flow/told-by.ts';
import type { CountedReader } from './counted-reader.ts';

/** What a reader is tried with. */
export interface Trial {
  readonly text: string;
  /** Where the cursor is asked for. */
  readonly cursors: readonly number[];
  readonly edit: TextEdit;
  /** Of the segments that are read apart, in characters: small ones meet more of their borders. */
  readonly segmentLength: number;
}

/** Steps that a reading may take whatever its text; a bound a character alone says nothing of short texts. */
const stepsOfAny = 2000;

/**
 * The promise of the reader that it breaks with this trial, in a sentence, or null; and the steps that reading took.
 * An error that it throws is a broken promise too.
 */
export function brokenPromise(
  reader: CountedReader,
  trial: Trial,
): { readonly broken: string | null; readonly steps: number } {
  const before = reader.stepsTaken();
  let steps = 0;
  try {
    const { text, cursors } = trial;
    const file = reader.readFlow(text);
    const outside = file.documents.map((document) => outsideOf(document, text)).find((each) => each !== null);
    reader.cursorAt(file, text.length - 1);
    steps = reader.stepsTaken() - before;
    if (steps > stepsPerCharacter * text.length + stepsOfAny) {
      return { broken: `reading takes ${steps} steps for ${text.length} characters`, steps };
    }
    if (outside !== undefined) return { broken: outside, steps };
    for (const cursor of cursors) {
      const wrong = wrongPlace(reader.cursorAt(file, cursor), cursor, text);
      if (wrong !== null) return { broken: `at ${cursor} ${wrong}`, steps };
    }
    return { broken: wrongAfterEdit(reader, file, trial), steps };
  } catch (error) {
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error), steps };
  }
}

/** What a document says of places that are not in it. */
function outsideOf({ range, namespace, pluginDefaults, references, problems }: FlowDocument, text: string) {
  const told: [string, TextRange | null | undefined][] = [
    ['the namespace', namespace?.kind === 'literal' ? namespace.range : null],
    ['pluginDefaults', pluginDefaults],
    ...problems.map((each): [string, TextRange] => [each.code, each.range]),
    ...references.flatMap((each): [string, TextRange | null | undefined][] => [
      ['a call', each.range],
      ['a failure', each.failure?.range],
      ...Object.values(each.arguments).flatMap((argument): [string, TextRange | null][] => [
        [`the argument ${argument.name}`, argument.range],
        [`the content of ${argument.name}`, argument.content],
      ]),
    ]),
  ];
  if (!isInside(range, { start: 0, end: text.length })) return 'a document is outside of the text';
  const wrong = told.find(([, place]) => place !== null && place !== undefined && !isInside(place, range));
  return wrong === undefined ? null : `${wrong[0]} is outside of its document: ${JSON.stringify(wrong[1])}`;
}

function isInside(inner: TextRange, outer: TextRange): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

/** What is wrong with what would be written at the cursor, or null. */
function wrongPlace(context: CursorContext, cursor: number, text: string): string | null {
  if (context.kind === 'none') return null;
  const { insert, replace } = context;
  if (!isInside(insert, replace) || insert.start !== replace.start || insert.end !== cursor) {
    return `${JSON.stringify(insert)} is to be inserted into ${JSON.stringify(replace)}`;
  }
  if (!isInside(replace, { start: 0, end: text.length })) return 'the place is outside of the text';
  return text.slice(replace.start, replace.end).includes('\n') ? 'the place is on several lines' : null;
}

/** How reading what an edit touches differs from reading all of the text after it, or null. */
function wrongAfterEdit(reader: CountedReader, file: FlowFile, trial: Trial): string | null {
  const { edit, segmentLength, text } = trial;
  const edited = reader.applyEdits(file, [edit]);
  const fresh = reader.readFlow(edited.text);
  if (!isDeepStrictEqual(edited.documents, fresh.documents)) return 'an edit leads to other documents';
  const cursor = edit.range.start + edit.text.length;
  if (!isDeepStrictEqual(reader.cursorAt(edited, cursor), reader.cursorAt(fresh, cursor))) {
    return 'an edit leads to another place of the cursor';
  }
  const syntax = reader.editSyntax(
    reader.readSyntax(text, segmentLength),
    edited.text,
    [edit],
    segmentLength,
  );
  return isDeepStrictEqual(toldBy(syntax), toldBy(reader.readSyntax(edited.text)))
    ? null
    : 'an edit of small segments leads to another syntax';
}
