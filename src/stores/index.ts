export { awsProfiles } from './aws-profiles.ts';
export { googleCredentialsAt, usualGoogleCredentials } from './google-credentials.ts';
export { openStore, type StoreDependencies } from './open.ts';
export type { OpenedStore } from './opened.ts';
