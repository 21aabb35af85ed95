export { countCertainFlows, countFlows, mergeUses, useFact, useWords } from './count.ts';
export {
  leftWords,
  namedStillWords,
  nameRefusalMessage,
  soughtWords,
  storeKeepsWords,
} from '../messages/uses.ts';
export { definitionsOf, secretsDefinedIn, secretsDefinedWith, type SecretDefinition } from './definitions.ts';
export { refuseName } from './new-name.ts';
export { isWritten, occurrencesIn } from './occurrences.ts';
export { renameCalls } from './rename-calls.ts';
export { likeliestSecret } from './sought.ts';
export { callPointedAt } from './sought-at.ts';
export type { HeldSecret, SecretUse, SecretUses, SoughtSecret } from './types.ts';
export { usesOfSecret } from './uses-of-secret.ts';
export { isOrdinaryName } from '../write-name.ts';
