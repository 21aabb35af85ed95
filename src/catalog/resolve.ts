import * as l10n from '@vscode/l10n';
import type { ExpressionValue } from '../flow/types.ts';
import { backendName } from '../managers/name.ts';
import { answerOf, emptyName, listLagOf, type Answer } from './verdict/answer.ts';
import { callFailureInWords } from './verdict/call-failures.ts';
import { isAsked, lookupNamespace, type LookupNamespace } from './chain.ts';
import { explain } from './verdict/explain.ts';
import { findNearIn, type FindNear } from './near-names.ts';
import { resolveSubkey, type SubkeyAnswer } from './verdict/subkey.ts';
import {
  hidingRules,
  type BackendSnapshot,
  type CatalogSnapshot,
  type Question,
  type ReasonCode,
  type Reservations,
  type Resolution,
  type RuleOutcome,
  type Verdict,
} from './types.ts';
import { backendInWords } from './words.ts';

const badness: Readonly<Record<Verdict, number>> = { missing: 3, hidden: 2, unknown: 1, resolvable: 0 };

/** The worse of two verdicts: missing, hidden, unknown, resolvable. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return badness[a] >= badness[b] ? a : b;
}

/**
 * Whether a reference resolves, from what is known now. Pure: tree, hover, completion, diagnostics and command line
 * all ask this one function. `now` is in ms since the epoch.
 */
export function resolve(snapshot: CatalogSnapshot, question: Question, now: number): Resolution {
  if (question.callFailure !== null) {
    return undecided('call-fails', callFailureInWords(question.callFailure), question);
  }
  const name = nameOf(question.key);
  if (name.kind === 'not-a-name') {
    return undecided('call-fails', l10n.t('Fails: the name of the secret is not a text.'), question);
  }
  if (name.kind === 'dynamic') {
    return undecided(
      'dynamic-key',
      l10n.t('Which secret is asked for is known only at run time{0}.', name.suffix),
      question,
    );
  }
  return resolveName(snapshot, name.value, question, now);
}

function resolveName(snapshot: CatalogSnapshot, name: string, question: Question, now: number): Resolution {
  const namespace = lookupNamespace(question);
  const nothing = nothingToAsk(snapshot, name, namespace);
  if (nothing !== null) {
    return name === ''
      ? { ...undecided(nothing.code, emptyName(), question), mistake: emptyName() }
      : undecided(nothing.code, nothing.reason, question);
  }

  const answers: Answer[] = [];
  for (const backend of snapshot.backends) {
    const asked = isAsked(backend, namespace);
    if (asked === false) continue;
    if (asked === null) answers.push(namespaceNotKnown(backend));
    else if (isOneOfSeveralTenants(backend, snapshot.backends)) answers.push(tenantNotKnown(backend));
    else answers.push(answerOf(backend, name, namespace, now));
  }
  const answer = decide(answers);
  if (answer === null) {
    return undecided('no-configuration', l10n.t('No backend is configured for this namespace.'), question);
  }

  const subkey = resolveSubkey(question.subkey, answer, now);
  const verdict = subkey === null ? answer.verdict : worse(answer.verdict, subkey.verdict);
  const bySubkey = subkey !== null && answer.verdict === 'resolvable' && subkey.verdict !== 'resolvable';
  return {
    verdict,
    secretVerdict: answer.verdict,
    subkeyVerdict: subkey?.verdict ?? null,
    reasonCode: bySubkey ? subkey.reasonCode : answer.reasonCode,
    reason: bySubkey ? subkey.reason : reasonOf(answer, answers, name),
    mistake: bySubkey ? mistakeOfSubkey(subkey) : mistakeOf(answer, answers, name),
    reservations: reservationsOf(answer, answers, name),
    hiddenBy: answer.verdict === 'resolvable' ? [] : hidingRulesOf(answers),
    backend:
      answer.verdict === 'resolvable' || answer.verdict === 'hidden' || answer.secret !== null
        ? answer.backend.id
        : null,
    secret: answer.secret,
    answers: answers.map((each) => ({
      backend: each.backend.id,
      name: backendName(each.backend),
      secretVerdict: each.verdict,
      reasonCode: each.reasonCode,
    })),
    // Of most answers neither is ever shown.
    get steps() {
      return explain(answers, subkey);
    },
    get suggestions() {
      return suggestionsFor(name, question, answer, snapshot);
    },
    fetchedAt: bySubkey ? (answer.secret?.subkeysAt ?? answer.fetchedAt) : answer.fetchedAt,
  };
}

