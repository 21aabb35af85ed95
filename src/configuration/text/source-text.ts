import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { lastIndexBefore } from '../../text/last-before.ts';
import { createLineIndex, type LineIndex } from '../../text/line-index.ts';

/** What is known of a text that was put in place of a placeholder. */
export interface Marks {
  /** The variable in whose place this text stands, as its default, since no file sets it. */
  readonly defaultOf?: string;
  /** The variable that this `${NAME}` stands for, which a shell may set and no file does: nothing else fills it later. */
  readonly unset?: string;
}

/** The marks alone of what has some. */
export function marksOf({ defaultOf, unset }: Marks): Marks {
  return { ...(defaultOf === undefined ? {} : { defaultOf }), ...(unset === undefined ? {} : { unset }) };
}

/** A stretch of a text and where it came from. */
export interface Piece extends Marks {
  readonly start: number;
  readonly end: number;
  /** In the file. */
  readonly source: TextRange;
  /** Whether the file has the same characters there, so that offsets inside the piece carry over. */
  readonly exact: boolean;
  /** Where a text that was put in stands: the line of a `.env`, say. */
  readonly through: readonly Origin[];
}

/**
 * A text that was made from a file: the file's own, a scalar of it without quotes and indent, or either after
 * placeholders were filled. Its pieces lead every offset back to the file.
 */
export interface SourceText {
  readonly file: string;
  /** The file's own text, of which the pieces speak. */
  readonly fileText: string;
  readonly text: string;
  /** Without gaps, in order. */
  readonly pieces: readonly Piece[];
  readonly lines: LineIndex;
}

/** More places than anybody would be taken to; without a bound, lines that use each other add up. */
const originLimit = 16;

export function wholeFile(file: string, text: string): SourceText {
  const range = { start: 0, end: text.length };
  const pieces = [{ ...range, source: range, exact: true, through: [] }];
  return { file, fileText: text, text, pieces, lines: createLineIndex(text) };
}

/** The place in the file of a range in `source`. */
export function placeInFile(source: SourceText, range: TextRange): TextRange {
  const first = source.pieces[pieceIndex(source, range.start)];
  // The end belongs to the piece before it, unless the range is empty.
  const last = range.end > range.start ? source.pieces[pieceIndex(source, range.end - 1)] : first;
  if (first === undefined || last === undefined) return { start: 0, end: 0 };
  const start = first.exact ? first.source.start + (range.start - first.start) : first.source.start;
  const end = last.exact ? last.source.start + (range.end - last.start) : last.source.end;
  return { start, end: Math.max(start, end) };
}

/** The place itself, then the places of the texts that were put into that range. */
export function originsOf(source: SourceText, range: TextRange): readonly Origin[] {
  return [originAt(source, placeInFile(source, range)), ...throughOf(source, range)];
}

/** The places of the texts that were put into a range, each of them once; of very many the first. */
export function throughOf(source: SourceText, range: TextRange): readonly Origin[] {
  const ways: (readonly Origin[])[] = [];
  for (let index = pieceIndex(source, range.start); index < source.pieces.length; index += 1) {
    const piece = source.pieces[index];
    if (piece === undefined || piece.start >= range.end) break;
    if (piece.through.length > 0) ways.push(piece.through);
  }
  return originsOnce(ways);
}

/** Whether a range holds nothing that was put in for something else. */
export function isAsWritten(source: SourceText, { start, end }: TextRange): boolean {
  for (let index = pieceIndex(source, start); index < source.pieces.length; index += 1) {
    const piece = source.pieces[index];
    if (piece === undefined || piece.start >= end) break;
    if (piece.through.length > 0 || piece.defaultOf !== undefined || piece.unset !== undefined) return false;
  }
  return true;
}

/** The origins of several ways, each of them once; of very many the first. */
export function originsOnce(ways: readonly (readonly Origin[])[]): readonly Origin[] {
  if (ways.length === 0) return noOrigins;
  const found = new Map<string, Origin>();
  for (const way of ways) {
    if (found.size >= originLimit) break;
    for (const origin of way.slice(0, originLimit)) found.set(`${origin.range.start} ${origin.file}`, origin);
  }
  return [...found.values()];
}

const noOrigins: readonly Origin[] = [];

/** An origin from a range of the file itself. */
export function originAt(source: SourceText, place: TextRange): Origin {
  return { file: source.file, range: place, ...source.lines(place.start) };
}

/** Makes a text from stretches of another and from what is put between them. */
export interface SourceTextBuilder {
  /** Copies a stretch of the base. */
  copy(start: number, end: number): void;
  /** Puts `text` in the place of a stretch of the base. */
  put(text: string, start: number, end: number, through: readonly Origin[], marks?: Marks): void;
  build(): SourceText;
}

export function buildFrom(base: SourceText): SourceTextBuilder {
  const pieces: Piece[] = [];
  const texts: string[] = [];
  let length = 0;
  const add = (
    text: string,
    source: TextRange,
    exact: boolean,
    through: readonly Origin[],
    marks: Marks,
  ): void => {
    texts.push(text);
    const last = pieces.at(-1);
    const end = length + text.length;
    if (
      last !== undefined &&
      exact &&
      last.exact &&
      last.source.end === source.start &&
      through.length === 0 &&
      last.defaultOf === marks.defaultOf &&
      last.unset === marks.unset
    ) {
      pieces[pieces.length - 1] = { ...last, end, source: { start: last.source.start, end: source.end } };
    } else {
      pieces.push({ start: length, end, source, exact, through, ...marksOf(marks) });
    }
    length = end;
  };
  return {
    copy(start, end) {
      for (let index = pieceIndex(base, start); index < base.pieces.length; index += 1) {
        const piece = base.pieces[index];
        if (piece === undefined || piece.start >= end) break;
        const from = Math.max(start, piece.start);
        const to = Math.min(end, piece.end);
        if (from >= to) continue;
        const source = piece.exact ? placeInFile(base, { start: from, end: to }) : piece.source;
        add(base.text.slice(from, to), source, piece.exact, piece.through, piece);
      }
    },
    put(text, start, end, through, marks = {}) {
      if (text === '') return;
      const inherited = throughOf(base, { start, end });
      const all = inherited.length === 0 ? through : [...inherited, ...through];
      add(text, placeInFile(base, { start, end }), false, all, marks);
    },
    build: () => ({ ...base, text: texts.join(''), pieces }),
  };
}

/** Which piece holds the offset; the last where none does. */
function pieceIndex({ pieces }: SourceText, offset: number): number {
  const gone = lastIndexBefore(pieces, ({ end }) => end <= offset);
  return Math.max(0, Math.min(gone + 1, pieces.length - 1));
}
