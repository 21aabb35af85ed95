import type { BackendSnapshot, CatalogSnapshot } from '../catalog/index.ts';
import { readsSystemCertificates } from '../host/index.ts';
import { failureMessage, gapClause, kestraGapClause, reasonMessage } from '../language/messages/index.ts';
import { backendName, capitalise } from '../language/index.ts';
import { kestraBackend } from '../managers/kestra.ts';
import { kestraTypeOf } from '../managers/table.ts';
import type { Failure, NextStep } from '../ports/failure.ts';
import { brokenAnswers, isLoginWanted } from './exit-code.ts';
import { allBackends } from '../catalog/kestra/as-backend.ts';
import { addressFlag, loginWords, nextWordsFor } from './next-words.ts';
import type { BrokenAnswer, Outcome } from './outcome.ts';

/**
 * What is told on standard error: what was changed in files, and what could not be; each backend that gave no answer or not
 * all of it, why, and which flag would help; then the files that were not read, and what became of flags.
 */
export function notices(outcome: Outcome): string[] {
  return [
    ...(outcome.changes ?? []),
    ...(outcome.notChanged ?? []),
    ...allBackends(outcome.snapshot).flatMap(notAsked),
    ...kestraGaps(outcome.snapshot),
    ...alikes(brokenAnswers(outcome)).flatMap(noticesOf),
    ...(outcome.unread ?? []),
    ...(outcome.notes ?? []),
  ];
}

/** One line for what failed in one way, however many secrets it was about: a token may list, and do nothing else. */
function alikes(answers: readonly BrokenAnswer[]): readonly BrokenAnswer[][] {
  const groups = new Map<string, BrokenAnswer[]>();
  for (const answer of answers) {
    const { backend, failure, isOfOneSecret } = answer;
    const way = JSON.stringify([backend.id, failure.kind, isOfOneSecret ? null : failureMessage(failure)]);
    const group = groups.get(way);
    if (group === undefined) groups.set(way, [answer]);
    else group.push(answer);
  }
  return [...groups.values()];
}

function noticesOf([first, ...others]: readonly BrokenAnswer[]): string[] {
  if (first === undefined) return [];
  const line = withHelp(first.failure, first.backend);
  const different = others.filter(
    ({ failure }) => failureMessage(failure) !== failureMessage(first.failure),
  ).length;
  if (different === 0) return [line];
  return [
    `${line} The same goes for ${different === 1 ? 'another secret' : `${String(different)} more secrets`}.`,
  ];
}

function notAsked(backend: BackendSnapshot): string[] {
  if (backend.state === 'offline')
    return [`${backendName(backend)} was not contacted, because --offline uses no network.`];
  if (backend.state === 'unsupported')
    return [reasonMessage({ kind: 'backend-not-supported', type: kestraTypeOf(backend) })];
  if (backend.state === 'incomplete' && backend.failure === null && backend.incompleteBecause !== null)
    return [
      `${backendName(backend)}: the list is not complete: ${gapClause(backend.incompleteBecause, nextWordsFor(backend))}.`,
    ];
  const isClosed = backend.state === 'blocked' || isLoginWanted(backend);
  if (!isClosed || backend.failure === null) return [];
  return [withHelp(backend.failure, backend)];
}

/** What a running Kestra left out of its list. */
function kestraGaps({ kestra }: CatalogSnapshot): string[] {
  if (kestra?.state !== 'incomplete') return [];
  return kestra.gaps.map(
    (gap) => `${backendName(kestraBackend)}: the list is not complete: ${kestraGapClause(gap)}.`,
  );
}

/** The sentence, then the flags for the steps that it does not name itself. */
function withHelp(failure: Failure, backend: BackendSnapshot): string {
  const words = nextWordsFor(backend);
  const named = new Set<NextStep['kind']>();
  const message = failureMessage(failure, (next) => {
    named.add(next.kind);
    return words(next);
  });
  const flags = failure.nextSteps
    .filter(({ kind }) => !named.has(kind))
    .flatMap((step) => flagsFor(step, failure, backend));
  return [message, ...flags].join(' ');
}

/** What an older Node trusts is no more than its own list, and what is named to it. */
function newerNode({ message }: Failure): string[] {
  const isOfUnknownIssuer = message.kind === 'certificate-not-trusted';
  return isOfUnknownIssuer && !readsSystemCertificates()
    ? ['Node 22.15 and later trusts what the system trusts, too.']
    : [];
}

/** The editor's commands as flags, a sentence each. Where a credential is missing, another address is no way out. */
function flagsFor({ kind }: NextStep, failure: Failure, { id, type }: BackendSnapshot): string[] {
  switch (kind) {
    case 'connect-differently':
      if (failure.kind === 'not-approved' || failure.kind === 'signed-out') return [];
      // Its address was given already.
      if (id === kestraBackend.id) return [];
      return [`If only the server reaches that address, give ${addressFlag(id)}.`, ...newerNode(failure)];
    case 'sign-in':
      return failure.kind === 'signed-out' ? [`${capitalise(loginWords({ id, type }))}.`] : [];
    // What waits for an approval always names it.
    case 'approve':
    case 'open-configuration':
    case 'trust-folder':
    case 'retry':
      return [];
  }
}
