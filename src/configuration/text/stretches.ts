import type { Origin } from '../../ports/origin.ts';
import { lastIndexBefore } from '../../text/last-before.ts';
import { marksOf, type Marks, type SourceText } from './source-text.ts';

/** A stretch of a text, and how it came there. */
export interface Stretch extends Marks {
  readonly text: string;
  /** From where the whole text stands inwards; the last one is where these characters are written. */
  readonly way: readonly Origin[];
}

/** Longer ways keep their ends: where the whole text stands, and where its characters are written. */
const wayLimit = 16;

/** The stretches of a text that was made from the file where `own` is. */
export function stretchesOf({ text, pieces }: SourceText, own: Origin): readonly Stretch[] {
  const outer = [own];
  return mergeStretches(
    pieces.map(({ start, end, through, ...piece }) => ({
      text: text.slice(start, end),
      way: wayOf(outer, through),
      ...marksOf(piece),
    })),
  );
}

/** The same stretches as they are seen from further out: by way of what `outer` names. */
export function cameBy(outer: readonly Origin[], stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.map((stretch) => ({ ...stretch, way: wayOf(outer, stretch.way) }));
}

export function stretchesText(stretches: readonly Stretch[]): string {
  return stretches.map(({ text }) => text).join('');
}

/** Gives the stretches of any part of a text by its offsets there. */
export function slicerOf(stretches: readonly Stretch[]): (start: number, end: number) => readonly Stretch[] {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of stretches) {
    starts.push(length);
    length += text.length;
  }
  return (start, end) => {
    const found: Stretch[] = [];
    const first = lastIndexBefore(starts, (each) => each <= start);
    for (let index = Math.max(0, first); index < stretches.length; index += 1) {
      const stretch = stretches[index];
      const from = starts[index] ?? 0;
      if (stretch === undefined || from >= end) break;
      const text = stretch.text.slice(Math.max(0, start - from), end - from);
      if (text !== '') found.push({ ...stretch, text });
    }
    return found;
  };
}

/** The one way behind the other. */
export function wayOf(outer: readonly Origin[], inner: readonly Origin[]): readonly Origin[] {
  if (inner.length === 0 && outer.length <= wayLimit) return outer;
  const way = [...outer, ...inner];
  return way.length <= wayLimit ? way : [...way.slice(0, wayLimit / 2), ...way.slice(-wayLimit / 2)];
}

/** Neighbours that came by the same way as one, empty ones left out. */
export function mergeStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    if (stretch.text === '') continue;
    const last = result.at(-1);
    if (
      last?.way.length === 1 &&
      stretch.way.length === 1 &&
      last.defaultOf === stretch.defaultOf &&
      last.unset === undefined &&
      stretch.unset === undefined
    ) {
      result[result.length - 1] = { ...last, text: last.text + stretch.text };
    } else {
      result.push(stretch);
    }
  }
  return result;
}
