import { stringify } from 'yaml';
import type { PlacePath, PlaceStep } from '../../../src/flow/places/types.ts';
import type { AnyFlow, Spot, Step, Value } from './any-flow.ts';

/** The flow's YAML with a call of `secret()` at the spot. */
export function putCall({ flow }: AnyFlow, { path, isKey }: Spot, key: string): string {
  const call = `{{ secret('${key}') }}`;
  return writeYaml(changeAt(flow, path, call, isKey));
}

export function writeYaml(flow: Value): string {
  return stringify(flow, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** The spot as the reader of flows tells it. */
export function placePathOf({ flow }: AnyFlow, { path, isKey }: Spot): PlacePath {
  let value = flow;
  const steps = path.map((step): PlaceStep => {
    const map = value;
    value = entryOf(value, step);
    if (typeof step === 'number') return { kind: 'item' };
    const type = entryOf(map, 'type');
    return { kind: 'key', key: step, type: typeof type === 'string' ? type : null };
  });
  return { steps, isKey };
}

/** In words: `tasks[0].headers.entry`, with the type of the innermost map that has one. */
export function describeSpot(flow: AnyFlow, spot: Spot): string {
  const text = spot.path.reduce<string>(
    (so, step) => (typeof step === 'number' ? `${so}[]` : `${so}${so === '' ? '' : '.'}${step}`),
    '',
  );
  const types = placePathOf(flow, spot).steps.map((step) => (step.kind === 'key' ? step.type : null));
  const type = types.filter((each) => each !== null).at(-1);
  return `${text}${spot.isKey ? ' (key)' : ''}${type === undefined ? '' : ` of ${type}`}`;
}

function entryOf(value: Value, step: Step): Value {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).find(([key]) => key === String(step))?.[1] ?? null;
}

/**
 * A copy in which `call` stands in the place of the value, or of the key, at the end of the path; an entry that is not
 * there yet comes last.
 */
function changeAt(value: Value, path: readonly Step[], call: string, isKey: boolean): Value {
  const [first, ...rest] = path;
  if (first === undefined) return call;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, Value] => {
    if (key !== String(first)) return [key, each];
    if (rest.length === 0 && isKey) return [call, each];
    return [key, changeAt(each, rest, call, isKey)];
  });
  if (Array.isArray(value)) return entries.map(([, each]) => each);
  if (rest.length === 0 && !Object.hasOwn(value, first)) entries.push([String(first), call]);
  return Object.fromEntries(entries);
}
