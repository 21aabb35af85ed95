/*
 * How much work the readers have done, in characters, lines and tokens looked at. Time on a busy machine says little;
 * this says whether a hostile text takes more than its length deserves.
 */
let taken = 0;

export function countSteps(steps: number): void {
  taken += steps;
}

/** All steps since the program began; what a piece of work took is the difference of two answers. */
export function stepsTaken(): number {
  return taken;
}
