import type { Authorizer } from '../../src/access/types.ts';

const refuse = () => Promise.reject(new Error('must not be asked'));

/** For those who ask one kind of backend only. */
export const noAccess: Authorizer = {
  authorizeVault: refuse,
  authorizeAws: refuse,
  authorizeAzure: refuse,
  authorizeGoogle: refuse,
};
