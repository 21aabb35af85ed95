export { awsProfiles } from './aws-profiles.ts';
export { googleCredentialsAt, usualGoogleCredentials } from './google-credentials.ts';
export { openStore, type OpenedStore, type StoreDependencies } from './open.ts';
