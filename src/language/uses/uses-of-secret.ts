import { configurationsFor, type CatalogSnapshot } from '../../catalog/index.ts';
import type { FlowIndex, IndexedReference } from '../../index/index.ts';
import { byCodeUnit } from '../../text/by-code-unit.ts';
import { questionOfIndexed } from '../question.ts';
import type { AskingPlace } from './answering.ts';
import { createJudges } from './meaning.ts';
import type { SecretUse, SecretUses, SoughtSecret } from './types.ts';

/**
 * The calls of a folder that mean a secret, and those that may, by the rules of the backend that has it: its spelling, the
 * namespaces and configurations that reach it, and whether another backend answers first. A call that asks for the whole
 * secret is no use of a subkey. `snapshot`: the whole folder's, which has `sought.held`; `configurationsOf`: the configurations
 * that judge a file of the index. Pure, and fails never; offsets are those of the index.
 */
export function usesOfSecret(
  index: FlowIndex,
  sought: SoughtSecret,
  snapshot: CatalogSnapshot,
  configurationsOf: ConfigurationsOf = (file) => configurationsAt(snapshot, file),
): SecretUses {
  const judgeFor = createJudges(sought, snapshot);
  const certain: SecretUse[] = [];
  const perhaps: SecretUse[] = [];
  const take = (uses: UsesInFiles, isNew: (reference: IndexedReference) => boolean) => {
    for (const { file, references } of uses) {
      const meaningOf = judgeFor(configurationsOf(file));
      for (const reference of references) {
        const doubt = meaningOf(questionOfIndexed(reference), reference.foundAs === 'recovered');
        if (doubt === 'another' || !isNew(reference)) continue;
        (doubt === null ? certain : perhaps).push({ file, reference, doubt });
      }
    }
  };
  const named = index.usesOf(sought.name);
  take(named, () => true);
  const other = sought.held?.secret.otherName;
  if (other !== undefined) {
    // One that may ask for either of two names comes with both.
    const known = new Set(named.flatMap(({ references }) => references));
    take(index.usesOf(other), (reference) => !known.has(reference));
  }
  take(index.openUses(), () => true);
  return {
    // Of one name they come in order.
    certain: other === undefined ? certain : inOrder(certain),
    perhaps: inOrder(perhaps),
    filesInPart: index.filesInPart(),
  };
}

type UsesInFiles = ReturnType<FlowIndex['usesOf']>;

function inOrder(uses: SecretUse[]): readonly SecretUse[] {
  return uses.sort(
    (one, other) =>
      byCodeUnit(one.file, other.file) || one.reference.range.start - other.reference.range.start,
  );
}

/** As `isReached` takes them. */
type ConfigurationsOf = (file: string) => AskingPlace['configurations'];

function configurationsAt({ configurations }: CatalogSnapshot, file: string): AskingPlace['configurations'] {
  return configurations === undefined ? undefined : configurationsFor(configurations, file);
}
