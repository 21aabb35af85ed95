import { isWithin, type BackendSnapshot, type VisibleSecret } from '../../catalog/index.ts';
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
  const { namespace } = session.options;
  const document: JsonDocument = {
    version: 1,
    backends: snapshot.backends
      .filter((backend) => serves(backend, namespace))
      .map((backend) => withSecrets(backend, command, namespace)),
  };
  return { document, snapshot, failures: [...failures.values()], failed: false };
}

/** A namespace's own backend serves it and those below it. */
function serves(backend: BackendSnapshot, namespace: string | null): boolean {
  return (
    backend.level !== 'namespace' ||
    namespace === null ||
    (backend.namespace !== null && isWithin(namespace, backend.namespace))
  );
}

function withSecrets(backend: BackendSnapshot, command: ListCommand, namespace: string | null): JsonBackend {
  const secrets = backend.secrets
    .map((secret) => inNamespace(secret, namespace))
    .filter((secret) => command.hidden || secret.visible !== false)
    .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return {
    ...jsonBackend(backend),
    secrets: secrets.map((secret) => jsonSecret(secret, command.subkeys)),
  };
}

/** A secret that a tag limits to another namespace is hidden from this one. */
function inNamespace(secret: VisibleSecret, namespace: string | null): VisibleSecret {
  if (namespace === null || secret.namespace === null || isWithin(namespace, secret.namespace)) return secret;
  const detail = `it is limited to the namespace ${secret.namespace}`;
  return {
    ...secret,
    visible: false,
    rules: [...secret.rules, { rule: 'namespace', result: 'fail', detail }],
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
