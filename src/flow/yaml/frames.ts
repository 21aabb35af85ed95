import { samePlace, type ScalarPlace } from './rendered.ts';

/** An open collection of YAML with the ones around it. Frames never change, so that a reader can go back to them. */
export interface Frame {
  readonly kind: 'map' | 'list';
  /** The column of its entries. */
  readonly indent: number;
  /** Where the collection itself stands. */
  readonly place: ScalarPlace;
  /** Whether it is an object of Kestra; null while a `type` below may tell so. */
  readonly isObject: boolean | null;
  /** How many collections are around it. */
  readonly depth: number;
  readonly parent: Frame | null;
}

/** Whether reading goes on alike from both. */
export function sameFrames(left: Frame | null, right: Frame | null): boolean {
  let [one, other] = [left, right];
  while (one !== other) {
    if (one === null || other === null) return false;
    if (one.kind !== other.kind || one.indent !== other.indent || one.isObject !== other.isObject)
      return false;
    if (one.depth !== other.depth || !samePlace(one.place, other.place)) return false;
    one = one.parent;
    other = other.parent;
  }
  return true;
}
