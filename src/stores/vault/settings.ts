import * as l10n from '@vscode/l10n';
import type { ConfiguredValue, VaultBackend } from '../../configuration/types.ts';
import { backendName } from '../../managers/name.ts';
import { FailureError } from '../../ports/failure.ts';
import { isAskable } from '../../managers/vault-segments.ts';
import { segmentsOf } from './paths.ts';

/** What of the configuration decides where and how a Vault is asked. Holds no credential. */
export interface VaultSettings {
  /** What the backend is called. */
  readonly backend: string;
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
  const version = known(backend, 'engine-version', backend.engineVersion, 2);
  if (version !== 1 && version !== 2) {
    throw misconfigured(
      l10n.t(
        '{0}: engine-version must be 1 or 2, not {1}: correct the configuration.',
        backendName(backend),
        version,
      ),
    );
  }
  const mount = path(backend, 'root-engine', known(backend, 'root-engine', backend.rootEngine, 'secret'));
  if (mount.length === 0) {
    throw misconfigured(
      l10n.t('{0}: root-engine is empty: name the engine that holds the secrets.', backendName(backend)),
    );
  }
  return {
    backend: backendName(backend),
    endpoint: baseOf(backend, endpoint),
    mount,
    folder: path(
      backend,
      'secret-path-prefix',
      known(backend, 'secret-path-prefix', backend.secretPathPrefix, ''),
    ),
    namespace: namespaceOf(backend),
    engineVersion: version,
    connectTimeout: wait(known(backend, 'connect-timeout', backend.connectTimeout, 15_000)),
    readTimeout: wait(known(backend, 'read-timeout', backend.readTimeout, 60_000)),
  };
}

function known<T>(backend: VaultBackend, key: string, value: ConfiguredValue<T> | null, fallback: T): T {
  if (value === null) return fallback;
  if (value.state === 'known') return value.value;
  throw misconfigured(
    l10n.t(
      '{0}: the value of {1} is not known here, so nothing was sent: write it down, or fill its variable in a file of the folder.',
      backendName(backend),
      key,
    ),
  );
}

function path(backend: VaultBackend, key: string, text: string): string[] {
  const segments = segmentsOf(text);
  if (segments.every(isAskable)) return segments;
  throw misconfigured(
    l10n.t(
      '{0}: {1} holds a “.” or “..” between slashes, which may lead elsewhere: correct the configuration.',
      backendName(backend),
      key,
    ),
  );
}

function namespaceOf(backend: VaultBackend): string | null {
  const namespace = segmentsOf(known(backend, 'namespace', backend.vaultNamespace, '')).join('/');
  if (namespace === '') return null;
  if (/^[\x21-\x7e]+$/.test(namespace)) return namespace;
  throw misconfigured(
    l10n.t(
      '{0}: namespace holds a character that cannot be sent: correct the configuration.',
      backendName(backend),
    ),
  );
}

function baseOf(backend: VaultBackend, endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const plain = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url !== null && plain && (url.protocol === 'http:' || url.protocol === 'https:')) {
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  }
  throw misconfigured(
    l10n.t(
      '{0}: the address must be http or https, a host, and no user or query in it: correct the configuration.',
      backendName(backend),
    ),
  );
}

const wait = (milliseconds: number) => Math.min(Math.max(milliseconds, waits.least), waits.most);

function misconfigured(message: string): FailureError {
  return new FailureError({ kind: 'misconfigured', message, nextSteps: [{ kind: 'open-configuration' }] });
}
