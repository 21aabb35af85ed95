export { addressProblem, createAccess } from './access.ts';
export type { AccessDependencies } from './access.ts';
export { podTokenFile } from './vault/pod.ts';
export { variablesToName, type AllowedForRun } from './approvals.ts';
export { memoryStorages } from './memory-storages.ts';
export { azureAccountQuestion } from './azure/account-question.ts';
export type { AwsIdentity, AwsLogin, AwsProfile, AwsRole } from './aws/types.ts';
export type { AzureAccountQuestion, AzureIdentity, AzureLogin, AzureOfMachine } from './azure/types.ts';
export type { GoogleIdentity } from './google/types.ts';
export type { GivenKestraLogin, KestraLogin, KestraOfRun, KestraPlace } from './kestra/types.ts';
export type {
  Access,
  Authorization,
  Authorizer,
  AwsAccess,
  AzureAccess,
  GoogleAccess,
  RemoteBackend,
  TypedLogin,
  VaultAccess,
  VaultLogin,
} from './types.ts';
