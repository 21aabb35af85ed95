import * as l10n from '@vscode/l10n';
import { certainFor, freshFor } from './open.ts';
import type {
  BackendSnapshot,
  FreshAnswer,
  ReasonCode,
  RuleOutcome,
  Verdict,
  VisibleSecret,
} from './types.ts';
import { backendInWords, failureInWords, rulesInWords } from './words.ts';

/** What one backend says of one name. */
export interface Answer {
  readonly backend: BackendSnapshot;
  readonly verdict: Verdict;
  readonly reasonCode: ReasonCode;
  /** A whole sentence. */
  readonly reason: string;
  readonly secret: VisibleSecret | null;
  readonly rules: readonly RuleOutcome[];
  /** What the answer rests on, ms since the epoch. */
  readonly fetchedAt: number | null;
  readonly asked: 'list' | 'fresh' | 'none';
}

/** One backend's answer for a name, from what is known now. */
export function answerOf(backend: BackendSnapshot, name: string, now: number): Answer {
  const secret = findSecret(backend, name);
  return (
    closedAnswer(backend, secret) ??
    (secret === null ? absentAnswer(backend, name, now) : foundAnswer(backend, secret))
  );
}

/** Environment names compare after upper-casing, all others exactly (Kestra: SecretService). */
export function findSecret(backend: BackendSnapshot, name: string): VisibleSecret | null {
  const wanted = backend.type === 'env' ? name.toUpperCase() : name;
  const matches = backend.secrets.filter((secret) => secret.name === wanted);
  return (
    matches.find((secret) => secret.visible === true) ??
    matches.find((secret) => secret.visible === null) ??
    matches[0] ??
    null
  );
}

/** The answer of a backend that could not be asked; what it listed before is named with its age, never relied on. */
function closedAnswer(backend: BackendSnapshot, secret: VisibleSecret | null): Answer | null {
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
      return {
        ...base,
        reasonCode: 'backend-failed',
        reason:
          secret === null
            ? failureInWords(backend, backend.failure)
            : l10n.t('{0} It was in the last list that was had.', failureInWords(backend, backend.failure)),
      };
  }
}

function blockedCode(backend: BackendSnapshot): ReasonCode {
  const kind = backend.failure?.kind;
  return kind === 'not-approved' || kind === 'not-trusted' ? kind : 'backend-failed';
}

function foundAnswer(backend: BackendSnapshot, secret: VisibleSecret): Answer {
  const base = { backend, secret, rules: secret.rules, fetchedAt: backend.fetchedAt, asked: 'list' } as const;
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
      reason: hiddenReason(backend, secret, failed),
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

function hiddenReason(
  backend: BackendSnapshot,
  secret: VisibleSecret,
  failed: readonly RuleOutcome[],
): string {
  if (failed.some((outcome) => outcome.rule === 'not-base64')) {
    return l10n.t('{0} is there but is not Base64, so Kestra skips it; encode its value.', secret.storedName);
  }
  return l10n.t(
    'Kestra does not see {0}: {1}; it is in {2}.',
    secret.name,
    rulesInWords(failed),
    backendInWords(backend),
  );
}

function openCode(open: readonly RuleOutcome[]): ReasonCode {
  if (open.length === 0) return 'value-not-known';
  return open.some((outcome) => outcome.rule === 'managed') ? 'managed' : 'undocumented-rule';
}

function absentAnswer(backend: BackendSnapshot, name: string, now: number): Answer {
  const base = { backend, secret: null, rules: [], fetchedAt: backend.fetchedAt, asked: 'list' } as const;
  const unknown = (reasonCode: ReasonCode, reason: string): Answer => ({
    ...base,
    verdict: 'unknown',
    reasonCode,
    reason,
  });
  const fresh = backend.fresh?.get(name);
  const hint = backend.hints?.get(name.toUpperCase());

  if (backend.state === 'incomplete') {
    return unknown(
      'incomplete-list',
      hint ??
        l10n.t(
          '{0} is not in what is known of {1}, and {2}.',
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
    if (fresh?.state === 'failed') {
      return unknown('backend-failed', failureInWords(backend, fresh.failure));
    }
    if (!isCertain(backend, fresh, now)) {
      return unknown(
        'incomplete-list',
        l10n.t('{0} is not in the list of {1}, and is being asked for.', name, backendInWords(backend)),
      );
    }
  }
  return {
    ...base,
    asked: fresh === undefined ? 'list' : 'fresh',
    fetchedAt: fresh?.at ?? backend.fetchedAt,
    verdict: 'missing',
    reasonCode: 'not-in-list',
    reason: hint ?? missingReason(backend, name),
  };
}

/** Where a name is absent under rules that Kestra does not document, it is not called missing. */
function undocumentedReason(backend: BackendSnapshot, name: string): string | null {
  if (name.includes('/')) {
    return l10n.t(
      '{0} lies in a folder of {1}, and how Kestra names secrets there is not documented.',
      name,
      backendInWords(backend),
    );
  }
  const like = backend.secrets.find(
    (secret) => secret.name.toUpperCase() === name.toUpperCase() || secret.name.endsWith(`/${name}`),
  );
  if (like === undefined) return null;
  return l10n.t(
    '{0} has {1}, and whether Kestra takes that for {2} is not documented.',
    backendInWords(backend),
    like.name,
    name,
  );
}

function missingReason(backend: BackendSnapshot, name: string): string {
  const lag = backend.abilities?.listLag ?? 0;
  if (backend.type === 'env') return l10n.t('No file defines SECRET_{0}.', name.toUpperCase());
  if (lag === 0) return l10n.t('{0} is not in {1}.', name, backendInWords(backend));
  return l10n.t(
    '{0} is not in {1}; a new secret may take {2} minutes to appear in its list.',
    name,
    backendInWords(backend),
    String(Math.ceil(lag / 60)),
  );
}

/**
 * Whether absence is established: a complete list that was young when it was relied on and, where the store can be
 * asked for one name, its fresh "no"; both count for as long as a snapshot is fresh.
 */
function isCertain(backend: BackendSnapshot, fresh: FreshAnswer | undefined, now: number): boolean {
  if (backend.fetchedAt === null || now - backend.fetchedAt > freshFor) return false;
  if (backend.abilities?.lookup !== true) return now - backend.fetchedAt <= certainFor;
  return (
    fresh?.state === 'absent' && fresh.at - backend.fetchedAt <= certainFor && now - fresh.at <= freshFor
  );
}
