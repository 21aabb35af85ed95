import * as l10n from '@vscode/l10n';
import type {
  BackendSnapshot,
  CatalogSnapshot,
  Question,
  Resolution,
  RuleOutcome,
  Verdict,
} from '../catalog/types.ts';
import type { ArgumentName, FlowFile, SecretReference } from '../flow/types.ts';
import type { TextRange } from '../ports/text.ts';
import { ageWords } from './age.ts';
import { matchingNames } from './offered.ts';
import { nameList, subkeyFacts, whereFacts, type Fact } from './facts.ts';
import { questionOf } from './question.ts';
import { referenceAt, type ReferenceAt } from './reference-at.ts';
import { needsValueForSubkeys } from './read-value.ts';
import { stepsFor, type Step } from './steps.ts';
import { outcomeWords, verdictIcon, verdictWords } from './words.ts';

/** What a hover shows, as plain text: names come from a store, and the editor escapes them. */
export interface Hover {
  readonly range: TextRange;
  readonly verdict: Verdict;
  /** A codicon's name, without `$(…)`. */
  readonly icon: string;
  /** The verdict in words, and the name it speaks of if that is known. */
  readonly title: string;
  /** One sentence: why. null where the facts say all of it. */
  readonly reason: string | null;
  readonly facts: readonly Fact[];
  readonly nextSteps: readonly Step[];
}

export interface HoverOptions {
  readonly snapshot: CatalogSnapshot;
  /** Milliseconds since the epoch, for "2 minutes ago". */
  readonly now: number;
}

/**
 * What is known of the reference at an offset; null where there is none. On a subkey the verdict is the subkey's, on the
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
  const whole = questionOf(at.reference, at.document);
  // The name is asked for alone, so that its reason does not speak of the subkey.
  const question = at.argument === 'key' ? { ...whole, subkey: null } : whole;
  const resolution = resolve(question);
  const verdict = verdictFor(at.argument, resolution);
  return {
    range: rangeFor(at),
    verdict,
    icon: isEvaluated(at.reference, resolution) ? verdictIcon(verdict) : 'error',
    ...(isEvaluated(at.reference, resolution)
      ? { title: titleFor(verdict, at.argument, question), reason: reasonOf(resolution) }
      : notEvaluated(at.reference, resolution)),
    facts: factsFor(resolution, question, resolve, options),
    nextSteps: nextSteps(resolution, options.snapshot),
  };
}

function isEvaluated(reference: SecretReference, resolution: Resolution): boolean {
  return reference.origin !== 'recovered' && resolution.reasonCode !== 'call-fails';
}

/** Of a secret that is found the sentence would say backend, place and stored name, as the facts do. */
function reasonOf({ reasonCode, reason, secret }: Resolution): string | null {
  return reasonCode === 'found' && secret !== null ? null : reason;
}

/** What Kestra never looks up is not called found or missing first; what the name would give comes second. */
function notEvaluated(reference: SecretReference, resolution: Resolution): Pick<Hover, 'title' | 'reason'> {
  return reference.origin === 'recovered'
    ? {
        title: l10n.t('Not evaluated'),
        reason: l10n.t('This text does not parse, so Kestra evaluates nothing of it. {0}', resolution.reason),
      }
    : { title: l10n.t('Fails'), reason: resolution.reason };
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

function titleFor(verdict: Verdict, argument: ArgumentName | null, question: Question): string {
  const asked = argument === 'subkey' ? question.subkey : question.key;
  const name = asked?.kind === 'constant' && typeof asked.value === 'string' ? asked.value : null;
  return name === null || name === '' ? verdictWords(verdict) : `${verdictWords(verdict)}: ${name}`;
}

function factsFor(
  resolution: Resolution,
  question: Question,
  resolve: (question: Question) => Resolution,
  { snapshot, now }: HoverOptions,
): Fact[] {
  const { secret } = resolution;
  const backend = backendOf(resolution, snapshot);
  return [
    ...(secret === null || backend === null ? [] : whereFacts(secret, backend)),
    ...rulesOf(resolution),
    ...(secret === null ? [] : subkeyFacts(secret)),
    ...(secret?.certainty === 'assumed'
      ? [{ label: l10n.t('Certainty'), value: l10n.t('the name is assumed, not documented') }]
      : []),
    ...(secret?.notes ?? []).map((note) => ({ label: l10n.t('Note'), value: note })),
    ...candidateFacts(question, resolve, snapshot),
    ...(resolution.suggestions.length === 0
      ? []
      : [{ label: l10n.t('Close to it'), value: nameList(resolution.suggestions) }]),
    ...(resolution.fetchedAt === null
      ? []
      : [{ label: l10n.t('Asked'), value: ageWords(resolution.fetchedAt, now) }]),
  ];
}

/** The rules that hide it, or else what the one that answered says. */
function rulesOf(resolution: Resolution): Fact[] {
  const own = resolution.secret?.rules ?? [];
  const wanted = resolution.secretVerdict === 'unknown' ? 'unknown' : 'pass';
  const rules: readonly RuleOutcome[] =
    resolution.secretVerdict === 'hidden'
      ? resolution.hiddenBy
      : own.filter((outcome) => outcome.result === wanted);
  const label = resolution.secretVerdict === 'hidden' ? l10n.t('Hidden by') : l10n.t('Rule');
  return rules
    .filter((outcome) => !isSaid(outcome, resolution.reason))
    .map((outcome) => ({ label, value: outcomeWords(outcome) }));
}

/** Whether the sentence above the facts says it already; of Base64 it says it in words of its own. */
function isSaid({ rule, detail }: RuleOutcome, reason: string): boolean {
  return rule === 'not-base64' || reason.includes(detail);
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

function backendOf(resolution: Resolution, snapshot: CatalogSnapshot): BackendSnapshot | null {
  return snapshot.backends.find((backend) => backend.id === resolution.backend) ?? null;
}

function nextSteps(resolution: Resolution, snapshot: CatalogSnapshot): Step[] {
  const asked = resolution.answers.flatMap((answer) => {
    const backend = snapshot.backends.find((each) => each.id === answer.backend);
    return backend === undefined ? [] : [{ backend, verdict: answer.secretVerdict }];
  });
  const failed = asked
    .filter(({ verdict }) => verdict === 'unknown')
    .flatMap(({ backend }) => stepsFor(backend));
  const { secret, backend } = resolution;
  const remote = asked.filter((each) => each.backend.type !== 'env' && each.backend.state === 'complete');
  // Where no backend was asked there is a view that says what is looked for.
  if (asked.length === 0) return resolution.reasonCode.startsWith('no-') ? [{ kind: 'show-view' }] : [];
  return unique([
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
          .map((each) => ({ kind: 'open-configuration', backend: each.backend.id }) as const)),
  ]);
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
