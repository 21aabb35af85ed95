import type { Trial } from './promises.ts';

/** So many smaller ones are tried at the most. */
const mostTries = 3000;

/**
 * A smaller trial for which `fails` holds too, by leaving out ever smaller parts of the text while it does. What
 * counts from the text's start moves along.
 */
export function shrunk(trial: Trial, fails: (trial: Trial) => boolean): Trial {
  let smallest = trial;
  let tries = 0;
  for (let length = Math.ceil(trial.text.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start < smallest.text.length && tries < mostTries;) {
      tries += 1;
      const smaller = without(smallest, start, Math.min(start + length, smallest.text.length));
      if (fails(smaller)) smallest = smaller;
      else start += length;
    }
  }
  return smallest;
}

function without({ text, cursors, edit, segmentLength }: Trial, start: number, end: number): Trial {
  const moved = (offset: number) => (offset <= start ? offset : Math.max(start, offset - (end - start)));
  return {
    text: text.slice(0, start) + text.slice(end),
    cursors: cursors.map(moved),
    edit: { range: { start: moved(edit.range.start), end: moved(edit.range.end) }, text: edit.text },
    segmentLength,
  };
}
