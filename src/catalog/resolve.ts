import { namedBackend } from '../managers/name.ts';
import type { ExpressionValue } from '../flow/index.ts';
import { answerOf, listLagOf, type Answer } from './verdict/answer.ts';
import { isAsked, lookupNamespace, snapshotFor, type LookupNamespace } from './chain.ts';
import { noReservations } from './verdict/cannot-tell.ts';
import { combine } from './verdict/combine.ts';
import { stepsTo } from './verdict/explain.ts';
import { indexOf, variableIn } from './find.ts';
import { fullNamesOf, secretMeant } from './full-names.ts';
import { nearestOf, nearNames, type NearName } from './near-names.ts';
import { resolveSubkey, unlessBefore, type SubkeyAnswer } from './verdict/subkey.ts';
import {
  hidingRules,
  type BackendSnapshot,
  type CatalogSnapshot,
  type ExplanationStep,
  type Question,
  type ReasonCode,
  type Reservations,
  type Resolution,
  type RuleOutcome,
} from './types.ts';
import { withUnreadServers } from './verdict/unread-servers.ts';
import { worse } from './verdict/worse.ts';
import { placedBackend } from './placed-backend.ts';
import { isCloud } from './rules/read-only.ts';
import type { Reason } from './reasons.ts';
import { withTerraform } from './terraform.ts';

/**
 * Whether a reference resolves, from what is known now. Pure: tree, hover, completion, diagnostics and command line
 * all ask this one function. `now` is in ms since the epoch.
 */
export function resolve(snapshot: CatalogSnapshot, question: Question, now: number): Resolution {
  const resolution = withUnreadServers(snapshot, question, resolveByBackends(snapshot, question, now));
  const own = withTerraform(snapshot, question, resolution);
  const { kestra, configurations = [], unreadServers = [] } = snapshot;
  const isAlone = configurations.length < 2 && unreadServers.length === 0;
  return kestra?.judge(question, own, now, isAlone) ?? own;
}

function resolveByBackends(snapshot: CatalogSnapshot, question: Question, now: number): Resolution {
  const [first, ...others] = snapshot.configurations ?? [];
  if (first === undefined || others.length === 0) return resolveByOne(snapshot, question, now);
  const by = (file: string) => ({
    file,
    resolution: resolveByOne(snapshotFor(snapshot, [file]), question, now),
  });
  return combine(by(first), others.map(by));
}

function resolveByOne(snapshot: CatalogSnapshot, question: Question, now: number): Resolution {
  const found = lookUpQuestion(snapshot, question, now);
  if (found.state === 'undecided') return undecidedResolution(found, question);
  const { name, answers, answer, subkey } = found;
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
      named: namedBackend(each.backend),
      secretVerdict: each.verdict,
      reasonCode: each.reasonCode,
    })),
    // Of most answers they are never shown.
    get suggestions() {
      return suggestionsFor(name, question, answer, snapshot);
    },
    fetchedAt: bySubkey ? (answer.secret?.subkeysAt ?? answer.fetchedAt) : answer.fetchedAt,
  };
}

/** How that verdict comes about, backend by backend and rule by rule; empty where nobody is asked. */
export function explain(
  snapshot: CatalogSnapshot,
  question: Question,
  now: number,
): readonly ExplanationStep[] {
  return [...explainBackends(snapshot, question, now), ...(snapshot.kestra?.explain(question, now) ?? [])];
}

function explainBackends(
  snapshot: CatalogSnapshot,
  question: Question,
  now: number,
): readonly ExplanationStep[] {
  const { configurations = [] } = snapshot;
  if (configurations.length > 1) {
    return configurations.flatMap((file) => explainBackends(snapshotFor(snapshot, [file]), question, now));
  }
  const found = lookUpQuestion(snapshot, question, now);
  return found.state === 'undecided' ? [] : stepsTo(found.answers, found.subkey);
}

interface Undecided {
  readonly state: 'undecided';
  readonly code: ReasonCode;
  readonly reason: Reason;
}

interface LookedUp {
  readonly state: 'looked-up';
  readonly name: string;
  /** In asking order. */
  readonly answers: readonly Answer[];
  /** The one of them that decides. */
  readonly answer: Answer;
  readonly subkey: SubkeyAnswer | null;
}

