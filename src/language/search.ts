/** Rows that one text describes beside their names, such as a backend's: a word of it finds all of them. */
export interface SearchGroup<T> {
  readonly about: string;
  readonly rows: readonly { readonly name: string; readonly value: T }[];
}

export interface SearchResult<T> {
  /** At most as many as were wanted, the closest first; of equally close ones in the order given. */
  readonly rows: readonly T[];
  /** How many there are in all. */
  readonly matches: number;
}

export interface Search<T> {
  /**
   * The rows in whose name, or in what is said about them, each word of the query stands, whatever its case and
   * wherever in it. A name that is the first word itself comes first, then those that begin with it.
   */
  find(query: string, limit: number): SearchResult<T>;
}

/** Prepares rows for being searched at every letter typed: what can be done once is done here. */
export function createSearch<T>(groups: readonly SearchGroup<T>[]): Search<T> {
  const prepared = groups.map(({ about, rows }) => ({
    about: about.toLowerCase(),
    names: rows.map(({ name }) => name.toLowerCase()),
    values: rows.map(({ value }) => value),
  }));
  return {
    find(query, limit) {
      const words = query
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const [same, beginning, within, described]: [T[], T[], T[], T[]] = [[], [], [], []];
      let matches = 0;
      for (const { about, names, values } of prepared) {
        const wanted = words.filter((word) => !about.includes(word));
        const [first = words[0] ?? '', ...others] = wanted;
        if (first === '') {
          matches += names.length;
          for (const each of values.slice(0, limit - described.length)) described.push(each);
          continue;
        }
        for (let index = 0; index < names.length; index += 1) {
          const name = names[index] ?? '';
          const at = name.indexOf(first);
          if (at === -1 ? wanted.length > 0 : !holdsAll(name, others)) continue;
          matches += 1;
          const isWhole = name.length === first.length;
          const rank = at === -1 ? described : at > 0 ? within : isWhole ? same : beginning;
          const value = values[index];
          if (rank.length < limit && value !== undefined) rank.push(value);
        }
      }
      return { rows: [...same, ...beginning, ...within, ...described].slice(0, limit), matches };
    },
  };
}

function holdsAll(name: string, words: readonly string[]): boolean {
  for (const word of words) if (!name.includes(word)) return false;
  return true;
}
