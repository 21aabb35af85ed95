import { kestraTypeOf } from '../../managers/table.ts';
import type { LookupNamespace } from '../chain.ts';
import { findSecret, secretsStoredAs, variableIn } from '../find.ts';
import { isStorable, lookupNames } from '../lookup-names.ts';
import { certainFor, freshFor } from '../freshness.ts';
import type {
  BackendSnapshot,
  FreshAnswer,
  ReasonCode,
  RuleOutcome,
  Verdict,
  VisibleSecret,
} from '../types.ts';
import { placedBackend } from '../placed-backend.ts';
import type { Reason, RuleReason } from '../reasons.ts';
import { undocumentedReason } from './undocumented.ts';

/** What one backend says of one name. */
export interface Answer {
  readonly backend: BackendSnapshot;
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  readonly reason: Reason;
  /** Of a missing name: what is wrong, where more can be said than that it was not found. */
  readonly mistake?: Reason;
  readonly secret: VisibleSecret | null;
  readonly rules: readonly RuleOutcome[];
  /** What the answer rests on, ms since the epoch. */
  readonly fetchedAt: number | null;
  readonly asked: 'list' | 'fresh' | 'none';
}

/**
 * One backend's answer for a name in a namespace, from what is known now. `elsewhere`: the environments of other
 * configurations, which are no answer.
 */
export function answerOf(
  backend: BackendSnapshot,
  name: string,
  namespace: LookupNamespace,
  now: number,
  elsewhere: readonly BackendSnapshot[],
): Answer {
  if (name === '' && isManager(backend)) return emptyNameAnswer(backend);
  const secret = findSecret(backend, name, namespace);
  return (
    closedAnswer(backend, name, secret) ??
    (secret === null ? absentAnswer(backend, name, now, elsewhere) : foundAnswer(backend, secret))
  );
}

function isManager({ type, state }: BackendSnapshot): boolean {
  return type !== 'env' && state !== 'unsupported';
}

/** No manager has a secret without a name: there is nothing to ask. */
function emptyNameAnswer(backend: BackendSnapshot): Answer {
  return {
    backend,
    verdict: 'missing',
    reasonCode: 'not-in-list',
    reason: { kind: 'name-empty' },
    secret: null,
    rules: [],
    fetchedAt: backend.fetchedAt,
    asked: 'none',
  };
}

/** The answer of a backend that could not be asked; what it listed before is named with its age, never relied on. */
function closedAnswer(backend: BackendSnapshot, name: string, secret: VisibleSecret | null): Answer | null {
  const base = {
    backend,
    secret,
    rules: [],
    fetchedAt: backend.fetchedAt,
    asked: 'none',
    verdict: 'unknown',
  } as const;
  switch (backend.state) {
    case 'complete':
    case 'incomplete':
      return null;
    case 'unsupported':
      return {
        ...base,
        reasonCode: 'unsupported-backend',
        reason: { kind: 'backend-not-supported', type: kestraTypeOf(backend) },
      };
    case 'offline':
      return {
        ...base,
        reasonCode: 'offline',
        reason: { kind: 'offline', backend: placedBackend(backend) },
      };
    case 'blocked':
      return {
        ...base,
        reasonCode: blockedCode(backend),
        reason: failureReason(backend),
      };
    case 'failed':
      if (wasAskedSingly(backend, secret)) return null;
      return { ...base, reasonCode: 'backend-failed', reason: failedReason(backend, name, secret) };
  }
}

/** Where the list is refused, what a secret itself answered since counts. */
function wasAskedSingly({ refusedAt }: BackendSnapshot, secret: VisibleSecret | null): boolean {
  return refusedAt !== undefined && (secret?.subkeysAt ?? -Infinity) >= refusedAt;
}

function failureReason(backend: BackendSnapshot, failure = backend.failure): Reason {
  return { kind: 'backend-failed', backend: placedBackend(backend), failure };
}

