export { addressProblem, createAccess } from './access.ts';
export type { AccessDependencies } from './access.ts';
export { isRemote } from './remote.ts';
export type * from './aws-types.ts';
export type * from './types.ts';
