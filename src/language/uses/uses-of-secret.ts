import { configurationsFor, type CatalogSnapshot, type Question } from '../../catalog/index.ts';
import type { FlowIndex, IndexedReference } from '../../index/index.ts';
import { byCodeUnit } from '../../text/by-code-unit.ts';
import type { AskingPlace } from './answering.ts';
import { createJudge } from './meaning.ts';
import type { SecretUse, SecretUses, SoughtSecret } from './types.ts';

/**
 * The calls of a folder that mean a secret, and those that may, by the rules of the backend that has it: its spelling, the
 * namespaces and configurations that reach it, and whether another backend answers first. A call that asks for the whole
 * secret is no use of a subkey. `snapshot`: the whole folder's, which has `sought.held`. Pure, and fails never; offsets are
 * those of the index.
 */
export function usesOfSecret(index: FlowIndex, sought: SoughtSecret, snapshot: CatalogSnapshot): SecretUses {
  const meaningOf = createJudge(sought, snapshot);
  const certain: SecretUse[] = [];
  const perhaps: SecretUse[] = [];
  const judged = new Set<IndexedReference>();
  for (const { file, references } of filesToJudge(index, sought)) {
    const configurations = configurationsOf(snapshot, file);
    for (const reference of references) {
      // One that may ask for either of two names comes with both.
      if (judged.has(reference)) continue;
      judged.add(reference);
      const isBroken = reference.foundAs === 'recovered';
      const doubt = meaningOf(questionIn(reference), isBroken, configurations);
      if (doubt === null) certain.push({ file, reference, doubt });
      else if (doubt !== 'another') perhaps.push({ file, reference, doubt });
    }
  }
  return { certain: inOrder(certain), perhaps: inOrder(perhaps), filesInPart: index.filesInPart() };
}

type UsesInFile = ReturnType<FlowIndex['usesOf']>[number];

/** In no certain order. */
function* filesToJudge(index: FlowIndex, { name, held }: SoughtSecret): Iterable<UsesInFile> {
  yield* index.usesOf(name);
  const other = held?.secret.otherName;
  if (other !== undefined && other.toUpperCase() !== name.toUpperCase()) yield* index.usesOf(other);
  yield* index.openUses();
}

function inOrder(uses: SecretUse[]): readonly SecretUse[] {
  return uses.sort(
    (one, other) =>
      byCodeUnit(one.file, other.file) || one.reference.range.start - other.reference.range.start,
  );
}

function questionIn({ key, subkey, namespaceArgument, failure, flow }: IndexedReference): Question {
  return {
    key: key?.value ?? null,
    subkey: subkey?.value ?? null,
    namespaceArgument,
    callFailure: failure,
    flowNamespace: flow.namespace,
  };
}

/** As `isReached` takes them. */
function configurationsOf({ configurations }: CatalogSnapshot, file: string): AskingPlace['configurations'] {
  return configurations === undefined ? undefined : configurationsFor(configurations, file);
}