function failedReason(backend: BackendSnapshot, name: string, secret: VisibleSecret | null): Reason {
  const because = failureReason(backend);
  if (secret !== null) return { kind: 'listed-before-failure', because };
  if (backend.refusedAt === undefined || backend.fresh?.get(name)?.state !== 'absent') return because;
  return { kind: 'absent-without-list', backend: placedBackend(backend), name, because };
}

function blockedCode(backend: BackendSnapshot): ReasonCode {
  const kind = backend.failure?.kind;
  return kind === 'not-approved' || kind === 'not-trusted' ? kind : 'backend-failed';
}

function foundAnswer(backend: BackendSnapshot, secret: VisibleSecret): Answer {
  const singly = backend.refusedAt !== undefined;
  const base = {
    backend,
    secret,
    rules: secret.rules,
    fetchedAt: singly ? secret.subkeysAt : backend.fetchedAt,
    asked: singly ? 'fresh' : 'list',
  } as const;
  if (secret.visible === true) {
    return {
      ...base,
      verdict: 'resolvable',
      reasonCode: 'found',
      reason: {
        kind: 'found',
        backend: placedBackend(backend),
        name: secret.name,
        storedName: secret.storedName,
      },
    };
  }
  if (secret.visible === false) {
    const failed = secret.rules.filter((outcome) => outcome.result === 'fail');
    const first = failed[0]?.rule ?? 'managed';
    return {
      ...base,
      verdict: 'hidden',
      reasonCode: first,
      reason: hiddenReason(secret, failed),
    };
  }
  const open = secret.rules.filter((outcome) => outcome.result === 'unknown');
  return {
    ...base,
    verdict: 'unknown',
    reasonCode: openCode(open),
    reason:
      open.length === 0
        ? openReason(secret)
        : { kind: 'rules-open', backend: placedBackend(backend), name: secret.name, rules: reasonsOf(open) },
  };
}

function openReason({ storedName: variable, onlyFor }: VisibleSecret): Reason {
  return onlyFor === undefined
    ? { kind: 'value-not-known', variable }
    : { kind: 'variable-of-other-server', variable, onlyFor };
}

function hiddenReason(secret: VisibleSecret, failed: readonly RuleOutcome[]): Reason {
  if (failed.some((outcome) => outcome.rule === 'not-base64')) {
    return { kind: 'value-not-base64', variable: secret.storedName };
  }
  return { kind: 'hidden', name: secret.name, rules: reasonsOf(failed) };
}

function reasonsOf(outcomes: readonly RuleOutcome[]): RuleReason[] {
  return outcomes.map(({ reason }) => reason);
}

function openCode(open: readonly RuleOutcome[]): ReasonCode {
  if (open.length === 0) return 'value-not-known';
  if (open.every((outcome) => outcome.rule === 'namespace')) return 'dynamic-namespace';
  if (open.some((outcome) => outcome.rule === 'managed')) return 'managed';
  return open.every((outcome) => outcome.rule === 'no-version') ? 'no-version' : 'undocumented-rule';
}

