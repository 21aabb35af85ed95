import { variablesToName } from '../access/index.ts';
import type { BackendSnapshot } from '../catalog/index.ts';
import { failureMessage, gapClause } from '../language/messages/index.ts';
import { backendName } from '../managers/name.ts';
import type { Failure, NextStep } from '../ports/failure.ts';
import { brokenAnswers } from './exit-code.ts';
import { credentialWords, inFlagWords } from './flag-words.ts';
import type { BrokenAnswer, Outcome } from './outcome.ts';

/** What is told on standard error: each backend that gave no answer or not all of it, why, and which flag would help. */
export function notices(outcome: Outcome): string[] {
  return [
    ...outcome.snapshot.backends.flatMap(notAsked),
    ...alikes(brokenAnswers(outcome)).flatMap(noticesOf),
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
    return [`${backendName(backend)} was not contacted, because it is not supported here.`];
  if (backend.state === 'incomplete' && backend.failure === null && backend.incompleteBecause !== null)
    return [`${backendName(backend)}: the list is not complete: ${gapClause(backend.incompleteBecause)}.`];
  if (backend.state !== 'blocked' || backend.failure === null) return [];
  return [withHelp(backend.failure, backend)];
}

function withHelp(failure: Failure, backend: BackendSnapshot): string {
  const flags = [...new Set(failure.nextSteps.flatMap((step) => flagsFor(step, failure, backend)))];
  const message = inFlagWords(failureMessage(failure), backend);
  const others = flags.filter((flag) => !message.includes(flag));
  return others.length === 0 ? message : `${message} (${others.join('; ')})`;
}

/** The editor's commands as flags. */
function flagsFor(step: NextStep, failure: Failure, backend: BackendSnapshot): string[] {
  switch (step.kind) {
    case 'approve': {
      const { approval } = step;
      const named = variablesToName(approval).map((name) => `--allow-variable ${name}`);
      return [[`--allow-endpoint ${approval.endpoint}`, ...named].join(' ')];
    }
    case 'connect-differently':
      return failure.kind === 'not-approved' ? [] : [`--address ${backend.id}=URL`];
    case 'sign-in':
      return failure.kind === 'signed-out' ? [credentialWords(backend.type)] : [];
    case 'open-configuration':
    case 'trust-folder':
    case 'retry':
      return [];
  }
}
