import { fieldOf, parseJson } from '../text/json.ts';
import { runProgram } from './run-program.ts';

/** `az` answers within a second or two, unless it waits for somebody. Milliseconds. */
const patience = 10_000;

/** Whom a token is for, as `az` is asked. */
interface TokenQuestion {
  /** Such as `https://vault.azure.net`. */
  readonly resource: string;
  /** null: the account's own. */
  readonly tenant: string | null;
}

/**
 * A token of whoever is logged in by `az login`; null where nobody is, or where there is no `az`. Bound in time; rejects
 * when cancelled.
 */
export async function azureCliToken(
  { resource, tenant }: TokenQuestion,
  signal: AbortSignal,
): Promise<string | null> {
  const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource];
  const ofTenant = tenant === null ? [] : ['--tenant', tenant];
  const az = { name: 'az', prefix: 'AZURE_', args: [...args, ...ofTenant], patience };
  const output = await runProgram(az, signal);
  const token = output === null ? null : fieldOf(parseJson(output), 'accessToken');
  return typeof token === 'string' ? token : null;
}
