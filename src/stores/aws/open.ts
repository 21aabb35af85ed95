import type { AwsAccess } from '../../access/index.ts';
import type { AwsBackend } from '../../configuration/index.ts';
import type { OpenedStore, StorePorts } from '../opened.ts';
import { namedBackend } from '../../managers/name.ts';
import { createAwsClient } from './client.ts';
import { awsDefaults, awsSettings, type AwsOptions } from './settings.ts';
import { createAwsStore } from './store.ts';

/** Opens AWS Secrets Manager. */
export function openAws(
  backend: AwsBackend,
  { endpoint, login }: Extract<AwsAccess, { readonly state: 'granted' }>,
  ports: StorePorts,
  options: Partial<AwsOptions> = {},
): OpenedStore {
  const settings = awsSettings(namedBackend(backend), endpoint, login, { ...awsDefaults, ...options });
  return { state: 'open', store: createAwsStore(createAwsClient(settings, login, ports), ports), endpoint };
}
