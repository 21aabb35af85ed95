/** The searches of texts and lists that the engine does by itself, and the reader's own counters do not see. */
const searches = ['indexOf', 'lastIndexOf', 'includes'] as const;

/** How many characters and items are looked at by such searches while `work` is done, however it ends. */
export function countSearches(work: () => void): number {
  let looked = 0;
  const restore = [String.prototype, Array.prototype].flatMap((prototype: object) =>
    searches.map((name) => {
      const original: unknown = Reflect.get(prototype, name);
      if (typeof original !== 'function') throw new Error(`there is no ${name}`);
      const counted = function (this: string | readonly unknown[], ...given: readonly unknown[]): unknown {
        const result: unknown = Reflect.apply(original, this, given);
        looked += distance(this.length, given[1], result, name === 'lastIndexOf');
        return result;
      };
      Reflect.set(prototype, name, counted);
      return () => Reflect.set(prototype, name, original);
    }),
  );
  try {
    work();
  } finally {
    for (const each of restore) each();
  }
  return looked;
}

/** How far was looked; what `includes` found is taken for near. */
function distance(length: number, from: unknown, result: unknown, backwards: boolean): number {
  if (result === true) return 1;
  const start = typeof from === 'number' ? from : backwards ? length - 1 : 0;
  if (result === false || result === -1) return Math.max(1, backwards ? start + 1 : length - start);
  return 1 + Math.abs(Number(result) - start);
}
