import { lastBefore } from '../../text/last-before.ts';

/**
 * A text that was decoded from a file (a YAML scalar, a Pebble string in one), and where each of its characters
 * stands there. Indexes are in the decoded text, offsets in the file; both count UTF-16 code units.
 */
export interface DecodedText {
  readonly text: string;
  /** As `text`, with a line break in the place of each space that a folded line break has become. */
  readonly lined: string;
  /** Where the character at `index` begins; for the text's length: where the text ends. */
  startOf(index: number): number;
  /** Where the character before `index` ends; for 0: where the text begins. */
  endOf(index: number): number;
  /** The index of the character that stands at `offset`, or of the next one. */
  indexOf(offset: number): number;
}

/** A stretch of decoded text. `verbatim`: written as it is; else one unit, such as an escape. */
interface CharacterRun {
  readonly index: number;
  readonly length: number;
  readonly offset: number;
  readonly sourceLength: number;
  readonly verbatim: boolean;
}

/** Collects decoded text piece by piece, in the order of the source. */
export class DecodedTextBuilder {
  readonly #source: string;
  readonly #start: number;
  readonly #pieces: string[] = [];
  readonly #linedPieces: string[] = [];
  readonly #runs: CharacterRun[] = [];
  #length = 0;

  /** `start`: where the content begins in `source`. */
  constructor(source: string, start: number) {
    this.#source = source;
    this.#start = start;
  }

  /** Takes the source from `from` to `to` as it is written. */
  copy(from: number, to: number): void {
    if (to <= from) return;
    const text = this.#source.slice(from, to);
    this.#linedPieces.push(text);
    this.#add(text, from, to - from, true);
  }

  /** Adds `text`, which the source writes in another way from `from` to `to`. */
  put(text: string, from: number, to: number): void {
    if (text === '') return;
    this.#linedPieces.push(text);
    this.#add(text, from, to - from, false);
  }

  /** Adds the space that a line break from `from` to `to` has become. */
  fold(from: number, to: number): void {
    this.#linedPieces.push('\n');
    this.#add(' ', from, to - from, false);
  }

  /** `end`: where the content ends in the source, if not after what was added last. */
  finish(end: number): DecodedText {
    const last = this.#runs.at(-1);
    const addedEnd = last === undefined ? this.#start : last.offset + last.sourceLength;
    return new Decoded(
      this.#pieces.join(''),
      this.#linedPieces.join(''),
      this.#runs,
      this.#start,
      Math.max(end, addedEnd),
    );
  }

  #add(text: string, offset: number, sourceLength: number, verbatim: boolean): void {
    this.#pieces.push(text);
    this.#runs.push({ index: this.#length, length: text.length, offset, sourceLength, verbatim });
    this.#length += text.length;
  }
}

class Decoded implements DecodedText {
  readonly text: string;
  readonly lined: string;
  readonly #runs: readonly CharacterRun[];
  readonly #start: number;
  readonly #end: number;

  constructor(text: string, lined: string, runs: readonly CharacterRun[], start: number, end: number) {
    this.text = text;
    this.lined = lined;
    this.#runs = runs;
    this.#start = start;
    this.#end = end;
  }

  startOf(index: number): number {
    if (index >= this.text.length) return this.#end;
    const run = lastBefore(this.#runs, (candidate) => candidate.index <= index);
    if (run === undefined) return this.#start;
    return run.verbatim ? run.offset + index - run.index : run.offset;
  }

  endOf(index: number): number {
    const run = index <= 0 ? undefined : lastBefore(this.#runs, (candidate) => candidate.index < index);
    if (run === undefined) return this.#start;
    return run.verbatim ? run.offset + index - run.index : run.offset + run.sourceLength;
  }

  indexOf(offset: number): number {
    const run = lastBefore(this.#runs, (candidate) => candidate.offset <= offset);
    if (run === undefined) return 0;
    if (run.verbatim) return run.index + Math.min(offset - run.offset, run.length);
    return offset < run.offset + run.sourceLength ? run.index : run.index + run.length;
  }
}
