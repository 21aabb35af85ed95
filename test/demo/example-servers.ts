import { startExampleAws } from './example-aws.ts';
import { startExampleAzure } from './example-azure.ts';
import { startExampleGoogle } from './example-google.ts';
import { startExampleKestra } from './example-kestra.ts';
import { flagsFor, type ExampleServer, type StartsExample } from './example-server.ts';
import { startExampleVault } from './example-vault.ts';

/** Every example with a secret manager of its own. */
const starts: readonly StartsExample[] = [
  { name: 'vault', manager: 'OpenBao', start: behindVault },
  { name: 'aws', manager: 'AWS Secrets Manager', start: startExampleAws },
  { name: 'azure', manager: 'Azure Key Vault', start: startExampleAzure },
  { name: 'google', manager: 'Google Secret Manager', start: startExampleGoogle },
  { name: 'kestra', manager: 'a running Kestra', start: startExampleKestra },
];

/**
 * Starts what can be had, one after the other, and gives each as soon as it runs; what is missing is told with its reason.
 */
export async function startExampleServers(
  tell: (line: string) => void,
  give: (server: ExampleServer) => void = () => undefined,
): Promise<ExampleServer[]> {
  const servers: ExampleServer[] = [];
  for (const { name, manager, start } of starts) {
    const server = await start();
    if ('missing' in server) {
      tell(`Without ${manager}, the example "${name}" has nobody to ask: ${server.missing}`);
      continue;
    }
    servers.push(server);
    give(server);
  }
  return servers;
}

async function behindVault(): ReturnType<StartsExample['start']> {
  const vault = await startExampleVault();
  if ('missing' in vault) return vault;
  return {
    name: 'vault',
    dotEnv: { VAULT_ADDR: vault.url },
    env: { VAULT_ADDR: vault.url, VAULT_TOKEN: vault.token },
    flags: flagsFor('vault', vault.url),
    stop: vault.stop,
  };
}
