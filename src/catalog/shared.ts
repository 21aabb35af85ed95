/** Runs one piece of work for each key at a time; who asks for the same key meanwhile gets the same promise. */
export function shareByKey<T>(): (key: string, start: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, start) => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const work = start().finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
}
