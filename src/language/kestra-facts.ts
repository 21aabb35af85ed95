import * as l10n from '@vscode/l10n';
import type { AskedKestra, Resolution } from '../catalog/index.ts';
import type { Difference } from '../catalog/kestra/differences.ts';
import { ageWords } from './age.ts';
import type { Fact } from './facts.ts';
import { placedName } from './messages/backends.ts';

type Remark = NonNullable<Resolution['kestra']>;

/** What a running Kestra has to do with a verdict: what it sees, where it and the backends differ, and what it answered. */
export function kestraFacts(remark: Remark, now: number): Fact[] {
  const { list, listed, fetchedAt, backend } = remark;
  const place = placedName(backend);
  const where = listed?.namespace == null ? place : l10n.t('{0}, in {1}', place, listed.namespace);
  return [
    ...(list === 'there'
      ? [{ label: l10n.t('Seen by'), value: l10n.t('{0}, {1}', where, ageWords(fetchedAt, now)) }]
      : []),
    ...differenceFacts(remark),
    ...answerFacts(remark, now),
  ];
}

/** Where its list and the backend that has the secret say different things. */
function differenceFacts({ list, listed, own }: Remark): Fact[] {
  const { secret, secretVerdict } = own;
  if (secret === null) return [];
  if (listed !== null) {
    const isOtherwise = secret.storedName !== listed.name || secretVerdict !== 'resolvable';
    if (!isOtherwise) return [];
    return [
      {
        label: null,
        value: l10n.t('Kestra sees it as {0}, stored as {1}', listed.name, secret.storedName),
      },
    ];
  }
  if (list !== 'not-there') return [];
  return [{ label: null, value: l10n.t('Stored as {0}, and Kestra does not list it', secret.storedName) }];
}

function answerFacts({ answer }: Remark, now: number): Fact[] {
  if (answer === null) return [];
  const age = ageWords(answer.at, now);
  return [{ label: l10n.t('Kestra answered'), value: l10n.t('{0}, {1}', answerWords(answer.word), age) }];
}

/** What it made of a reference, in a few words. */
export function answerWords(word: NonNullable<Remark['answer']>['word']): string {
  switch (word.state) {
    case 'resolves':
      return l10n.t('it resolves');
    case 'secret-not-found':
      return l10n.t('secret not found');
    case 'subkey-not-found':
      return l10n.t('subkey not found');
    case 'subkey-not-read':
      return l10n.t('the value is not a JSON object');
    case 'not-told':
      return whyNotWords(word.why);
  }
}

type WhyNot = Extract<NonNullable<Remark['answer']>['word'], { readonly state: 'not-told' }>['why'];

function whyNotWords(why: WhyNot): string {
  switch (why) {
    case 'no-execution':
      return l10n.t('no execution in this namespace');
    case 'no-right':
      return l10n.t('this login may not evaluate');
    case 'not-asked':
      return l10n.t('this version evaluates no expressions');
    case 'not-constant':
      return l10n.t('such a name is never sent');
    case 'other-answer':
      return l10n.t('an answer that is not understood here');
  }
}

/** Why a running Kestra was not asked for a reference, as a clause. */
export function notAskedWords(why: Extract<AskedKestra, { readonly state: 'not-asked' }>['why']): string {
  switch (why) {
    case 'not-connected':
      return l10n.t('the folder is connected to no Kestra');
    case 'offline':
      return l10n.t('no network is used');
    case 'call-fails':
      return l10n.t('the call fails before a secret is looked up');
    case 'not-constant':
      return l10n.t('what the call asks for is empty, or known only at run time');
    case 'no-namespace':
      return l10n.t('Kestra evaluates for a namespace, and that of the flow is not known here');
  }
}

/** What a running Kestra and the backends say of a name; `backend`: the one that has it, as its reader calls it; null: none. */
export function differenceWords(
  { listedByKestra, visibleHere }: Pick<Difference, 'listedByKestra' | 'visibleHere'>,
  backend: string | null,
): string {
  const own = backend ?? l10n.t('a backend');
  if (!listedByKestra) return l10n.t('by the rules here it is in {0}, and Kestra does not list it', own);
  if (visibleHere === null) {
    return l10n.t('Kestra lists it, and nothing that was read here says where it comes from');
  }
  return backend === null
    ? l10n.t('Kestra lists it, and no backend here has it')
    : l10n.t('Kestra lists it, and by the rules here it is hidden in {0}', own);
}
