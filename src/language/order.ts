import type { VisibleSecret } from '../catalog/index.ts';

/** Secrets in the order in which people are shown them: by name, code unit by code unit. */
export function inNameOrder(secrets: readonly VisibleSecret[]): VisibleSecret[] {
  return [...secrets].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}
