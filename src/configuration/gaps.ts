import type { DefinitionsGap } from './environment-definitions.ts';

/** The gaps without those that say the same as one before. */
export function withoutSameGaps(gaps: readonly DefinitionsGap[]): readonly DefinitionsGap[] {
  return [...new Map(gaps.map((gap) => [`${gap.reason} ${gap.detail}`, gap])).values()];
}
