import type { FailedBackend } from '../../ports/backend.ts';
import { isFailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { ListPage, LookupAnswer, Store, StoredSecret, SubkeysRead } from '../contract.ts';
import { refuseLeadingElsewhere } from '../names.ts';
import { followPages, type FollowPorts } from '../paging.ts';
import { idOf, type GoogleClient, type GoogleSecret } from './client.ts';
import { isGoogleName } from './guard.ts';

interface Project {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  readonly client: GoogleClient;
  readonly needsLogin: () => boolean;
  readonly ports: FollowPorts;
}

/**
 * The secrets of one project as a store. Lists are asked without a filter: what the rules of Kestra hide must not look
 * as if it were missing.
 */
export function createGoogleStore(project: Project, closed: () => void): Store {
  return {
    abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 },
    needsLogin: project.needsLogin,
    list: (_options, signal) => list(project, signal),
    lookup: (name, signal) => lookUp(project, name, signal),
    subkeys: (name, { readValue }, signal) => subkeys(project, name, readValue, signal),
    close: closed,
  };
}

async function* list({ client, ports }: Project, signal: AbortSignal): AsyncGenerator<ListPage> {
  for await (const { items, ...rest } of followPages((next) => client.list(next, signal), ports, signal)) {
    yield { secrets: items.map((secret) => storedSecret(secret, 'unknown')), ...rest };
  }
}

/** By its metadata and by the state of its newest version, which says whether Kestra could read it. */
async function lookUp(
  { backend, client }: Project,
  name: string,
  signal: AbortSignal,
): Promise<LookupAnswer> {
  if (!isAskable(backend, name, signal)) return { state: 'absent' };
  const found = await client.secret(name, signal);
  if (found === null) return { state: 'absent' };
  return { state: 'found', secret: storedSecret(found, await readabilityOf(client, name, signal)) };
}

async function readabilityOf(
  client: GoogleClient,
  name: string,
  signal: AbortSignal,
): Promise<StoredSecret['readable']> {
  try {
    const version = await client.latestVersion(name, signal);
    if (version === null || version.state === 'DISABLED' || version.state === 'DESTROYED')
      return 'no-version';
    return version.state === 'ENABLED' ? 'yes' : 'unknown';
  } catch (error) {
    // That takes a right of its own.
    if (isFailureError(error) && error.failure.status === 403) return 'unknown';
    throw error;
  }
}

/** Reads the value where the user asked for that; only its field names leave this function. */
async function subkeys(
  { backend, client }: Project,
  name: string,
  readValue: boolean,
  signal: AbortSignal,
): Promise<SubkeysRead> {
  if (!isAskable(backend, name, signal) || !readValue) return { state: 'not-read' };
  return client.subkeys(name, signal);
}

/** False: Google has no such names. Throws before anything is sent where a name might lead elsewhere. */
function isAskable(backend: FailedBackend, name: string, signal: AbortSignal): boolean {
  if (signal.aborted) throw cancellation();
  refuseLeadingElsewhere(backend, name);
  return isGoogleName(name);
}

function storedSecret(secret: GoogleSecret, readable: StoredSecret['readable']): StoredSecret {
  const name = idOf(secret);
  const expiresAt = dateText(secret.expireTime);
  return {
    name,
    storedName: name,
    tags: { ...secret.labels },
    readable,
    subkeys: { state: 'not-read' },
    ...(expiresAt === null ? {} : { expiresAt }),
  };
}

/** ISO 8601; null: none. */
function dateText(time: GoogleSecret['expireTime']): string | null {
  const seconds = Number(time?.seconds ?? NaN);
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString() : null;
}
