import {
  createAccess,
  type Access,
  type AccessDependencies,
  type AwsProfile,
  type AzureAccountQuestion,
} from '../../../src/access/index.ts';
import { azureCloud } from '../../../src/managers/azure-clouds.ts';
import type { ConfiguredValue, TemplatePart, VaultBackend } from '../../../src/configuration/types.ts';
import type { Approval } from '../../../src/ports/approval.ts';
import type { CredentialStorage, RecordStorage } from '../../../src/ports/storage.ts';
import { never } from '../../fakes/never.ts';

/** Written in a file of the folder. */
export function writtenValue<T>(value: T): ConfiguredValue<T> {
  return { state: 'known', value, origins: [] };
}

/** With placeholders that no file fills: `template('https://', { variable: 'HOST' })`. */
export function template(...parts: (string | TemplatePart)[]): ConfiguredValue<string> {
  return {
    state: 'not-known',
    reason: 'placeholder',
    parts: parts.map((part) => (typeof part === 'string' ? { text: part } : part)),
    origins: [],
  };
}

export function variable(name: string, fallback?: string): ConfiguredValue<string> {
  return template(fallback === undefined ? { variable: name } : { variable: name, fallback });
}

export function vault(
  address: ConfiguredValue<string> | string | null,
  authentication: VaultBackend['authentication'] | ConfiguredValue<string> | null = null,
): VaultBackend {
  return {
    type: 'vault',
    id: 'vault',
    level: 'global',
    namespace: null,
    sources: [],
    readOnly: writtenValue(true),
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    address: typeof address === 'string' ? writtenValue(address) : address,
    authentication: authenticationOf(authentication),
    vaultNamespace: null,
    engineVersion: null,
    rootEngine: null,
    secretPathPrefix: null,
    prefix: null,
    role: null,
    connectTimeout: null,
    readTimeout: null,
  };
}

function authenticationOf(
  given: VaultBackend['authentication'] | ConfiguredValue<string> | null,
): VaultBackend['authentication'] {
  if (given === null) return { kind: 'none' };
  return 'kind' in given ? given : { kind: 'token', token: given };
}

/** A storage that is nothing but a map, as the real ones are to their users. */
export function storages(): {
  credentials: CredentialStorage;
  records: RecordStorage;
  kept: Map<string, unknown>;
} {
  const kept = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  return {
    kept,
    credentials: {
      get: (key) => Promise.resolve(secrets.get(key)),
      set: (key, value) => Promise.resolve(void secrets.set(key, value)),
      delete: (key) => Promise.resolve(void secrets.delete(key)),
    },
    records: {
      get: (key) => kept.get(key),
      set: (key, value) => Promise.resolve(void kept.set(key, value)),
    },
  };
}

export interface World {
  environment?: Readonly<Record<string, string>>;
  homeToken?: string;
  podToken?: string;
  awsProfile?: string;
  awsProfiles?: readonly AwsProfile[];
  azureCloud?: string;
  accountToken?: string;
  /** What was asked of the account that is signed in. */
  accountAsked?: AzureAccountQuestion[];
  /** Files of Google's credentials, by path; that of its command line is `~/gcloud.json`. */
  googleFiles?: Readonly<Record<string, string>>;
  trusted?: boolean;
  folder?: string;
  storages?: ReturnType<typeof storages>;
  allowedForRun?: AccessDependencies['allowedForRun'];
  addressesForRun?: Readonly<Record<string, string>>;
}

/** The user's leave for a credential at a Vault, or for another manager's. */
export function leave(
  endpoint: string,
  credential: Approval['credential'],
  names: readonly string[] = [],
  { manager = 'vault', place = null }: { manager?: string; place?: string | null } = {},
): Approval {
  return { manager, credential, endpoint, place, names };
}

export function accessIn(world: World = {}): Access {
  const { credentials, records } = world.storages ?? storages();
  return createAccess({
    folder: world.folder ?? 'file:///work',
    isTrusted: () => world.trusted ?? true,
    environment: (name) => world.environment?.[name],
    homeFile: (path) => Promise.resolve(path === '.vault-token' ? (world.homeToken ?? null) : null),
    podToken: () => Promise.resolve(world.podToken ?? null),
    awsProfiles: {
      chosenProfile: () => world.awsProfile ?? null,
      list: () => Promise.resolve(world.awsProfiles ?? []),
    },
    azure: {
      cloud: () => azureCloud(world.azureCloud).name,
      accountName: () => Promise.resolve(world.accountToken === undefined ? null : 'ada@contoso.example'),
      accountToken: (question) => {
        world.accountAsked?.push(question);
        return Promise.resolve(world.accountToken ?? null);
      },
    },
    google: {
      credentialsAt: (path) => Promise.resolve({ name: path, text: world.googleFiles?.[path] ?? null }),
      usualCredentials: () =>
        Promise.resolve({ name: '~/gcloud.json', text: world.googleFiles?.['~/gcloud.json'] ?? null }),
    },
    credentials,
    records,
    ...(world.allowedForRun === undefined ? {} : { allowedForRun: world.allowedForRun }),
    ...(world.addressesForRun === undefined ? {} : { addressesForRun: world.addressesForRun }),
  });
}

/** What an authorization comes to, in one line: where and as whom, or the failure's kind. */
export async function outcome(access: Access, backend: VaultBackend): Promise<string> {
  const answer = await access.authorizeVault(backend, never);
  if (answer.state === 'blocked') return answer.failure.kind;
  const { login } = answer;
  const who = login.kind === 'token' ? login.token : login.kind;
  return `${who} by ${answer.source.kind} to ${answer.endpoint}`;
}
