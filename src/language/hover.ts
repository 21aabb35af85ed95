import * as l10n from '@vscode/l10n';
import type {
  BackendSnapshot,
  CatalogSnapshot,
  Question,
  Reason,
  Resolution,
  RuleReason,
  Verdict,
} from '../catalog/index.ts';
import {
  generationOf,
  placeOf,
  type ArgumentName,
  type FlowFile,
  type Place,
  type SecretReference,
} from '../flow/index.ts';
import type { ConfigurationEntry } from '../configuration/index.ts';
import type { TextRange } from '../ports/text.ts';
import { withAskingKestra } from './asking-kestra.ts';
import { capitalise } from './capitalise.ts';
import { addressFacts } from './configuration-facts.ts';
import { matchingNames } from './offered.ts';
import {
  certaintyFacts,
  checkedFact,
  noteFacts,
  ruleFact,
  subkeyFacts,
  whereFacts,
  type Fact,
  type When,
} from './facts.ts';
import { placedName } from './messages/backends.ts';
import { reasonMessage } from './messages/reasons.ts';
import { lagWords } from './messages/reservations.ts';
import { ruleClauses } from './messages/rules.ts';
import { kestraFacts } from './kestra-facts.ts';
import { lineInFile } from './line-in-file.ts';
import { untilTyped } from './half-typed.ts';
import { placeFacts, unrenderedTitle } from './place-facts.ts';
import { questionOf } from './question.ts';
import { referenceAt, type ReferenceAt } from './reference-at.ts';
import { needsValueForSubkeys } from './read-value.ts';
import { stepsFor, type Step } from './steps.ts';
import { callPointedAt, countFlows, useFact, type SecretUses, type SoughtSecret } from './uses/index.ts';
import { ruleWords, verdictIcon, verdictWords } from './words.ts';
import { nameList } from './name-list.ts';

/** What a hover shows, as plain text: names come from a store, and the editor escapes them. */
export interface Hover {
  readonly range: TextRange;
  readonly verdict: Verdict;
  /** A codicon's name, without `$(…)`. */
  readonly icon: string;
  /** The verdict in words, and the name it speaks of where no problem has told that. */
  readonly title: string;
  /** One sentence: why. null where the facts say all of it. */
  readonly reason: string | null;
  readonly facts: readonly Fact[];
  readonly nextSteps: readonly Step[];
}

export interface HoverOptions extends When {
  readonly snapshot: CatalogSnapshot;
  /** The version of the Kestra that runs the flow; null or left out: not known. */
  readonly kestraVersion?: string | null;
  /** Services of Kestra that may resolve no secrets. Default: none. */
  readonly deniedServices?: readonly string[];
  /** What the keys of the configuration became, to say where an address comes from. Default: none. */
  readonly entries?: readonly ConfigurationEntry[];
  /** The uses of a secret in the folder; null, as by default: they are not known. */
  readonly usesOf?: (sought: SoughtSecret) => SecretUses | null;
  /** Whether a call may not be what its author means yet. Default: none. */
  readonly isHalfTyped?: (reference: SecretReference) => boolean;
}

/**
 * What is known of the reference at an offset; null where there is none. Where Kestra evaluates nothing it says that. On a subkey the verdict is the subkey's, on the
 * name it is the secret's, elsewhere in the call it is the worse of the two.
 */
