import * as l10n from '@vscode/l10n';
import { backendName } from '../../managers/name.ts';
import type { LookupNamespace } from '../chain.ts';
import { findSecret, secretsStoredAs } from '../find.ts';
import { lookupNames } from '../lookup-names.ts';
import { certainFor, freshFor } from '../freshness.ts';
import type {
  BackendSnapshot,
  FreshAnswer,
  ReasonCode,
  RuleOutcome,
  Verdict,
  VisibleSecret,
} from '../types.ts';
import { undocumentedReason } from './undocumented.ts';
import { backendInWords, failureInWords, rulesInWords } from '../words.ts';

/** What one backend says of one name. */
export interface Answer {
  readonly backend: BackendSnapshot;
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  /** A whole sentence. */
  readonly reason: string;
  /** Of a missing name: what is wrong, where more can be said than that it was not found. */
  readonly mistake?: string;
  readonly secret: VisibleSecret | null;
  readonly rules: readonly RuleOutcome[];
  /** What the answer rests on, ms since the epoch. */
  readonly fetchedAt: number | null;
  readonly asked: 'list' | 'fresh' | 'none';
}

/** One backend's answer for a name in a namespace, from what is known now. */
export function answerOf(
  backend: BackendSnapshot,
  name: string,
  namespace: LookupNamespace,
  now: number,
): Answer {
  if (name === '' && isManager(backend)) return emptyNameAnswer(backend);
  const secret = findSecret(backend, name, namespace);
  return (
    closedAnswer(backend, name, secret) ??
    (secret === null ? absentAnswer(backend, name, now) : foundAnswer(backend, secret))
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
    reason: emptyName(),
    secret: null,
    rules: [],
    fetchedAt: backend.fetchedAt,
    asked: 'none',
  };
}

export function emptyName(): string {
  return l10n.t('The name of the secret is empty.');
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
        reason: l10n.t('The backend {0} is not supported here.', backend.type),
      };
    case 'offline':
      return {
        ...base,
        reasonCode: 'offline',
        reason: l10n.t('{0} was not asked, because the network is not used.', backendInWords(backend)),
      };
    case 'blocked':
      return {
        ...base,
        reasonCode: blockedCode(backend),
        reason: failureInWords(backend, backend.failure),
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

function failedReason(backend: BackendSnapshot, name: string, secret: VisibleSecret | null): string {
  const failure = failureInWords(backend, backend.failure);
  if (secret !== null) return l10n.t('{0} It was in the last list that was had.', failure);
  if (backend.refusedAt === undefined || backend.fresh?.get(name)?.state !== 'absent') return failure;
  return l10n.t(
    '{0} answers that there is no {1}, which is not enough without a list: {2}',
    backendName(backend),
    name,
    failure,
  );
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
      reason: l10n.t('{0} is in {1} as {2}.', secret.name, backendInWords(backend), secret.storedName),
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
        ? l10n.t('{0} is set, but its value is not known here.', secret.storedName)
        : l10n.t('{0} is in {1}, but {2}.', secret.name, backendInWords(backend), rulesInWords(open)),
  };
}

function hiddenReason(secret: VisibleSecret, failed: readonly RuleOutcome[]): string {
  if (failed.some((outcome) => outcome.rule === 'not-base64')) {
    return l10n.t('{0} is there but is not Base64, so Kestra skips it; encode its value.', secret.storedName);
  }
  return l10n.t('Secret {0} is hidden from Kestra: {1}.', secret.name, rulesInWords(failed));
}

function openCode(open: readonly RuleOutcome[]): ReasonCode {
  if (open.length === 0) return 'value-not-known';
  if (open.every((outcome) => outcome.rule === 'namespace')) return 'dynamic-namespace';
  if (open.some((outcome) => outcome.rule === 'managed')) return 'managed';
  return open.every((outcome) => outcome.rule === 'no-version') ? 'no-version' : 'undocumented-rule';
}