/** What every backend says that the question reaches. */
function lookUpQuestion(snapshot: CatalogSnapshot, question: Question, now: number): LookedUp | Undecided {
  const { callFailure, key } = question;
  if (callFailure !== null) {
    return { state: 'undecided', code: 'call-fails', reason: { kind: 'call-fails', failure: callFailure } };
  }
  const name = key?.kind === 'constant' ? key.value : null;
  if (typeof name !== 'string') return nameNotKnown(key);
  const namespace = lookupNamespace(question);
  const nothing = nothingToAsk(snapshot, name, namespace);
  if (nothing !== null) return name === '' ? { ...nothing, reason: { kind: 'name-empty' } } : nothing;

  const answers: Answer[] = [];
  for (const backend of snapshot.backends) {
    const asked = isAsked(backend, namespace);
    if (asked === false) continue;
    if (asked === null) answers.push(namespaceNotKnown(backend));
    else if (isOneOfSeveralTenants(backend, snapshot.backends)) answers.push(tenantNotKnown(backend));
    else answers.push(answerOf(backend, name, namespace, now, snapshot.elsewhere ?? []));
  }
  const answer = decide(answers);
  if (answer === null) {
    return { state: 'undecided', code: 'no-configuration', reason: { kind: 'no-backend-for-namespace' } };
  }
  const before = answers.slice(0, answers.indexOf(answer));
  const subkey = unlessBefore(before, resolveSubkey(question.subkey, answer, now));
  return { state: 'looked-up', name, answers, answer, subkey };
}

function reasonOf(answer: Answer, answers: readonly Answer[], name: string): Reason {
  if (name === '' && !isThere(answer)) return { kind: 'name-empty' };
  return answer.verdict === 'missing' ? missingReason(answers, name) : answer.reason;
}

function isThere({ verdict }: Answer): boolean {
  return verdict === 'resolvable' || verdict === 'hidden';
}

/** What a problem says first. Its place and its reservations are told apart from it. */
function mistakeOf(answer: Answer, answers: readonly Answer[], name: string): Reason | null {
  if (name === '' && !isThere(answer)) return { kind: 'name-empty' };
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
        ? { kind: 'variable-not-found', name, variable: variableOf(name) }
        : { kind: 'not-found', name };
    }
  }
}

function mistakeOfSubkey({ verdict, reason }: SubkeyAnswer): Reason | null {
  return verdict === 'missing' ? reason : null;
}

function reservationsOf(answer: Answer, answers: readonly Answer[], name: string): Reservations {
  return answer.verdict === 'missing' ? reservationsIn(answers, name) : noReservations;
}

