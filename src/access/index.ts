export { addressProblem, createAccess } from './access.ts';
export type { AccessDependencies } from './access.ts';
export type * from './types.ts';
