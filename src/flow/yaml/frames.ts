/**
 * An open collection of YAML with the ones around it. A segment has frames of its own (see `ownFrames`), so that a
 * reader can go back to those where it began: they never change, but for what is told of them while it is read.
 */
export interface Frame {
  readonly kind: 'map' | 'list';
  /** The column of its entries. */
  readonly indent: number;
  /** The key of the entry that holds it; null for a key that is no word, for an item of a list and for a root. */
  readonly key: string | null;
  /** Whether it stands in a key: nothing in it is a value. */
  readonly inKey: boolean;
  /** What a map says as its `type`: empty where that is no text, null while none is told. */
  type: string | null;
  /** The key after `?`, of which the value is still to come. */
  explicitKey: string | null;
  /** How many collections are around it. */
  readonly depth: number;
  readonly parent: Frame | null;
}

/** Collections in one another: more than any flow has, few enough to follow. What is deeper is no value to anybody. */
export const deepest = 200;

/** Copies of these frames, of which more can be told. */
export function ownFrames(frame: Frame | null): Frame | null {
  return frame === null ? null : { ...frame, parent: ownFrames(frame.parent) };
}

/** Whether reading goes on alike from both. */
export function sameFrames(left: Frame | null, right: Frame | null): boolean {
  let [one, other] = [left, right];
  while (one !== other) {
    if (one === null || other === null) return false;
    if (one.kind !== other.kind || one.indent !== other.indent || one.depth !== other.depth) return false;
    if (one.key !== other.key || one.inKey !== other.inKey) return false;
    if (one.type !== other.type || one.explicitKey !== other.explicitKey) return false;
    one = one.parent;
    other = other.parent;
  }
  return true;
}

/** The maps among these frames whose type is not told yet. */
export function undecidedMaps(innermost: Frame | null): readonly Frame[] {
  const maps: Frame[] = [];
  for (let frame = innermost; frame !== null; frame = frame.parent) if (frame.type === null) maps.push(frame);
  return maps;
}