function absentAnswer(backend: BackendSnapshot, name: string, now: number): Answer {
  const base = { backend, secret: null, rules: [], fetchedAt: backend.fetchedAt, asked: 'list' } as const;
  const unknown = (reasonCode: ReasonCode, reason: string): Answer => ({
    ...base,
    verdict: 'unknown',
    reasonCode,
    reason,
  });
  const lookups = lookupNames(backend, name);
  const fresh = (lookups.length === 0 ? [name] : lookups).flatMap((each) => backend.fresh?.get(each) ?? []);
  const hint = backend.hints?.get(name.toUpperCase());

  if (backend.state === 'incomplete') {
    return unknown(
      'incomplete-list',
      hint ??
        l10n.t(
          '{0} is not in {1} as far as its list is known: {2}.',
          name,
          backendInWords(backend),
          backend.incompleteBecause ?? l10n.t('its list is incomplete'),
        ),
    );
  }
  if (backend.partial === true) {
    return unknown(
      'undocumented-rule',
      l10n.t(
        '{0} is not in {1}, whose configuration could be read only in part.',
        name,
        backendInWords(backend),
      ),
    );
  }
  if (backend.type !== 'env') {
    const undocumented = undocumentedReason(backend, name);
    if (undocumented !== null) return unknown('undocumented-rule', undocumented);
    if (!backend.readOnly) {
      return unknown(
        'managed',
        l10n.t('Without read-only, {0} keeps an index that only Kestra can read.', backendInWords(backend)),
      );
    }
    const failed = fresh.find((answer) => answer.state === 'failed');
    if (failed !== undefined) return unknown('backend-failed', failureInWords(backend, failed.failure));
    if (!isCertain(backend, fresh, lookups, now)) {
      return unknown(
        'incomplete-list',
        l10n.t('{0} is not in the list of {1}, and is being asked for.', name, backendInWords(backend)),
      );
    }
  }
  return {
    ...base,
    asked: lookups.length === 0 ? 'list' : 'fresh',
    fetchedAt: lookups.length === 0 ? backend.fetchedAt : (fresh[0]?.at ?? backend.fetchedAt),
    verdict: 'missing',
    reasonCode: 'not-in-list',
    reason: hint ?? missingReason(backend, name),
    ...mistakeOf(backend, name, hint),
  };
}

function mistakeOf(
  backend: BackendSnapshot,
  name: string,
  hint: string | undefined,
): Pick<Answer, 'mistake'> {
  if (hint !== undefined) return { mistake: hint };
  const renamed = renamedFrom(backend, name);
  return renamed === undefined
    ? {}
    : { mistake: l10n.t('Secret {0} not found. Flows ask for it as {1}.', name, renamed.name) };
}

/** The secret that the store has under this name, while flows ask for it by another. */
function renamedFrom(backend: BackendSnapshot, name: string): VisibleSecret | undefined {
  if (backend.type === 'env') return undefined;
  return secretsStoredAs(backend, name).find((secret) => secret.name !== name && secret.visible !== false);
}

/** Minutes until a new secret is in the backend's list. */
export function listLagOf(backend: BackendSnapshot): number {
  return Math.ceil((backend.abilities?.listLag ?? 0) / 60);
}

function missingReason(backend: BackendSnapshot, name: string): string {
  const lag = listLagOf(backend);
  if (backend.type === 'env') return l10n.t('No file defines SECRET_{0}.', name.toUpperCase());
  const renamed = renamedFrom(backend, name);
  if (renamed !== undefined) {
    return l10n.t(
      '{0} is a stored name in {1}, which flows ask for as {2}.',
      name,
      backendInWords(backend),
      renamed.name,
    );
  }
  if (lag === 0) return l10n.t('{0} is not in {1}.', name, backendInWords(backend));
  return l10n.t(
    '{0} is not in {1}; a new secret may take {2} minutes to appear in its list.',
    name,
    backendInWords(backend),
    lag,
  );
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
