export { awsProfiles } from './aws-profiles.ts';
export { openStore, type StoreDependencies } from './open.ts';
export type { OpenedStore } from './opened.ts';
