import type { TextRange } from '../ports/text.ts';

interface Ranged {
  readonly range: TextRange;
}

/**
 * Gives for a range the index of the innermost of `outer` around it, or -1. They nest and do not overlap otherwise, as
 * calls do; of equal ones the last counts. Looks at few of them, however many there are.
 */
export function innermostAround(outer: readonly Ranged[]): (range: TextRange) => number {
  const ordered = outer
    .map(({ range }, index) => ({ start: range.start, end: range.end, index, around: -1 }))
    .sort((one, other) => one.start - other.start || other.end - one.end || one.index - other.index);
  const open: number[] = [];
  ordered.forEach((each, place) => {
    while (open.length > 0 && (ordered[open.at(-1) ?? -1]?.end ?? 0) < each.end) open.pop();
    each.around = open.at(-1) ?? -1;
    open.push(place);
  });
  return ({ start, end }) => {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ordered[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    let found = ordered[low - 1];
    while (found !== undefined && found.end < end) found = ordered[found.around];
    return found?.index ?? -1;
  };
}
