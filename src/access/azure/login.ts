import type { AzureBackend, ConfiguredValue } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import type { Approval } from '../../ports/approval.ts';
import type { Failure } from '../../ports/failure.ts';
import { azureAccountQuestion, isPart, partOf } from './account-question.ts';
import { azureCloud, cloudOfVault } from '../../managers/azure-clouds.ts';
import { authorityRefused, azureKeyRefused, notInAPod } from './failures.ts';
import type { AzureIdentity, AzureOfMachine } from './types.ts';
import { destinationAt, type Destination } from '../destination.ts';
import { originOf } from '../endpoint.ts';
import { fillPlace } from '../fill.ts';
import { approvalOf, credentialsOffer, whyNot, type Offer, type Sources } from '../offers.ts';
import type { AzureAccess, KnownPlace } from '../types.ts';

export interface AzureSources extends Sources {
  readonly azure: AzureOfMachine;
}

type AzureOffer = Offer<AzureIdentity>;

const noAzureOffer: AzureOffer = { state: 'none', noLogin: { why: 'azure' } };
const environmentKeys = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'];

/**
 * The first identity that may go to the vault, in Kestra's order: the configuration's client secret, the managed and
 * the workload identity that it asks for, then what stands for its default chain here: the application of the
 * environment, and the account that is signed in on this machine. A managed identity is not known to exist until it is
 * used, so the next one stands by.
 */
export async function findAzureLogin(
  backend: AzureBackend,
  place: KnownPlace,
  sources: AzureSources,
  signal: AbortSignal,
): Promise<AzureAccess> {
  const authority = authorityFor(place.origin, sources);
  if (authority === null) return { state: 'blocked', failure: authorityRefused(namedBackend(backend)) };
  const to = destinationAt(place);
  const offers: AzureOffer[] = [clientSecret(backend, to, sources)];
  if (!isUsable(offers)) {
    offers.push(
      managedIdentity(backend, to, sources),
      workloadIdentity(backend, to, sources),
      environmentSecret(backend, to, sources),
    );
    if (!isUsable(offers)) offers.push(await account(backend, to, sources, signal));
  }
  const usable = offers.flatMap((offer) => (offer.state === 'login' ? [offer] : []));
  const [first, second] = usable;
  if (first === undefined) return { state: 'blocked', failure: whyNot(namedBackend(backend), offers) };
  return {
    state: 'granted',
    endpoint: place.endpoint,
    login: {
      authority,
      otherTenants: tenantsIn(backend.additionallyAllowedTenants),
      identities:
        first.login.kind === 'managed-identity' && second !== undefined
          ? [first.login, second.login]
          : [first.login],
    },
    source: first.source,
  };
}

/** Whether one is there that exists for certain. */
function isUsable(offers: readonly AzureOffer[]): boolean {
  return offers.some((offer) => offer.state === 'login' && offer.login.kind !== 'managed-identity');
}

/** Entra ID of the vault's cloud, or the one that the environment names, as Azure's own tools have it; null: no URL. */
function authorityFor(origin: string, { environment, azure }: AzureSources): string | null {
  const named = environment('AZURE_AUTHORITY_HOST')?.trim() ?? '';
  if (named === '') return (cloudOfVault(origin) ?? azureCloud(azure.cloud())).authority;
  const authority = originOf(named.includes('://') ? named : `https://${named}`);
  return authority?.startsWith('https://') === true ? authority : null;
}

function clientSecret(backend: AzureBackend, to: Destination, sources: AzureSources): AzureOffer {
  const { tenantId, clientId, clientSecret: secret } = backend;
  if (tenantId === null && clientId === null && secret === null) return noAzureOffer;
  // The tenant is a part of the path that is asked, so no environment variable fills it.
  const tenant = partOf(tenantId);
  if (tenant === null) return brokenOffer(azureKeyRefused(namedBackend(backend), 'client-secret.tenant-id'));
  if (clientId === null)
    return brokenOffer(azureKeyRefused(namedBackend(backend), 'client-secret.client-id'));
  return credentialsOffer(backend, [to], sources, [clientId, secret], ([id = '', value = '']) =>
    secretOf(tenant, id, value),
  );
}

function environmentSecret(backend: AzureBackend, to: Destination, sources: AzureSources): AzureOffer {
  const [tenant = '', id = '', secret = ''] = environmentKeys.map(
    (name) => sources.environment(name)?.trim() ?? '',
  );
  if (tenant === '' || id === '' || secret === '') return noAzureOffer;
  const approval = approvalOf(backend.type, 'environment', to, environmentKeys);
  if (!mayReceiveOwn(approval, sources)) {
    return { state: 'waits', want: { approval, what: { kind: 'environment', variables: environmentKeys } } };
  }
  const login = secretOf(tenant, id, secret);
  return login === null
    ? noAzureOffer
    : loginOffer(login, { kind: 'environment', variables: environmentKeys });
}

