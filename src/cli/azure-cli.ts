import { execFile } from 'node:child_process';
import { azureCloud, type AzureAccountQuestion, type AzureCloudName } from '../access/index.ts';
import { environment } from './machine.ts';

/** `az` answers within a second or two, unless it waits for somebody. Milliseconds. */
const patience = 10_000;

/** A token of whoever is logged in by `az login`; null where nobody is, or where there is no `az`. */
export function azureCliToken(
  { resource, tenant }: AzureAccountQuestion,
  signal: AbortSignal,
): Promise<string | null> {
  const args = ['account', 'get-access-token', '--output', 'json', '--resource', resource];
  const options = {
    signal,
    timeout: patience,
    windowsHide: true,
    // On Windows `az` is a script. Nothing of what is passed can mean anything to a shell.
    shell: process.platform === 'win32',
    env: { ...process.env, AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_ONLY_SHOW_ERRORS: 'true' },
  };
  return new Promise((resolve, reject) => {
    execFile('az', tenant === null ? args : [...args, '--tenant', tenant], options, (error, output) => {
      if (error === null) resolve(tokenIn(output));
      else if (signal.aborted) reject(error instanceof Error ? error : new Error('az'));
      else resolve(null);
    });
  });
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