export function hoverAt(
  file: FlowFile,
  offset: number,
  resolve: (question: Question) => Resolution,
  options: HoverOptions,
): Hover | null {
  const at = referenceAt(file, offset);
  if (at === null) return null;
  const place = placeOf(at.reference.path, generationOf(options.kestraVersion ?? null));
  if (place.kind === 'no-part') return null;
  const unrendered = unrenderedTitle(place);
  if (unrendered !== null) return withoutMeaning(at.reference.range, place, unrendered);
  const whole = questionOf(at.reference, at.document);
  // The name is asked for alone, so that its reason does not speak of the subkey.
  const question = at.argument === 'key' ? { ...whole, subkey: null } : whole;
  const answer = resolve(question);
  const resolution = options.isHalfTyped?.(at.reference) === true ? untilTyped(answer) : answer;
  const verdict = verdictFor(at.argument, resolution);
  return {
    range: rangeFor(at),
    verdict,
    icon: isEvaluated(at.reference, resolution) ? verdictIcon(verdict) : 'error',
    ...(isEvaluated(at.reference, resolution)
      ? { title: titleFor(verdict, at.argument, question, resolution), reason: reasonOf(verdict, resolution) }
      : notEvaluated(at.reference, resolution)),
    facts: [
      ...factsFor(resolution, question, resolve, options),
      ...(isEvaluated(at.reference, resolution) ? placeFacts(place, options.deniedServices ?? []) : []),
      ...useFacts(file, offset, options),
      ...(resolution.fetchedAt === null ? [] : [checkedFact(resolution.fetchedAt, options.now)]),
    ],
    nextSteps: isEvaluated(at.reference, resolution)
      ? withAskingKestra(nextSteps(resolution, options.snapshot), whole, options.snapshot, verdict)
      : nextSteps(resolution, options.snapshot),
  };
}

/** In how many flows the secret, or the subkey at the offset, is used. */
function useFacts(file: FlowFile, offset: number, { usesOf, snapshot }: HoverOptions): Fact[] {
  const sought = usesOf === undefined ? null : callPointedAt(file, offset, snapshot)?.sought;
  const uses = sought == null ? null : (usesOf?.(sought) ?? null);
  return uses === null ? [] : [useFact(countFlows(uses))];
}

/** Of a call that Kestra never evaluates: nothing is looked up for it. */
function withoutMeaning(range: TextRange, { kind }: Place, title: string): Hover {
  return {
    range,
    verdict: 'unknown',
    icon: kind === 'refused' ? 'error' : 'info',
    title,
    reason: null,
    facts: [],
    nextSteps: [],
  };
}

function isEvaluated(reference: SecretReference, resolution: Resolution): boolean {
  return reference.foundAs !== 'recovered' && resolution.reasonCode !== 'call-fails';
}

/**
 * null where something else has said it: of a secret that is there the facts have backend, place and stored name; of a
 * mistake the problem, which VS Code shows above the hover.
 */
function reasonOf(verdict: Verdict, resolution: Resolution): string | null {
  const { reasonCode, reason, secret, mistake } = resolution;
  if (mistake !== null) return verdict === 'unknown' ? reasonMessage(mistake) : null;
  // Of what Kestra alone says the facts of a secret have nothing.
  if (reason.kind === 'kestra-says') return reasonMessage(reason);
  if (secret === null) return reasonMessage(reason);
  return reasonCode === 'found' ? null : (openRules(resolution) ?? reasonMessage(reason));
}

/** What of the rules leaves open whether Kestra sees a secret that is there, as a sentence; null: nothing does. */
function openRules({ reason, secretVerdict }: Resolution): string | null {
  if (secretVerdict !== 'unknown') return null;
  const clauses = ruleClauses(rulesIn(reason));
  return clauses === '' ? null : `${capitalise(clauses)}.`;
}

/** The rules that a reason speaks of itself. */
function rulesIn(reason: Reason): readonly RuleReason[] {
  if ('rules' in reason) return reason.rules;
  return 'secret' in reason ? rulesIn(reason.secret) : [];
}

/** What Kestra never looks up is not called found or missing first; what the name would give comes second. */
function notEvaluated(reference: SecretReference, resolution: Resolution): Pick<Hover, 'title' | 'reason'> {
  if (reference.foundAs !== 'recovered') return { title: reasonMessage(resolution.reason), reason: null };
  const said = l10n.t('This text does not parse, so Kestra evaluates nothing of it.');
  const would = reasonOf(verdictFor(null, resolution), resolution);
  return { title: l10n.t('Not evaluated'), reason: would === null ? said : l10n.t('{0} {1}', said, would) };
}

