import { isAsked, seenFrom, type BackendSnapshot, type LookupNamespace } from '../../catalog/index.ts';
import { isFailureError, type Failure } from '../../ports/failure.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonBackend, JsonDocument } from '../document.ts';
import type { Command } from '../invocation.ts';
import { jsonBackend, jsonSecret } from '../json-backends.ts';
import type { Session } from '../session.ts';
import type { Outcome } from '../outcome.ts';

type ListCommand = Extract<Command, { readonly name: 'list' }>;

/** What Kestra sees: every backend of the folder with its secrets, under the names that flows use. */
export async function list(session: Session, command: ListCommand, signal: AbortSignal): Promise<Outcome> {
  const { catalog } = session;
  const failures = new Map<string, Failure>();
  const asking = async () => {
    await catalog.refresh(signal);
    if (command.subkeys) await learnSubkeys(session, command, failures, signal);
  };
  await untilDeadline(asking(), signal);
  const snapshot = catalog.snapshot();
  const given = session.options.namespace;
  const namespace: LookupNamespace | null = given === null ? null : { kind: 'known', value: given };
  const document: JsonDocument = {
    version: 1,
    backends: snapshot.backends
      .filter((backend) => serves(backend, namespace))
      .map((backend) => withSecrets(backend, command, namespace)),
  };
  return { document, snapshot, failures: [...failures.values()], failed: false };
}

/** A namespace's own backend serves it and those below it. */
function serves(backend: BackendSnapshot, namespace: LookupNamespace | null): boolean {
  return namespace === null || isAsked(backend, namespace) !== false;
}

function withSecrets(
  backend: BackendSnapshot,
  command: ListCommand,
  namespace: LookupNamespace | null,
): JsonBackend {
  const secrets = backend.secrets
    .map((secret) => (namespace === null ? secret : seenFrom(secret, backend.type, namespace)))
    .filter((secret) => command.hidden || secret.visible !== false)
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return {
    ...jsonBackend(backend),
    secrets: secrets.map((secret) => jsonSecret(secret, command.subkeys)),
  };
}

/** Asks for the subkeys of everything visible; what fails is noted, once for each sentence. */
async function learnSubkeys(
  { catalog }: Session,
  command: ListCommand,
  failures: Map<string, Failure>,
  signal: AbortSignal,
): Promise<void> {
  const asked = catalog
    .snapshot()
    .backends.filter((backend) => backend.abilities !== undefined && isListed(backend))
    .flatMap((backend) =>
      backend.secrets.filter((secret) => secret.visible !== false).map((secret) => ({ backend, secret })),
    );
  await Promise.all(
    asked.map(async ({ backend, secret }) => {
      if (secret.subkeys.state !== 'not-read') return;
      try {
        await catalog.learnSubkeys(backend.id, secret.lookupName, { readValue: command.readValues }, signal);
      } catch (error) {
        if (!isFailureError(error)) throw error;
        failures.set(error.failure.message, error.failure);
      }
    }),
  );
}

function isListed(backend: BackendSnapshot): boolean {
  return backend.state === 'complete' || backend.state === 'incomplete';
}
