import { FailureError, type Failure } from '../../src/ports/failure.ts';
import type { ListPage, Store, StoredSecret } from '../../src/stores/contract.ts';
import { anyReason } from './failure-reasons.ts';

export interface MemorySecret {
  readonly name: string;
  /** null: the secret has no version. */
  readonly fields: readonly string[] | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly deleted?: boolean;
}

export interface MemoryStoreOptions {
  readonly secrets: readonly MemorySecret[];
  /** Every question is denied. */
  readonly refused?: boolean;
  /** The list is denied, single secrets are not. */
  readonly unlisted?: boolean;
  /** Single secrets are denied, the list is not. */
  readonly listOnly?: boolean;
  /** Secrets on one page of the list; default 100. */
  readonly pageSize?: number;
}

const denied: Failure = { kind: 'denied', message: anyReason, nextSteps: [] };

/** A store without a server: behaves as the contract suite demands of every store, and holds no value either. */
export function createMemoryStore(options: MemoryStoreOptions): Store {
  const { secrets, refused = false, unlisted = false, listOnly = false, pageSize = 100 } = options;
  async function arrive(signal: AbortSignal): Promise<void> {
    // A server's answer is never there at once.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    if (refused) throw new FailureError(denied);
  }

  async function find(name: string, signal: AbortSignal): Promise<MemorySecret | undefined> {
    if (name.split('/').some((segment) => ['', '.', '..'].includes(segment))) {
      throw new FailureError({ kind: 'misconfigured', message: anyReason, nextSteps: [] });
    }
    await arrive(signal);
    if (listOnly) throw new FailureError(denied);
    return secrets.find((secret) => secret.name === name);
  }

  return {
    abilities: { lookup: true, subkeys: 'without-value', listLag: 0 },
    needsLogin: () => false,
    async *list({ withTags }, signal): AsyncGenerator<ListPage> {
      await arrive(signal);
      if (unlisted) {
        yield { secrets: [], refused: denied };
        return;
      }
      for (let at = 0; at < Math.max(secrets.length, 1); at += pageSize) {
        if (at > 0) await arrive(signal);
        yield {
          secrets: secrets
            .slice(at, at + pageSize)
            .map(withTags && !listOnly ? lookedUpSecretOf : listedSecretOf),
        };
      }
    },
    async lookup(name, signal) {
      const found = await find(name, signal);
      return found === undefined ? { state: 'absent' } : { state: 'found', secret: lookedUpSecretOf(found) };
    },
    async subkeys(name, _options, signal) {
      const found = await find(name, signal);
      return found === undefined ? { state: 'not-read' } : lookedUpSecretOf(found).subkeys;
    },
    close: () => undefined,
  };
}

function listedSecretOf({ name }: MemorySecret): StoredSecret {
  return { name, storedName: name, tags: null, readable: 'unknown', subkeys: { state: 'not-read' } };
}

function lookedUpSecretOf(secret: MemorySecret): StoredSecret {
  const base = listedSecretOf(secret);
  if (secret.fields === null) return { ...base, readable: 'no-version' };
  const tags = secret.tags ?? {};
  if (secret.deleted === true) return { ...base, tags, readable: 'deleted' };
  return { ...base, tags, readable: 'yes', subkeys: { state: 'known', names: secret.fields } };
}