/** The name or the subkey, which have verdicts of their own, or else the whole call. */
function rangeFor({ reference, argument }: ReferenceAt): TextRange {
  const own = argument === 'key' || argument === 'subkey' ? reference.arguments[argument] : undefined;
  return own?.range ?? reference.range;
}

function verdictFor(argument: ArgumentName | null, resolution: Resolution): Verdict {
  if (argument === 'subkey') return resolution.subkeyVerdict ?? resolution.secretVerdict;
  return argument === 'key' ? resolution.secretVerdict : resolution.verdict;
}

function titleFor(
  verdict: Verdict,
  argument: ArgumentName | null,
  question: Question,
  { mistake }: Resolution,
): string {
  if (mistake !== null && verdict !== 'unknown') return verdictWords(verdict);
  const asked = argument === 'subkey' ? question.subkey : question.key;
  const name = asked?.kind === 'constant' && typeof asked.value === 'string' ? asked.value : null;
  return name === null || name === '' ? verdictWords(verdict) : `${verdictWords(verdict)}: ${name}`;
}

function factsFor(
  resolution: Resolution,
  question: Question,
  resolve: (question: Question) => Resolution,
  { snapshot, locale, now, entries = [] }: HoverOptions,
): Fact[] {
  const { secret } = resolution;
  const backend = backendOf(resolution, snapshot);
  return [
    ...(secret === null || backend === null ? [] : whereFacts(secret, backend)),
    ...(backend === null ? [] : addressFacts(entries, backend.id)),
    ...rulesOf(resolution),
    ...(secret === null || backend === null ? [] : subkeyFacts(secret, backend)),
    ...(secret === null
      ? []
      : [
          ...(resolution.kestra?.list === 'there' ? [] : certaintyFacts(secret)),
          ...noteFacts(secret, locale),
        ]),
    ...(resolution.kestra === undefined ? [] : kestraFacts(resolution.kestra, now)),
    ...candidateFacts(question, resolve, snapshot),
    ...searchedFacts(resolution, snapshot),
    ...closeFacts(resolution),
  ];
}

/** Which rules hide it, the problem having said why; or else what those of the one that answered say. */
function rulesOf({ hiddenBy, reason, secret, secretVerdict }: Resolution): Fact[] {
  if (secretVerdict === 'hidden') {
    const rules = hiddenBy.map((outcome) => ruleWords(outcome.rule));
    return [{ label: l10n.t('Hidden by'), value: rules.join(', ') }];
  }
  const wanted = secretVerdict === 'unknown' ? 'unknown' : 'pass';
  const said = rulesIn(reason);
  return (secret?.rules ?? [])
    .filter((outcome) => outcome.result === wanted && !said.includes(outcome.reason))
    .map(ruleFact);
}

/** Where a name was looked for that is missing, and what may still make it resolve. */
function searchedFacts(
  { answers, kestra, reservations, secretVerdict }: Resolution,
  snapshot: CatalogSnapshot,
): Fact[] {
  if (secretVerdict !== 'missing') return [];
  const missing = answers.filter((answer) => answer.secretVerdict === 'missing');
  const placed = [...snapshot.backends, ...(kestra === undefined ? [] : [kestra.backend])];
  const asked = missing.flatMap((answer) => placed.filter(({ id }) => id === answer.backend));
  const { serverVariable, listLag } = reservations;
  return [
    ...asked.map((backend) => ({ label: l10n.t('Looked for in'), value: placedName(backend) })),
    ...(listLag === 0 ? [] : [{ label: l10n.t('Note'), value: lagWords(listLag) }]),
    ...(serverVariable === null
      ? []
      : [{ label: l10n.t('Unless'), value: l10n.t('the server defines {0}', serverVariable) }]),
  ];
}

/** Names similar to the one in the call, where no problem offers them. */
function closeFacts({ mistake, suggestions }: Resolution): Fact[] {
  if (mistake !== null || suggestions.length === 0) return [];
  return [{ label: l10n.t('Similar names'), value: nameList(suggestions) }];
}

