import type { Backend, EnvironmentBackend, EnvironmentDefinition } from '../configuration/index.ts';
import type { StoredSecret, Subkeys } from '../stores/index.ts';
import { kestraNameOf } from './rules/names.ts';
import { notesOf } from './notes.ts';
import { isReadOnly } from './rules/read-only.ts';
import { applyRules, visibleBy } from './rules/apply-rules.ts';
import type { Note, RuleOutcome, VisibleSecret } from './types.ts';

/** A stored secret under the name that flows use, with the word of every rule but the one that depends on the flow. */
export function visibleSecret(backend: Backend, secret: StoredSecret, askedAt: number | null): VisibleSecret {
  const { name, otherName, nameFrom, certainty, namespace } = kestraNameOf(backend, secret);
  const rules = applyRules(backend, secret, nameFrom);
  const notes = notesOf(backend, secret);
  // A list has many thousands of them: they are made in one piece, and those without rules or notes share an empty list.
  const seen: VisibleSecret = {
    name,
    nameFrom,
    certainty,
    namespace,
    storedName: secret.storedName,
    lookupName: secret.name,
    tags: secret.tags,
    readOnly: isReadOnly(backend),
    visible: visibleBy(rules),
    rules: rules.length === 0 ? noRules : rules,
    subkeys: secret.subkeys,
    subkeysAt: askedAt,
    notes: notes.length === 0 ? noNotes : notes,
    origin: null,
  };
  if (otherName === null) return seen;
  return { ...seen, otherName, notes: [{ kind: 'other-name', name: otherName }, ...notes] };
}

const noRules: readonly RuleOutcome[] = [];
const noNotes: readonly Note[] = [];

/**
 * The `SECRET_*` variables as Kestra's environment backend serves them: one secret for each name that is different
 * after upper-casing (Kestra: SecretService), the later definition of one variable winning.
 */
export function environmentSecrets(backend: EnvironmentBackend, now: number): VisibleSecret[] {
  const byKey = new Map<string, VisibleSecret>();
  for (const definition of backend.definitions.definitions) {
    const before = byKey.get(definition.key);
    const secret = environmentSecret(definition, now);
    byKey.delete(definition.key);
    byKey.set(
      definition.key,
      before === undefined || before.storedName === secret.storedName ? secret : collide(before, secret),
    );
  }
  return [...byKey.values()];
}

function environmentSecret(definition: EnvironmentDefinition, now: number): VisibleSecret {
  const rules: RuleOutcome[] =
    definition.encoding === 'not-base64' && !mayBeOtherwise(definition)
      ? [
          {
            rule: 'not-base64',
            result: 'fail',
            reason: { kind: 'variable-not-base64', variable: definition.variable },
          },
        ]
      : [];
  const isOpen = definition.encoding === 'not-known' || definition.onlyFor !== undefined;
  return {
    name: definition.key,
    nameFrom: 'variable',
    certainty: 'documented',
    storedName: definition.variable,
    lookupName: definition.key,
    namespace: null,
    tags: null,
    readOnly: true,
    visible: isOpen && rules.length === 0 ? null : visibleBy(rules),
    rules,
    subkeys: environmentSubkeys(definition.shape, definition.subkeys),
    subkeysAt: now,
    notes: definition.encoding === 'not-known' ? [{ kind: 'value-not-known' }] : [],
    origin: definition.origin,
    ...(definition.onlyFor === undefined ? {} : { onlyFor: definition.onlyFor }),
  };
}

/** Whether the value that counts may be another one, or none. */
function mayBeOtherwise({ onlyFor }: EnvironmentDefinition): boolean {
  return onlyFor !== undefined && typeof onlyFor.but !== 'string' && !('lacks' in onlyFor.but);
}

/**
 * Two variables that are one name after upper-casing: Kestra skips one that is not Base64; of two that are, which one
 * it takes is not certain, and so are the subkeys.
 */
function collide(before: VisibleSecret, after: VisibleSecret): VisibleSecret {
  if (after.visible === false) return before;
  if (before.visible === false) return after;
  return {
    ...after,
    visible: before.visible === null ? null : after.visible,
    subkeys: { state: 'not-read' },
    notes: [...after.notes, { kind: 'one-name', variables: [before.storedName, after.storedName] }],
  };
}

function environmentSubkeys(shape: 'object' | 'other' | 'unknown', names: readonly string[] | null): Subkeys {
  if (shape === 'other') return { state: 'none' };
  return names === null ? { state: 'not-read' } : { state: 'known', names };
}
