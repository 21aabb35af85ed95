import { takesExpression, type ObjectKind } from './expression-keys.ts';

/** Collections in one another: more than any flow has, few enough to follow. What is deeper is no value to anybody. */
export const deepest = 200;

/** Where in a flow a value stands, as far as it says whether Kestra renders it. */
export interface ScalarPlace {
  readonly rendered: boolean;
  /**
   * Depths of open maps that decide it too: where one of them proves to be an object of Kestra, this is not rendered.
   * What a map is can be told by a `type` below.
   */
  readonly doubts: readonly number[];
  /** The key of the map entry that holds this value or the list it is in; null for a key that changes nothing. */
  readonly key: string | null;
  readonly inList: boolean;
  readonly isRoot: boolean;
  /** Whether the whole `{{ … }}` can be of use here or below. */
  readonly takesExpression: boolean;
  /** Part of a key that is more than a word: nothing in it is a value. */
  readonly inKey: boolean;
}

export const rootPlace: ScalarPlace = {
  rendered: true,
  doubts: [],
  key: null,
  inList: false,
  isRoot: true,
  takesExpression: true,
  inKey: false,
};

/** The place of what stands in a key. */
export const keyPlace: ScalarPlace = { ...rootPlace, rendered: false, isRoot: false, inKey: true };

export function samePlace(left: ScalarPlace, right: ScalarPlace): boolean {
  return (
    left.rendered === right.rendered &&
    left.key === right.key &&
    left.inList === right.inList &&
    left.isRoot === right.isRoot &&
    left.takesExpression === right.takesExpression &&
    left.inKey === right.inKey &&
    left.doubts.length === right.doubts.length &&
    left.doubts.every((depth, index) => depth === right.doubts[index])
  );
}

/** Keys of lists whose items are objects of Kestra (tasks, triggers, inputs …), not values, and which they are. */
const objectLists = new Map<string, ObjectKind>([
  ['tasks', 'task'],
  ['triggers', 'trigger'],
  ['inputs', 'input'],
  ['outputs', 'output'],
  ['errors', 'task'],
  ['finally', 'task'],
  ['afterExecution', 'task'],
  ['listeners', 'other'],
  ['conditions', 'trigger'],
  ['preconditions', 'trigger'],
  ['pluginDefaults', 'other'],
  ['taskDefaults', 'other'],
  ['checks', 'check'],
  ['sla', 'sla'],
  ['then', 'task'],
  ['else', 'task'],
]);

/** Keys below which programs stand, in languages of their own, where `secret('X')` may be anything. */
const codeKeys: ReadonlySet<string> = new Set(['script', 'commands', 'beforeCommands', 'afterCommands']);

/** Of other keys nothing is kept, so that a place is the same whatever somebody types there. */
const telling = new Map([...objectLists.keys(), ...codeKeys].map((key) => [key, key]));

/** The key of an input's value where nobody gives one. */
const defaultKey = 'defaults';

/** Whether this is the default of an input: Kestra shows asterisks in place of a secret there. */
export function isInputDefault({ key }: ScalarPlace): boolean {
  return key === defaultKey;
}

/** Whether this is a program or a part of one. */
export function isCode({ key }: ScalarPlace): boolean {
  return key !== null && codeKeys.has(key);
}

/** A class name of a plugin, such as `io.kestra.plugin.core.log.Log`. */
export function isPluginType(type: string): boolean {
  return /^[a-z][^\n]*\.[A-Z]\w*$/.test(type);
}

/**
 * Whether a map at `place` is an object of Kestra: its `id`, `type` and `description` are then taken as they are
 * written. In any other map (a body, headers, variables) the same keys are ordinary and are rendered. Null where only
 * the map's own `type` can tell.
 */
export function isKestraObject(place: ScalarPlace): true | null {
  return place.isRoot || isObjectListItem(place) ? true : null;
}

/** Whether what stands here is an item of a list of objects, where a map is due. */
export function isObjectListItem(place: ScalarPlace): boolean {
  return place.inList && place.key !== null && objectLists.has(place.key);
}

/** The place of the value under `key` in a map at `place`, which is open at this depth. */
export function placeUnder(
  place: ScalarPlace,
  key: string | null,
  isObject: boolean | null,
  depth: number,
): ScalarPlace {
  const { inKey } = place;
  const isLiteral =
    key === 'id' || key === 'type' || key === 'description' || (key === 'namespace' && place.isRoot);
  const rendered = place.rendered && !(isLiteral && isObject === true);
  const doubts =
    isLiteral && isObject === null && rendered && depth < deepest ? [...place.doubts, depth] : place.doubts;
  const isDefault = key === defaultKey && place.key === 'inputs' && isObjectListItem(place);
  const told = isCode(place) ? place.key : isDefault ? defaultKey : (telling.get(key ?? '') ?? null);
  const mayTake = canTakeExpression(place, key, isObject);
  return { rendered, doubts, key: told, inList: false, isRoot: false, takesExpression: mayTake, inKey };
}

/** Whether the whole `{{ … }}` is of use under a key of a map, or below it. */
function canTakeExpression(place: ScalarPlace, key: string | null, isObject: boolean | null): boolean {
  const kind = place.isRoot ? 'flow' : isObjectListItem(place) ? objectLists.get(place.key ?? '') : undefined;
  // A map below a key without expressions has none either; an object begins anew.
  if (kind === undefined && !place.takesExpression) return false;
  return key === null || isObject === false || takesExpression(kind ?? 'other', key);
}

/** Whether the whole `{{ … }}` is of use as the value that stands at this place: not where objects are due. */
export function takesExpressionAt(place: ScalarPlace): boolean {
  const { key, takesExpression: takes } = place;
  return takes && (key === null || key === defaultKey || isCode(place));
}

/** The place of an item in a list at `place`. */
export function placeOfItem(place: ScalarPlace): ScalarPlace {
  return place.inList && !place.isRoot ? place : { ...place, inList: true, isRoot: false };
}
