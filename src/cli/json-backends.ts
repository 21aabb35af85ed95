import type { BackendSnapshot, CatalogSnapshot, RuleOutcome, VisibleSecret } from '../catalog/index.ts';
import { failureMessage, noteClause, ruleClause } from '../language/messages/index.ts';
import { kestraTypeOf } from '../managers/table.ts';
import type { JsonBackend, JsonRule, JsonSecret } from './document.ts';
import { allBackends } from '../catalog/kestra/as-backend.ts';
import { nextWordsFor } from './next-words.ts';

const valueKinds = { known: 'object', none: 'other', 'not-read': 'unknown' } as const;

/** The backends of a folder, in asking order, then the running Kestra; without their secrets. */
export function jsonBackends(snapshot: CatalogSnapshot): JsonBackend[] {
  return allBackends(snapshot).map(jsonBackend);
}

export function jsonBackend(backend: BackendSnapshot): JsonBackend {
  return {
    id: backend.id,
    type: kestraTypeOf(backend),
    level: backend.level,
    namespace: backend.namespace,
    ...(backend.configuration === undefined ? {} : { configuration: backend.configuration }),
    readOnly: backend.readOnly,
    location: backend.location,
    sources: backend.sources.map(({ file, line }) => ({ file, line })),
    state: backend.state,
    failure:
      backend.failure === null
        ? null
        : { kind: backend.failure.kind, message: failureMessage(backend.failure, nextWordsFor(backend)) },
    fetchedAt: isoTime(backend.fetchedAt),
  };
}

export function jsonSecret(secret: VisibleSecret, withSubkeys: boolean): JsonSecret {
  const open = secret.rules.filter((outcome) => outcome.result === 'unknown');
  return {
    name: secret.name,
    nameFrom: secret.nameFrom,
    certainty: secret.certainty,
    storedName: secret.storedName,
    namespace: secret.namespace,
    // A variable has none; of another secret they may not be known.
    tags: secret.nameFrom === 'variable' ? {} : secret.tags,
    readOnly: secret.readOnly,
    visible: secret.visible,
    hiddenBy: jsonRules(secret.rules.filter((outcome) => outcome.result === 'fail')),
    value: valueKinds[secret.subkeys.state],
    subkeys: withSubkeys && secret.subkeys.state === 'known' ? secret.subkeys.names : null,
    notes: [
      ...secret.notes.map((note) => noteClause(note, (time) => time)),
      ...open.map((outcome) => ruleClause(outcome.reason)),
    ],
  };
}

export function jsonRules(outcomes: readonly RuleOutcome[]): JsonRule[] {
  return outcomes.map(({ rule, reason }) => ({ rule, detail: ruleClause(reason) }));
}

/** ISO 8601, to the second as the contract shows it. `time` in ms since the epoch. */
export function isoTime(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
