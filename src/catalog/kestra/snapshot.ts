import { stepsBy } from './explain.ts';
import { withKestra } from './judge.ts';
import { isListed, listedName, listedNames, placedKestra } from './names.ts';
import { referenceIn } from './said.ts';
import type { KestraFacts, KestraSnapshot } from './types.ts';

/** What is known at a moment, with what follows of it. */
export function kestraSnapshot(facts: KestraFacts): KestraSnapshot {
  return {
    ...facts,
    location: placedKestra(facts).location,
    judge: (question, own, now, isAlone) => withKestra(facts, question, own, now, isAlone),
    explain: (question, now) => stepsBy(facts, question, now),
    isListed: (name) => isListed(facts, name),
    listed: (name, namespace) => listedName(facts, name, namespace),
    listedIn: (namespace) => listedNames(facts, namespace),
    referenceIn,
  };
}
