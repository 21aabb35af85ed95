/** Work that is done a stretch at a time: between two of them others can have their turn. */
export type Stretches<T> = Generator<undefined, T, undefined>;

/** Does all of the work at one stretch. */
export function doAtOnce<T>(stretches: Stretches<T>): T {
  for (;;) {
    const stretch = stretches.next();
    if (stretch.done === true) return stretch.value;
  }
}
