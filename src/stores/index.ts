export { awsProfiles } from './aws-profiles.ts';
export { openStore, type OpenedStore, type StoreDependencies } from './open.ts';