function reservationsIn(answers: readonly Answer[], name: string): Reservations {
  const isEnvironmentAsked = answers.some(({ backend }) => backend.type === 'env');
  return {
    serverVariable: isEnvironmentAsked ? null : variableOf(name),
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

function variableOf(name: string): string {
  return `SECRET_${name.toUpperCase()}`;
}

/** Of a key that is no constant text. */
function nameNotKnown(key: ExpressionValue | null): Undecided {
  const atRunTime = (reason: Reason): Undecided => ({ state: 'undecided', code: 'dynamic-key', reason });
  switch (key?.kind) {
    case undefined:
    case 'not-a-string':
    case 'constant':
      return { state: 'undecided', code: 'call-fails', reason: { kind: 'name-not-text' } };
    case 'choice':
      return atRunTime({ kind: 'name-one-of', candidates: key.candidates });
    case 'pattern':
      return atRunTime({ kind: 'name-like', pattern: key.pattern });
    case 'dynamic':
      return atRunTime({ kind: 'name-not-known' });
  }
}

/** Where no backend says anything, nothing is missing. */
function nothingToAsk(snapshot: CatalogSnapshot, name: string, namespace: LookupNamespace): Undecided | null {
  const asked = snapshot.backends.filter((backend) => isAsked(backend, namespace) !== false);
  const only = asked.length === 1 ? asked[0] : undefined;
  const empty = snapshot.backends.length === 0 || (only?.type === 'env' && only.secrets.length === 0);
  if (!empty) return null;
  const gap = only?.incompleteBecause ?? null;
  if (only !== undefined && gap?.kind === 'definitions' && gap.gap.reason === 'env-file-not-found') {
    const backend = placedBackend(only);
    return {
      state: 'undecided',
      code: 'incomplete-list',
      reason: { kind: 'list-incomplete', backend, name, gap },
    };
  }
  if (!snapshot.configured) {
    return { state: 'undecided', code: 'no-configuration', reason: { kind: 'no-configuration' } };
  }
  return { state: 'undecided', code: 'no-definitions', reason: nothingDefined(snapshot, only, name) };
}

function nothingDefined(
  { elsewhere = [] }: CatalogSnapshot,
  only: BackendSnapshot | undefined,
  name: string,
): Reason {
  const variable = only?.notLoaded?.get(name.toUpperCase());
  if (variable !== undefined) return { kind: 'variable-not-loaded', variable };
  const other = variableIn(elsewhere, name);
  if (other !== null) return { kind: 'variable-elsewhere', variable: other };
  const some = elsewhere.find(({ secrets }) => secrets.length > 0);
  return { kind: 'no-definitions', elsewhere: some?.configuration ?? null };
}

function namespaceNotKnown(backend: BackendSnapshot): Answer {
  return {
    backend,
    verdict: 'unknown',
    reasonCode: 'dynamic-namespace',
    reason: { kind: 'backend-namespace-not-known', backend: placedBackend(backend) },
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
    reason: { kind: 'tenant-not-known', backend: placedBackend(backend) },
  };
}

/** Missing is missing everywhere; and where no file defines a `SECRET_` name, the server's own environment still may. */
function missingReason(answers: readonly Answer[], name: string): Reason {
  const [first, ...others] = answers;
  if (first === undefined) return { kind: 'not-found', name };
  const { serverVariable } = reservationsIn(answers, name);
  if (others.length === 0 && serverVariable === null) return first.reason;
  return {
    kind: 'nowhere',
    first: first.reason,
    others: others.map(({ backend }) => placedBackend(backend)),
    serverVariable,
  };
}

function undecidedResolution({ code, reason }: Undecided, question: Question): Resolution {
  return {
    verdict: 'unknown',
    secretVerdict: 'unknown',
    subkeyVerdict: question.subkey === null || isEmpty(question.subkey) ? null : 'unknown',
    reasonCode: code,
    reason,
    mistake: reason.kind === 'name-empty' ? reason : null,
    reservations: noReservations,
    hiddenBy: [],
    backend: null,
    secret: null,
    answers: [],
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
  if (answer.verdict !== 'resolvable') return nearSecrets(snapshot, name);
  const { subkey } = question;
  const known = answer.secret?.subkeys;
  if (subkey?.kind !== 'constant' || typeof subkey.value !== 'string' || known?.state !== 'known') return [];
  const { names } = known;
  return names.includes(subkey.value) ? [] : nearNames(subkey.value, names);
}

function nearSecrets({ backends }: CatalogSnapshot, name: string): readonly string[] {
  const meant = backends.flatMap((backend) => secretMeant(backend, fullNamesOf(backend.type, name)) ?? []);
  if (meant.length > 0) return [...new Set(meant.map((secret) => secret.name))];
  const near = backends.flatMap((backend) => [
    ...indexOf(backend).near(name),
    ...nearShortened(backend, name),
  ]);
  return nearestOf(near).map((each) => each.name);
}

/** What somebody may have meant who wrote the prefix that Kestra takes away. */
function nearShortened(backend: BackendSnapshot, name: string): readonly NearName[] {
  const prefix = prefixTakenBy(backend);
  if (prefix === null || !name.startsWith(prefix)) return [];
  const rest = name.slice(prefix.length);
  const index = indexOf(backend);
  const isSeen = index.withName(rest).some(({ visible }) => visible !== false);
  return isSeen ? [{ name: rest, edits: 0 }] : index.near(rest);
}

/** The prefix that a filter takes away from a backend's names; null: none does. */
function prefixTakenBy({ type, prefixFilter }: BackendSnapshot): string | null {
  if (prefixFilter === undefined || !isCloud(type)) return null;
  const { prefix, keepPrefix } = prefixFilter;
  const isTaken = keepPrefix?.state === 'known' && !keepPrefix.value;
  return isTaken && prefix.state === 'known' ? prefix.value : null;
}
