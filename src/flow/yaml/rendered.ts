/** Where in a flow a value stands, as far as it says whether Kestra renders it. */
export interface Place {
  readonly rendered: boolean;
  /** The key of the map entry that holds this value or the list it is in; null at the root. */
  readonly key: string | null;
  readonly inList: boolean;
  readonly isRoot: boolean;
}

export const rootPlace: Place = { rendered: true, key: null, inList: false, isRoot: true };

/** Keys of lists whose items are objects of Kestra (tasks, triggers, inputs …), not values. */
const objectLists = new Set([
  'tasks',
  'triggers',
  'inputs',
  'outputs',
  'errors',
  'finally',
  'afterExecution',
  'listeners',
  'conditions',
  'preconditions',
  'pluginDefaults',
  'taskDefaults',
  'checks',
  'sla',
  'then',
  'else',
]);

/** A class name of a plugin, such as `io.kestra.plugin.core.log.Log`. */
function isPluginType(type: string | null): boolean {
  const last = type?.lastIndexOf('.') ?? -1;
  return type !== null && last > 0 && /^[A-Z]\w*$/.test(type.slice(last + 1)) && /^[a-z]/.test(type);
}

/**
 * Whether a map at `place` is an object of Kestra: its `id`, `type` and `description` are then taken as they are
 * written. In any other map (a body, headers, variables) the same keys are ordinary and are rendered.
 */
export function isKestraObject(place: Place, type: string | null): boolean {
  return place.isRoot || isObjectListItem(place) || isPluginType(type);
}

/** Whether what stands here is an item of a list of objects, where a map is due. */
export function isObjectListItem(place: Place): boolean {
  return place.inList && place.key !== null && objectLists.has(place.key);
}

const literalKeys = new Set(['id', 'type', 'description']);

/** The place of the value under `key` in a map at `place`. */
export function placeUnder(place: Place, key: string | null, isObject: boolean): Place {
  const literal = key !== null && isObject && (literalKeys.has(key) || (place.isRoot && key === 'namespace'));
  return { rendered: place.rendered && !literal, key, inList: false, isRoot: false };
}

/** The place of an item in a list at `place`. */
export function placeOfItem(place: Place): Place {
  return { ...place, inList: true, isRoot: false };
}
