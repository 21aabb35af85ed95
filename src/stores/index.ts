export type { ListPage, Lookup, Store, StoreAbilities, StoredSecret, Subkeys } from './contract.ts';
export { awsProfiles } from './aws-profiles.ts';
export { openStore } from './open.ts';
