import { isTenant, usualTenant } from '../../managers/kestra.ts';
import type { AddressFault } from '../../ports/failure-reasons/backend.ts';
import type { EnvironmentLookup } from '../fill.ts';
import { readKestraAddress } from './place.ts';
import type { KestraLogin, KestraOfRun, KestraPlace } from './types.ts';

/** The variables of Terraform's provider, which the command line takes too. */
export const kestraVariables = {
  url: 'KESTRA_URL',
  tenant: 'KESTRA_TENANT_ID',
  token: 'KESTRA_API_TOKEN',
  user: 'KESTRA_USERNAME',
  password: 'KESTRA_PASSWORD',
} as const;

/**
 * The Kestra of one run of the command line: the one that it names, which is the approval for the login of the environment
 * to go there; address and tenant that it does not name are those that the environment names beside a login; null: none.
 */
export function readKestraOfRun(
  given: { readonly url: string | null; readonly tenant: string | null },
  environment: EnvironmentLookup,
): KestraOfRun | null {
  const valueOf = (name: keyof typeof kestraVariables) => {
    const value = environment(kestraVariables[name]);
    return value === undefined || value === '' ? null : value;
  };
  const login = loginFrom(valueOf('token'), valueOf('user'), valueOf('password'));
  // Without a login nothing of the environment counts.
  const known = login.kind === 'none' ? () => null : valueOf;
  const url = given.url ?? known('url');
  return url === null ? null : { url, tenant: given.tenant ?? known('tenant') ?? usualTenant, login };
}

/** What keeps such a Kestra from being meant: what is wrong with its address, or that no tenant is called so; null: nothing. */
export function kestraOfRunFault({ url, tenant }: KestraPlace): AddressFault | 'tenant' | null {
  const address = readKestraAddress(url);
  if (typeof address === 'string') return address;
  return isTenant(tenant) ? null : 'tenant';
}

function loginFrom(token: string | null, user: string | null, password: string | null): KestraLogin {
  if (token !== null) return { kind: 'token', token };
  return user === null || password === null ? { kind: 'none' } : { kind: 'basic', user, password };
}
