/** Secrets in the order in which people are shown them: by name, code unit by code unit. */
export function inNameOrder<T extends { readonly name: string }>(secrets: readonly T[]): T[] {
  return [...secrets].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
