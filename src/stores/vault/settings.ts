import type { FailedBackend } from '../../ports/backend.ts';
import type { ConfiguredValue, VaultBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import { FailureError } from '../../ports/failure.ts';
import type { FailureReason } from '../../ports/failure-reason.ts';
import { isAskable } from '../../managers/vault-segments.ts';
import { vault, vaultDefaults } from '../../managers/vault.ts';
import { segmentsOf } from './paths.ts';

/** What of the configuration decides where and how a Vault is asked. Holds no credential. */
export interface VaultSettings {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  /** Scheme, host, port and base path, without a slash at the end. */
  readonly endpoint: string;
  /** `root-engine` and `secret-path-prefix`, not encoded. */
  readonly mount: readonly string[];
  readonly folder: readonly string[];
  /** Vault Enterprise's namespace. */
  readonly namespace: string | null;
  readonly engineVersion: 1 | 2;
  /** Milliseconds. */
  readonly connectTimeout: number;
  readonly readTimeout: number;
}

/** Longer waits than ten minutes are taken for ten minutes, and none for a tenth of a second. */
const waits = { least: 100, most: 600_000 };

/**
 * Kestra's documented keys with their defaults. Throws a FailureError, misconfigured, where a value is not known
 * here or cannot be meant.
 */
export function vaultSettings(backend: VaultBackend, endpoint: string): VaultSettings {
  const version = knownValue(backend, 'engine-version', backend.engineVersion, vaultDefaults.engineVersion);
  if (version !== 1 && version !== 2) {
    throw misconfiguration({ kind: 'vault-engine-version-invalid', backend: namedBackend(backend), version });
  }
  const mount = path(
    backend,
    'root-engine',
    knownValue(backend, 'root-engine', backend.rootEngine, vaultDefaults.rootEngine),
  );
  if (mount.length === 0) {
    throw misconfiguration({ kind: 'vault-root-engine-empty', backend: namedBackend(backend) });
  }
  return {
    backend: namedBackend(backend),
    endpoint: baseOf(backend, endpoint),
    mount,
    folder: path(
      backend,
      'secret-path-prefix',
      knownValue(backend, 'secret-path-prefix', backend.secretPathPrefix, vaultDefaults.secretPathPrefix),
    ),
    namespace: namespaceOf(backend),
    engineVersion: version,
    connectTimeout: wait(knownValue(backend, 'connect-timeout', backend.connectTimeout, vault.waits.connect)),
    readTimeout: wait(knownValue(backend, 'read-timeout', backend.readTimeout, vault.waits.answer)),
  };
}

function knownValue<T>(backend: VaultBackend, key: string, value: ConfiguredValue<T> | null, fallback: T): T {
  if (value === null) return fallback;
  if (value.state === 'known') return value.value;
  throw misconfiguration({ kind: 'vault-value-not-known', backend: namedBackend(backend), key });
}

function path(backend: VaultBackend, key: string, text: string): string[] {
  const segments = segmentsOf(text);
  if (segments.every(isAskable)) return segments;
  throw misconfiguration({ kind: 'vault-path-leads-elsewhere', backend: namedBackend(backend), key });
}

function namespaceOf(backend: VaultBackend): string | null {
  const namespace = segmentsOf(knownValue(backend, 'namespace', backend.vaultNamespace, '')).join('/');
  if (namespace === '') return null;
  if (/^[\x21-\x7e]+$/.test(namespace)) return namespace;
  throw misconfiguration({ kind: 'vault-namespace-not-sendable', backend: namedBackend(backend) });
}

function baseOf(backend: VaultBackend, endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url !== null && plain && (url.protocol === 'http:' || url.protocol === 'https:')) {
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  }
  throw misconfiguration({ kind: 'vault-address-invalid', backend: namedBackend(backend) });
}

const wait = (milliseconds: number) => Math.min(Math.max(milliseconds, waits.least), waits.most);

function misconfiguration(message: FailureReason): FailureError {
  return new FailureError({ kind: 'misconfigured', message, nextSteps: [{ kind: 'open-configuration' }] });
}