/** The identity of the machine, only where the configuration asks for it: nobody else's is looked for. */
function managedIdentity(backend: AzureBackend, to: Destination, sources: AzureSources): AzureOffer {
  const { managedIdentityClientId, managedIdentityResourceId } = backend;
  if (managedIdentityClientId === null && managedIdentityResourceId === null) return noAzureOffer;
  const clientId = partOf(managedIdentityClientId);
  const resourceId =
    managedIdentityResourceId === null ? null : partOf(managedIdentityResourceId, /^\/[\w./()-]+$/);
  if (clientId === null && resourceId === null) {
    return brokenOffer(azureKeyRefused(namedBackend(backend), 'managed-identity-client-id'));
  }
  const approval = approvalOf(backend.type, 'machine', to);
  if (!mayReceiveOwn(approval, sources)) {
    const name = clientId ?? resourceId ?? '';
    return { state: 'waits', want: { approval, what: { kind: 'managed-identity', identity: name } } };
  }
  // Azure's client takes one of the two.
  const login = {
    kind: 'managed-identity',
    clientId: resourceId === null ? clientId : null,
    resourceId,
  } as const;
  return loginOffer(login, { kind: 'machine' });
}

function workloadIdentity(backend: AzureBackend, to: Destination, sources: AzureSources): AzureOffer {
  if (backend.workloadIdentityClientId === null) return noAzureOffer;
  const clientId = partOf(backend.workloadIdentityClientId);
  if (clientId === null)
    return brokenOffer(azureKeyRefused(namedBackend(backend), 'workload-identity-client-id'));
  const { environment } = sources;
  const variables = ['AZURE_TENANT_ID', 'AZURE_FEDERATED_TOKEN_FILE'];
  const [tenantId = '', tokenFile = ''] = variables.map((name) => environment(name)?.trim() ?? '');
  if (!isPart(tenantId) || tokenFile === '') return brokenOffer(notInAPod(namedBackend(backend)));
  const approval = approvalOf(backend.type, 'machine', to);
  if (!mayReceiveOwn(approval, sources)) {
    return {
      state: 'waits',
      want: { approval, what: { kind: 'workload-identity', identity: clientId } },
    };
  }
  const login = { kind: 'workload-identity', tenantId, clientId, tokenFile } as const;
  return loginOffer(login, { kind: 'environment', variables });
}

/** A person's token goes to Azure's own vaults alone: no approval sends it elsewhere. */
async function account(
  backend: AzureBackend,
  to: Destination,
  sources: AzureSources,
  signal: AbortSignal,
): Promise<AzureOffer> {
  const { azure } = sources;
  const question = azureAccountQuestion(backend, to.origin);
  if (question === null) return noAzureOffer;
  const approval = approvalOf(backend.type, 'account', to);
  if (!mayReceiveOwn(approval, sources)) {
    // Not even a token is asked for before: the tenant, which the folder names, would hear of it.
    const name = await azure.accountName(question, signal);
    return name === null
      ? noAzureOffer
      : { state: 'waits', want: { approval, what: { kind: 'microsoft-account', account: name } } };
  }
  const token = (await azure.accountToken(question, signal))?.trim() ?? '';
  if (!/^[\x21-\x7e]+$/.test(token)) return noAzureOffer;
  return loginOffer({ kind: 'token', token }, { kind: 'account' });
}

/** Also at Azure's own hosts: whose vault it is hears who asks. */
function mayReceiveOwn(approval: Approval, { approvals }: AzureSources): boolean {
  return cloudOfVault(approval.endpoint) === null
    ? approvals.allows(approval)
    : approvals.allowsOwnLogin(approval);
}

function secretOf(tenantId: string, clientId: string, clientSecret: string): AzureIdentity | null {
  const id = clientId.trim();
  if (!isPart(tenantId) || !isPart(id)) return null;
  return { kind: 'client-secret', tenantId, clientId: id, clientSecret: clientSecret.trim() };
}

function loginOffer(
  login: AzureIdentity,
  source: Extract<AzureOffer, { state: 'login' }>['source'],
): AzureOffer {
  return { state: 'login', login, source };
}

function brokenOffer(failure: Failure): AzureOffer {
  return { state: 'broken', failure };
}

function tenantsIn(value: ConfiguredValue<string> | null): string[] {
  const filled = value === null ? { text: '' } : fillPlace(value);
  const tenants = 'text' in filled ? filled.text.split(/[\s,[\]"']+/) : [];
  return tenants.filter((tenant) => tenant === '*' || isPart(tenant));
}
