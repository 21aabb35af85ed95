export type { ListPage, Lookup, Store, StoreAbilities, StoredSecret, Subkeys } from './contract.ts';
export { awsProfiles } from './aws-profiles.ts';
export { openStore, type StoreDependencies } from './open.ts';
export type { OpenedStore } from './opened.ts';
