export type { ListPage, LookupAnswer, Store, StoreAbilities, StoredSecret, Subkeys } from './contract.ts';
export type {
  AboutKestra,
  EvaluatedReference,
  KestraGap,
  KestraInstance,
  KestraList,
  KestraWord,
  ListedName,
} from './kestra/contract.ts';
export { awsProfiles } from './aws-profiles.ts';
export { openStore } from './open.ts';
export type { StorePorts } from './opened.ts';
