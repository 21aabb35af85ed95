import type { PlacePath, PlaceStep } from '../places/types.ts';
import type { Frame } from './frames.ts';
import type { FoundScalar, Standing } from './scan.ts';
import type { YamlDocument } from './syntax.ts';

type LaterTypes = YamlDocument['laterTypes'];

/** The way from a document's root to something that stands in it. */
export function placePathOf(
  standing: Standing & Partial<Pick<FoundScalar, 'isKey'>>,
  later: LaterTypes,
): PlacePath {
  const steps: PlaceStep[] = [];
  let { key } = standing;
  for (let { frame } = standing; frame !== null; frame = frame.parent) {
    if (frame.kind === 'map') steps.push(entryStep(frame, key, later));
    else if (key === null) steps.push(item);
    // In a list `[a: b]` is an item that is a map of one entry.
    else steps.push({ kind: 'key', key, type: null }, item);
    ({ key } = frame);
  }
  return { steps: steps.reverse(), isKey: standing.isKey === true };
}

const item: PlaceStep = { kind: 'item' };

function entryStep(frame: Frame, key: string | null, later: LaterTypes): PlaceStep {
  const type = frame.type ?? later.get(frame) ?? '';
  return { kind: 'key', key, type: type === '' ? null : type };
}

/** Keys below which programs stand, in languages of their own, where `secret('X')` may be anything. */
const codeKeys: ReadonlySet<string> = new Set(['script', 'commands', 'beforeCommands', 'afterCommands']);

/** Whether this is a program or a part of one. */
export function isCode({ frame, key }: Standing): boolean {
  if (key !== null && codeKeys.has(key)) return true;
  return frame !== null && isCode({ frame: frame.parent, key: frame.key });
}
