import { isDeepStrictEqual } from 'node:util';
import type { CursorContext, FlowDocument, FlowFile } from '../../src/flow/types.ts';
import type { TextEdit, TextRange } from '../../src/ports/text.ts';
import { stepsPerCharacter } from '../unit/flow/steps-per-character.ts';
import { toldBy } from '../unit/flow/told-by.ts';
import type { CountedReader } from './counted-reader.ts';
import { countSearches } from './searches.ts';

/** What a reader is tried with. */
export interface Trial {
  readonly text: string;
  /** Where the cursor is asked for. */
  readonly cursors: readonly number[];
  readonly edit: TextEdit;
  /** Of the segments that are read apart, in characters: small ones meet more of their borders. */
  readonly segmentLength: number;
}

/** Work that a character may cost at the most: steps of the reader, branches that it runs, characters that are searched. */
const workPerCharacter = 1000;

/** A bound for a character alone says nothing of short texts. */
const workOfAny = 10_000;

/** Whether the reader breaks a promise, and the work that reading took. */
export interface Tried {
  /** In a sentence. */
  readonly broken: string | null;
  readonly work: number;
}

/** What comes of the trial; an error that the reader throws is a broken promise too. */
export function tryReader(reader: CountedReader, trial: Trial): Tried {
  const { text } = trial;
  let work = 0;
  try {
    const file = reader.readFlow(text);
    let documents: readonly FlowDocument[] = [];
    const steps = reader.stepsTaken();
    const branches = sum(reader.$reached);
    const searched = countSearches(() => {
      documents = file.documents.filter(
        ({ references, problems }) => references.length + problems.length > 0,
      );
      reader.cursorAt(file, text.length - 1);
    });
    const taken = reader.stepsTaken() - steps;
    work = taken + searched + sum(reader.$reached) - branches;
    if (
      taken > stepsPerCharacter * text.length + workOfAny ||
      work > workPerCharacter * text.length + workOfAny
    ) {
      return {
        broken: `reading ${text.length} characters takes ${taken} steps, and is work for ${work}`,
        work,
      };
    }
    return { broken: brokenPromisesIn(reader, trial, file, documents), work };
  } catch (error) {
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error), work };
  }
}

function brokenPromisesIn(
  reader: CountedReader,
  trial: Trial,
  file: FlowFile,
  documents: readonly FlowDocument[],
): string | null {
  const { text, cursors } = trial;
  for (const document of documents) {
    const outside = outsideOf(document, text);
    if (outside !== null) return outside;
  }
  for (const cursor of cursors) {
    const wrong = wrongPlace(reader.cursorAt(file, cursor), cursor, text);
    if (wrong !== null) return `at ${cursor} ${wrong}`;
  }
  return wrongAfterEdit(reader, file, trial);
}

function sum(numbers: Uint32Array): number {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
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
