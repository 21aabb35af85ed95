import { azureCloud, type AzureAccountQuestion, type AzureCloudName } from '../access/index.ts';
import { runProgram } from '../host/index.ts';
import { environment } from './machine.ts';

/** `az` answers within a second or two, unless it waits for somebody. Milliseconds. */
const patience = 10_000;

/** A token of whoever is logged in by `az login`; null where nobody is, or where there is no `az`. */
export async function azureCliToken(
  { resource, tenant }: AzureAccountQuestion,
  signal: AbortSignal,
): Promise<string | null> {
  const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource];
  const ofTenant = tenant === null ? [] : ['--tenant', tenant];
  const az = { name: 'az', prefix: 'AZURE_', args: [...args, ...ofTenant], patience };
  const output = await runProgram(az, signal);
  return output === null ? null : tokenIn(output);
}

/** The cloud of the key vaults that a configuration gives by name alone; it is the user's, as in the editor. */
export function azureCloudName(): AzureCloudName {
  return azureCloud(environment('KESTRA_SECRETS_AZURE_CLOUD')).name;
}

function tokenIn(output: string): string | null {
  try {
    const answer: unknown = JSON.parse(output);
    if (typeof answer !== 'object' || answer === null || !('accessToken' in answer)) return null;
    return typeof answer.accessToken === 'string' ? answer.accessToken : null;
  } catch {
    return null;
  }
}