function reasonOf(answer: Answer, answers: readonly Answer[], name: string): string {
  if (name === '' && !isThere(answer)) return emptyName();
  return answer.verdict === 'missing' ? missingReason(answers, name) : answer.reason;
}

function isThere({ verdict }: Answer): boolean {
  return verdict === 'resolvable' || verdict === 'hidden';
}

/** What a problem says first. Its place and its reservations are told apart from it. */
function mistakeOf(answer: Answer, answers: readonly Answer[], name: string): string | null {
  if (name === '' && !isThere(answer)) return emptyName();
  switch (answer.verdict) {
    case 'resolvable':
    case 'unknown':
      return null;
    case 'hidden':
      return answer.reason;
    case 'missing': {
      const told = answers.flatMap((each) => each.mistake ?? []);
      if (told[0] !== undefined) return told[0];
      return answers.every(({ backend }) => backend.type === 'env')
        ? l10n.t('Secret {0} not found: no file defines SECRET_{1}.', name, name.toUpperCase())
        : l10n.t('Secret {0} not found.', name);
    }
  }
}

function mistakeOfSubkey({ verdict, reason }: SubkeyAnswer): string | null {
  return verdict === 'missing' ? reason : null;
}

const noReservations: Reservations = { serverVariable: null, listLag: 0 };

function reservationsOf(answer: Answer, answers: readonly Answer[], name: string): Reservations {
  if (answer.verdict !== 'missing') return noReservations;
  const isEnvironmentAsked = answers.some(({ backend }) => backend.type === 'env');
  return {
    serverVariable: isEnvironmentAsked ? null : `SECRET_${name.toUpperCase()}`,
    listLag: name === '' ? 0 : Math.max(...answers.map(({ backend }) => listLagOf(backend))),
  };
}

/** Every rule that hides it at some backend, each once, in their order. */
function hidingRulesOf(answers: readonly Answer[]): RuleOutcome[] {
  const failed = answers.flatMap((each) => each.rules.filter((rule) => rule.result === 'fail'));
  return hidingRules.flatMap((rule) => failed.find((outcome) => outcome.rule === rule) ?? []);
}

/** Found anywhere is found; else one backend that cannot tell leaves it open; else hidden beats missing. */
function decide(answers: readonly Answer[]): Answer | null {
  for (const verdict of ['resolvable', 'unknown', 'hidden'] as const) {
    const answer = answers.find((each) => each.verdict === verdict);
    if (answer !== undefined) return answer;
  }
  return answers[0] ?? null;
}

type Name =
  | { readonly kind: 'known'; readonly value: string }
  | { readonly kind: 'dynamic'; readonly suffix: string }
  | { readonly kind: 'not-a-name' };

function nameOf(key: ExpressionValue | null): Name {
  switch (key?.kind) {
    case undefined:
    case 'not-a-string':
      return { kind: 'not-a-name' };
    case 'constant':
      return typeof key.value === 'string' ? { kind: 'known', value: key.value } : { kind: 'not-a-name' };
    case 'choice':
      return { kind: 'dynamic', suffix: l10n.t(': one of {0}', key.candidates.join(', ')) };
    case 'pattern':
      return { kind: 'dynamic', suffix: l10n.t(': a name like {0}', key.pattern) };
    case 'dynamic':
      return { kind: 'dynamic', suffix: '' };
  }
}