/** Where the name is known only at run time: what each of the possible names would give. */
function candidateFacts(
  question: Question,
  resolve: (question: Question) => Resolution,
  snapshot: CatalogSnapshot,
): Fact[] {
  const { key } = question;
  if (question.callFailure !== null || key === null) return [];
  if (key.kind === 'choice') {
    return [...new Set(key.candidates)].map((candidate) => {
      const resolution = resolve({ ...question, key: { kind: 'constant', value: candidate } });
      return { label: candidate, value: verdictWords(resolution.verdict) };
    });
  }
  if (key.kind !== 'pattern') return [];
  const names = matchingNames(key.pattern, question, snapshot);
  return [{ label: l10n.t('Matching {0}', key.pattern), value: nameList(names) }];
}

/** The one that has the secret, where Kestra gives the verdict too. */
function backendOf(resolution: Resolution, snapshot: CatalogSnapshot): BackendSnapshot | null {
  const { backend, kestra } = resolution;
  const id = kestra?.decides === true && backend === kestra.backend.id ? kestra.own.backend : backend;
  return snapshot.backends.find((each) => each.id === id) ?? null;
}

function nextSteps(resolution: Resolution, snapshot: CatalogSnapshot): Step[] {
  const asked = resolution.answers.flatMap((answer) => {
    const backend = snapshot.backends.find((each) => each.id === answer.backend);
    return backend === undefined ? [] : [{ backend, verdict: answer.secretVerdict }];
  });
  const failed = asked
    .filter(({ verdict }) => verdict === 'unknown')
    .flatMap(({ backend }) => stepsFor(backend));
  const { secret, backend, terraformSecret: created } = resolution;
  const terraform =
    created === undefined ? [] : [{ kind: 'open-terraform', place: lineInFile(created.origin) } as const];
  const remote = asked.filter((each) => each.backend.type !== 'env' && each.backend.state === 'complete');
  const running: Step[] =
    resolution.kestra === undefined ? [] : [{ kind: 'refresh', backend: resolution.kestra.backend.id }];
  // Where no backend was asked there is a view that says what is looked for.
  if (asked.length === 0) {
    return resolution.reasonCode.startsWith('no-')
      ? [...terraform, { kind: 'show-view' }]
      : [...terraform, ...running];
  }
  return unique([
    ...terraform,
    ...(resolution.reasonCode === 'several-configurations'
      ? [{ kind: 'choose-configuration' } as const]
      : []),
    ...readingStep(resolution, snapshot),
    ...(secret === null || backend === null
      ? []
      : [{ kind: 'reveal-in-tree', backend, storedName: secret.storedName } as const]),
    ...failed,
    ...remote.map((each) => ({ kind: 'refresh', backend: each.backend.id }) as const),
    ...(resolution.verdict === 'resolvable'
      ? []
      : asked
          .filter((each) => each.backend.sources.length > 0)
          .map((each) => openingStep(each.backend, resolution))),
  ]);
}

/** Leads to the rule that hides the secret, where one does. */
function openingStep({ id }: BackendSnapshot, { secret, backend, secretVerdict }: Resolution): Step {
  const isHere = secretVerdict === 'hidden' && secret !== null && backend === id;
  return {
    kind: 'open-configuration',
    backend: id,
    ...(isHere ? { storedName: secret.storedName } : {}),
  };
}

/** Where only the value would tell whether the subkey is there. */
function readingStep(resolution: Resolution, snapshot: CatalogSnapshot): Step[] {
  const { secret, reasonCode } = resolution;
  const backend = backendOf(resolution, snapshot);
  if (reasonCode !== 'subkeys-not-read' || secret === null || backend === null) return [];
  if (!needsValueForSubkeys(backend, secret)) return [];
  return [{ kind: 'read-subkeys', backend: backend.id, storedName: secret.storedName }];
}

function unique(steps: readonly Step[]): Step[] {
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}
