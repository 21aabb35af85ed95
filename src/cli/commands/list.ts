import {
  isAsked,
  secretsCreatedFor,
  secretSeenFrom,
  type BackendSnapshot,
  type CatalogSnapshot,
  type LookupNamespace,
  type VisibleSecret,
} from '../../catalog/index.ts';
import { isFailureError } from '../../ports/failure.ts';
import { untilDeadline } from '../deadline.ts';
import type { JsonBackend, JsonDocument } from '../document.ts';
import type { CliCommand } from '../invocation.ts';
import { jsonBackend, jsonSecret } from '../json-backends.ts';
import { backendOf, listedSecret } from '../../catalog/kestra/as-backend.ts';
import { jsonTerraform } from '../json-terraform.ts';
import type { Session } from '../session.ts';
import type { BrokenAnswer, Outcome } from '../outcome.ts';

type ListCommand = Extract<CliCommand, { readonly name: 'list' }>;

/** What Kestra sees: every backend of the folder with its secrets, under the names that flows use. */
export async function runList(session: Session, command: ListCommand, signal: AbortSignal): Promise<Outcome> {
  const { catalog } = session;
  const failures: BrokenAnswer[] = [];
  const ask = async ({ id }: BackendSnapshot) => {
    await catalog.refreshBackend(id, signal);
    if (command.subkeys) await learnSubkeys(session, id, command, failures, signal);
  };
  const given = session.options.namespace;
  const listing = catalog.listKestra(given === null ? [] : [given], signal);
  await untilDeadline(Promise.all([listing, ...catalog.snapshot().backends.map(ask)]), signal);
  const snapshot = catalog.snapshot();
  const namespace: LookupNamespace | null = given === null ? null : { kind: 'known', value: given };
  const document: JsonDocument = {
    version: 1,
    backends: [
      ...snapshot.backends
        .filter((backend) => serves(backend, namespace))
        .map((backend) => withSecrets(backend, command, namespace)),
      ...(snapshot.kestra === undefined ? [] : [kestraWithSecrets(snapshot.kestra, namespace)]),
    ],
    ...jsonTerraform(secretsCreatedFor(snapshot.terraformSecrets ?? [], namespace ?? { kind: 'unknown' })),
  };
  const isTenantAlone = given === null && snapshot.kestra !== undefined && lacksTenantList(snapshot.kestra);
  return { document, snapshot, failures, failed: false, ...(isTenantAlone ? { notes: [tenantAlone] } : {}) };
}

const tenantAlone =
  'Without --namespace only the list of the whole tenant is read from Kestra: give --namespace N for what flows of a namespace see.';

/** Whether a running Kestra gave no list of its tenant, or not that, where it may give one of a namespace. */
function lacksTenantList({ failure, gaps }: NonNullable<CatalogSnapshot['kestra']>): boolean {
  return (
    failure?.message.kind === 'kestra-not-allowed' ||
    gaps.some((gap) => (gap.kind === 'no-right' || gap.kind === 'not-asked') && gap.namespace === null)
  );
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
    .map((secret) => (namespace === null ? secret : secretSeenFrom(secret, backend.type, namespace)))
    .filter((secret) => command.hidden || secret.visible !== false)
    .sort((one, other) => compareTexts(one.name, other.name));
  return {
    ...jsonBackend(backend),
    secrets: secrets.map((secret) => jsonSecret(secret, command.subkeys)),
  };
}

/** What a running Kestra lists: of one namespace what a lookup there finds, each name once. */
function kestraWithSecrets(
  kestra: NonNullable<CatalogSnapshot['kestra']>,
  namespace: LookupNamespace | null,
): JsonBackend {
  const names = namespace === null ? kestra.names : kestra.listedIn(namespace);
  const secrets = names
    .map((listed) => listedSecret(listed, kestra))
    .sort((one, other) => compareTexts(textOf(one), textOf(other)));
  return { ...jsonBackend(backendOf(kestra)), secrets: secrets.map((secret) => jsonSecret(secret, false)) };
}

function textOf({ name, namespace }: VisibleSecret): string {
  return `${name}\0${namespace ?? ''}`;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Asks for the subkeys of everything that a backend shows; what fails is noted. */
async function learnSubkeys(
  { catalog }: Session,
  id: string,
  command: ListCommand,
  failures: BrokenAnswer[],
  signal: AbortSignal,
): Promise<void> {
  const backend = catalog.snapshot().backends.find((each) => each.id === id);
  if (backend?.abilities === undefined || !isListed(backend)) return;
  const asked = backend.secrets.filter(
    (secret) => secret.visible !== false && secret.subkeys.state === 'not-read',
  );
  await Promise.all(
    asked.map(async ({ lookupName }) => {
      try {
        await catalog.learnSubkeys(id, lookupName, { readValue: command.readValues }, signal);
      } catch (error) {
        if (!isFailureError(error)) throw error;
        failures.push({ backend, failure: error.failure, isOfOneSecret: true });
      }
    }),
  );
}

function isListed(backend: BackendSnapshot): boolean {
  return backend.state === 'complete' || backend.state === 'incomplete';
}