/** Where no backend says anything, nothing is missing. */
function nothingToAsk(
  snapshot: CatalogSnapshot,
  name: string,
  namespace: LookupNamespace,
): { code: ReasonCode; reason: string } | null {
  const asked = snapshot.backends.filter((backend) => isAsked(backend, namespace) !== false);
  const only = asked.length === 1 ? asked[0] : undefined;
  const empty = snapshot.backends.length === 0 || (only?.type === 'env' && only.secrets.length === 0);
  if (!empty) return null;
  if (!snapshot.configured) {
    return {
      code: 'no-configuration',
      reason: l10n.t('This folder has no Kestra configuration that names a secret backend.'),
    };
  }
  return {
    code: 'no-definitions',
    reason:
      only?.hints?.get(name.toUpperCase()) ?? l10n.t('No file of this folder defines a SECRET_ variable.'),
  };
}

function namespaceNotKnown(backend: BackendSnapshot): Answer {
  return {
    backend,
    verdict: 'unknown',
    reasonCode: 'dynamic-namespace',
    reason: l10n.t(
      '{0} serves the namespace {1} only, and the namespace is known only at run time.',
      backendInWords(backend),
      backend.namespace ?? '',
    ),
    secret: null,
    rules: [],
    fetchedAt: null,
    asked: 'none',
  };
}

/** The flows of a folder belong to one tenant: where several are set, no file says to which. */
function isOneOfSeveralTenants(backend: BackendSnapshot, all: readonly BackendSnapshot[]): boolean {
  return backend.level === 'tenant' && all.filter(({ level }) => level === 'tenant').length > 1;
}

function tenantNotKnown(backend: BackendSnapshot): Answer {
  return {
    ...namespaceNotKnown(backend),
    reasonCode: 'undocumented-rule',
    reason: l10n.t(
      '{0} serves one tenant of several, and which of them the flow belongs to is not known here.',
      backendInWords(backend),
    ),
  };
}

/** Missing is missing everywhere; and where no file defines a `SECRET_` name, the server's own environment still may. */
function missingReason(answers: readonly Answer[], name: string): string {
  const [first, ...others] = answers;
  const reason = first?.reason ?? '';
  const everywhere =
    others.length === 0
      ? reason
      : l10n.t(
          '{0} Nor is it in {1}.',
          reason,
          others.map(({ backend }) => backendInWords(backend)).join(', '),
        );
  if (answers.some(({ backend }) => backend.type === 'env')) return everywhere;
  return l10n.t(
    "{0} Kestra then fails, unless the server's own environment defines SECRET_{1}.",
    everywhere,
    name.toUpperCase(),
  );
}

function undecided(reasonCode: ReasonCode, reason: string, question: Question): Resolution {
  return {
    verdict: 'unknown',
    secretVerdict: 'unknown',
    subkeyVerdict: question.subkey === null || isEmpty(question.subkey) ? null : 'unknown',
    reasonCode,
    reason,
    mistake: null,
    reservations: noReservations,
    hiddenBy: [],
    backend: null,
    secret: null,
    answers: [],
    steps: [],
    suggestions: [],
    fetchedAt: null,
  };
}

/** An empty or null subkey means the whole secret (Kestra: SecretFunction). */
function isEmpty(subkey: ExpressionValue): boolean {
  return subkey.kind === 'constant' && (subkey.value === null || subkey.value === '');
}

function suggestionsFor(
  name: string,
  question: Question,
  answer: Answer,
  snapshot: CatalogSnapshot,
): readonly string[] {
  if (answer.verdict !== 'resolvable') return nearIn(snapshot, () => visibleNames(snapshot))(name);
  const { subkey } = question;
  const known = answer.secret?.subkeys;
  if (subkey?.kind !== 'constant' || typeof subkey.value !== 'string' || known?.state !== 'known') return [];
  const { names } = known;
  return names.includes(subkey.value) ? [] : nearIn(names, () => names)(subkey.value);
}

/** By what names belong to: a list that many questions are put to is looked through once. */
const searches = new WeakMap<object, FindNear>();

function nearIn(owner: object, names: () => Iterable<string>): FindNear {
  const known = searches.get(owner) ?? findNearIn(names());
  searches.set(owner, known);
  return known;
}

function visibleNames({ backends }: CatalogSnapshot): string[] {
  return backends.flatMap(({ secrets }) =>
    secrets.filter((secret) => secret.visible !== false).map((secret) => secret.name),
  );
}
