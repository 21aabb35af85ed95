/** Where in the list each of the store's names is. */
export interface ListPlaces {
  readonly placeOf: (lookupName: string) => number;
  /** Puts it behind all others, if it is not there. */
  add(lookupName: string): void;
  remove(lookupName: string): void;
}

export function createListPlaces(lookupNames: Iterable<string>): ListPlaces {
  const places = new Map<string, number>();
  let next = 0;
  function add(lookupName: string): void {
    if (!places.has(lookupName)) places.set(lookupName, next++);
  }
  for (const name of lookupNames) add(name);
  return {
    placeOf: (lookupName) => places.get(lookupName) ?? next,
    add,
    remove: (lookupName) => places.delete(lookupName),
  };
}
