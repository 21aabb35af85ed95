export { addressProblem, createAccess } from './access.ts';
export type { AccessDependencies } from './access.ts';
export { podTokenFile } from './vault.ts';
export { isRemote } from './remote.ts';
export { azureCloudNames, azureCloud } from './azure-clouds.ts';
export type { AzureCloudName } from './azure-clouds.ts';
export type * from './aws-types.ts';
export type * from './azure-types.ts';
export type * from './types.ts';
