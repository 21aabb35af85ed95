export type { ListPage, LookupAnswer, Store, StoreAbilities, StoredSecret, Subkeys } from './contract.ts';
export { awsProfiles } from './aws-profiles.ts';
export { openStore } from './open.ts';
