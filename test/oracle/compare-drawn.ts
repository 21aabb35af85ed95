import fc from 'fast-check';

export interface DrawnComparison<Drawn> {
  /** How many cases in a row were read alike. */
  readonly agreed: number;
  /** The smallest case found that is read otherwise, and what is said of it; null where there was none. */
  readonly difference: { readonly drawn: Drawn; readonly what: string } | null;
}

/**
 * Has `count` cases, which follow from `seed`, compared with a judge's reading, up to the first that differs. `compare` says
 * what differs of one (`what`; null: nothing); `onAgreed` hears of each that was read alike, in their order, and
 * how many they are with it.
 */
export async function compareDrawn<Drawn, Found extends { readonly what: string | null }>(
  any: fc.Arbitrary<Drawn>,
  seed: number,
  count: number,
  compare: (drawn: Drawn) => Promise<Found>,
  onAgreed: (found: Found, agreed: number) => void,
): Promise<DrawnComparison<Drawn>> {
  let agreed = 0;
  const differences: { readonly drawn: Drawn; readonly what: string }[] = [];
  const property = fc.asyncProperty(any, async (drawn) => {
    const found = await compare(drawn);
    if (found.what !== null) {
      differences.push({ drawn, what: found.what });
      throw new Error(found.what);
    }
    // From the first difference on the cases are those of its shrinking.
    if (differences.length > 0) return;
    agreed += 1;
    onAgreed(found, agreed);
  });
  const details = await fc.check(property, { seed, numRuns: count });
  // The last one is the smallest that shrinking came to.
  const difference = differences.at(-1) ?? null;
  if (details.failed && difference === null) throw details.errorInstance;
  return { agreed, difference };
}
