import * as l10n from '@vscode/l10n';
import type { CatalogSnapshot } from '../../catalog/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import { capitalise } from '../capitalise.ts';
import type { Fact } from '../facts.ts';
import type { SecretUse, SecretUses, SoughtSecret } from './types.ts';
import { usesOfSecret } from './uses-of-secret.ts';

/** How many flows use a secret. */
export interface FlowCount {
  /** That certainly do. */
  readonly certain: number;
  /** Others that may, or name it where no Kestra renders anything. */
  readonly perhaps: number;
  /** Whether every flow was read to its end, so that no other does. */
  readonly isWhole: boolean;
}

export function countFlows({ certain, perhaps, filesInPart }: SecretUses): FlowCount {
  const flows = flowsOf(certain.filter(asksForIt));
  const others = [...flowsOf([...certain, ...perhaps])].filter((flow) => !flows.has(flow));
  return { certain: flows.size, perhaps: others.length, isWhole: filesInPart.length === 0 };
}

/**
 * How many flows certainly use a secret: cheap enough for each of 100,000 rows, since calls whose names are known when a
 * flow runs are not looked at. `elsewhere`: what is known of its uses in files that are no flows.
 */
export function countCertainFlows(
  index: FlowIndex,
  sought: SoughtSecret,
  snapshot: CatalogSnapshot,
  elsewhere: Pick<SecretUses, 'certain'>,
): number {
  const named: FlowIndex = { ...index, openUses: () => [], filesInPart: () => [] };
  const { certain } = usesOfSecret(named, sought, snapshot);
  return flowsOf([...certain, ...elsewhere.certain].filter(asksForIt)).size;
}

/** What no Kestra renders names a secret, and asks for nothing. */
function asksForIt({ reference }: SecretUse): boolean {
  return reference.renderedIn.length > 0;
}

/** Of a secret of several configurations: what certainly is a use by one of them is one. */
export function mergeUses(all: readonly SecretUses[]): SecretUses {
  const certain = onceEach(all.flatMap((uses) => uses.certain));
  const isCertain = new Set(certain.map(({ reference }) => reference));
  const perhaps = onceEach(all.flatMap((uses) => uses.perhaps));
  return {
    certain,
    perhaps: perhaps.filter(({ reference }) => !isCertain.has(reference)),
    filesInPart: all[0]?.filesInPart ?? [],
  };
}

function onceEach(uses: readonly SecretUse[]): readonly SecretUse[] {
  return [...new Map(uses.map((use) => [use.reference, use])).values()];
}

/** One object is one flow of one file. */
function flowsOf(uses: readonly SecretUse[]): ReadonlySet<object> {
  return new Set(uses.map(({ reference }) => reference.flow));
}

/** Such as "used in 3 flows", which is never more than is known. */
export function useWords({ certain, perhaps, isWhole }: FlowCount): string {
  if (certain > 0) {
    const words = certain === 1 ? l10n.t('used in 1 flow') : l10n.t('used in {0} flows', certain);
    return perhaps === 0 ? words : l10n.t('{0}, perhaps in {1} more', words, perhaps);
  }
  if (perhaps > 0) {
    return perhaps === 1 ? l10n.t('perhaps used in 1 flow') : l10n.t('perhaps used in {0} flows', perhaps);
  }
  return isWhole ? l10n.t('not used by any flow') : l10n.t('not used by any flow that could be read');
}

/** The same as a line of a hover. */
export function useFact(count: FlowCount): Fact {
  return { label: null, value: capitalise(useWords(count)) };
}