function absentAnswer(
  backend: BackendSnapshot,
  name: string,
  now: number,
  elsewhere: readonly BackendSnapshot[],
): Answer {
  const base = { backend, secret: null, rules: [], fetchedAt: backend.fetchedAt, asked: 'list' } as const;
  const unknown = (reasonCode: ReasonCode, reason: Reason): Answer => ({
    ...base,
    verdict: 'unknown',
    reasonCode,
    reason,
  });
  const lookups = lookupNames(backend, name);
  const fresh = (lookups.length === 0 ? [name] : lookups).flatMap((each) => backend.fresh?.get(each) ?? []);
  const variable = backend.notLoaded?.get(name.toUpperCase());
  const hint: Reason | undefined = variable && { kind: 'variable-not-loaded', variable };
  const place = placedBackend(backend);

  if (backend.state === 'incomplete') {
    return unknown(
      'incomplete-list',
      hint ?? { kind: 'list-incomplete', backend: place, name, gap: backend.incompleteBecause },
    );
  }
  if (backend.partial === true) {
    return unknown('undocumented-rule', { kind: 'backend-read-in-part', backend: place, name });
  }
  if (backend.needsEnterprise === true && isStorable(backend.type, name)) {
    return unknown('undocumented-rule', { kind: 'needs-enterprise', backend: place, name });
  }
  if (backend.type !== 'env') {
    const undocumented = undocumentedReason(backend, name);
    if (undocumented !== null) return unknown('undocumented-rule', undocumented);
    if (!backend.readOnly) {
      return unknown('managed', { kind: 'index-not-readable', backend: place });
    }
    const failed = fresh.find((answer) => answer.state === 'failed');
    if (failed !== undefined) return unknown('backend-failed', failureReason(backend, failed.failure));
    if (!isCertain(backend, fresh, lookups, now)) {
      return unknown('incomplete-list', { kind: 'being-asked', backend: place, name });
    }
  }
  const other = backend.type === 'env' ? variableIn(elsewhere, name) : null;
  const known: Reason | undefined =
    hint ?? (other === null ? undefined : { kind: 'variable-elsewhere', variable: other });
  return {
    ...base,
    asked: lookups.length === 0 ? 'list' : 'fresh',
    fetchedAt: lookups.length === 0 ? backend.fetchedAt : (fresh[0]?.at ?? backend.fetchedAt),
    verdict: 'missing',
    reasonCode: 'not-in-list',
    reason: known ?? missingReason(backend, name),
    ...mistakeOf(backend, name, known),
  };
}

function mistakeOf(
  backend: BackendSnapshot,
  name: string,
  hint: Reason | undefined,
): Pick<Answer, 'mistake'> {
  if (hint !== undefined) return { mistake: hint };
  const renamed = secretRenamedFrom(backend, name);
  return renamed === undefined
    ? {}
    : { mistake: { kind: 'not-found-by-this-name', name, nameInFlows: renamed.name } };
}

/** The secret that the store has under this name, while flows ask for it by another. */
function secretRenamedFrom(backend: BackendSnapshot, name: string): VisibleSecret | undefined {
  if (backend.type === 'env') return undefined;
  return secretsStoredAs(backend, name).find((secret) => secret.name !== name && secret.visible !== false);
}

/** Minutes until a new secret is in the backend's list. */
export function listLagOf(backend: BackendSnapshot): number {
  return Math.ceil((backend.abilities?.listLag ?? 0) / 60);
}

function missingReason(backend: BackendSnapshot, name: string): Reason {
  if (backend.type === 'env') return { kind: 'not-defined', variable: `SECRET_${name.toUpperCase()}` };
  const renamed = secretRenamedFrom(backend, name);
  const place = placedBackend(backend);
  return renamed === undefined
    ? { kind: 'not-in-list', backend: place, name, listLag: listLagOf(backend) }
    : { kind: 'stored-under-other-name', backend: place, name, nameInFlows: renamed.name };
}

/**
 * Whether absence is established: a complete list that was young when it was relied on and, where the store can be
 * asked for single names, its fresh "no" to each of `lookups`; both count for as long as a snapshot is fresh.
 */
function isCertain(
  backend: BackendSnapshot,
  fresh: readonly FreshAnswer[],
  lookups: readonly string[],
  now: number,
): boolean {
  const { fetchedAt } = backend;
  if (fetchedAt === null || now - fetchedAt > freshFor) return false;
  if (lookups.length === 0 && now - fetchedAt <= certainFor) return true;
  const absent = fresh.filter(
    ({ state, at }) => state === 'absent' && at - fetchedAt <= certainFor && now - at <= freshFor,
  );
  return absent.length > 0 && absent.length >= lookups.length;
}
