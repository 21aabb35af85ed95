import type { NamedBackend } from '../../ports/backend.ts';
import type { ConfiguredValue, VaultAuthentication, VaultBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import { vaultDefaults } from '../../managers/vault.ts';
import type { Approval } from '../../ports/approval.ts';
import { destinationAt, type Destination } from '../destination.ts';
import { originOf } from '../endpoint.ts';
import { credentialUnusable, pathRefused, userRefused } from '../failures.ts';
import { fillPlace } from '../fill.ts';
import { approvalOf, credentialsOffer, nothingOffered, whyNot, type Offer, type Sources } from '../offers.ts';
import type { CredentialSource, KnownPlace, TypedLogin, VaultAccess, VaultLogin } from '../types.ts';
import { podTokenFile } from './pod.ts';

const tokenFile = '.vault-token';

export interface VaultSources extends Sources {
  /** Reads {@link podTokenFile}; null: it is not there, so this is no pod. */
  readonly podToken: (signal: AbortSignal) => Promise<string | null>;
}

type VaultOffer = Offer<VaultLogin>;

/**
 * The first credential that may go to `origin`: configuration, typed, `VAULT_TOKEN`, `~/.vault-token`. A typed login
 * that the user set as another way in goes first. What waits for leave is told only when nothing else may go.
 */
export async function findVaultLogin(
  backend: VaultBackend,
  place: KnownPlace,
  typed: { readonly login: TypedLogin | null; readonly first: boolean },
  sources: VaultSources,
  signal: AbortSignal,
): Promise<VaultAccess> {
  const to = destinationAt(place);
  const configured = await configuredOffer(backend, to, sources, signal);
  const own = typedOffer(namedBackend(backend), typed.login);
  const offers: VaultOffer[] = [
    ...(typed.first ? [own, configured] : [configured, own]),
    tokenVariable(backend, to, sources),
  ];
  const homeMayGo = sources.approvals.allows(homeApproval(backend, to));
  if (offers.every((offer) => offer.state === 'none' || (offer.state === 'waits' && homeMayGo))) {
    offers.push(await homeToken(backend, to, sources, signal));
  }
  const usable = offers.find((offer) => offer.state === 'login');
  if (usable !== undefined) {
    return { state: 'granted', endpoint: place.endpoint, login: usable.login, source: usable.source };
  }
  return { state: 'blocked', failure: whyNot(namedBackend(backend), offers) };
}

async function configuredOffer(
  backend: VaultBackend,
  to: Destination,
  sources: VaultSources,
  signal: AbortSignal,
): Promise<VaultOffer> {
  const { authentication } = backend;
  switch (authentication.kind) {
    case 'token':
      return credentialsOffer(backend, [to], sources, [authentication.token], ([token = '']) =>
        sendable({ kind: 'token', token: token.trim() }),
      );
    case 'app-role':
      return appRoleOffer(backend, authentication, to, sources);
    case 'password':
      return passwordOffer(backend, authentication, to, sources);
    case 'kubernetes':
      return kubernetesOffer(backend, authentication, to, sources, signal);
    case 'none':
      return nothingOffered;
  }
}

function appRoleOffer(
  backend: VaultBackend,
  authentication: Extract<VaultAuthentication, { kind: 'app-role' }>,
  to: Destination,
  sources: Sources,
): VaultOffer {
  const path = mountPath(namedBackend(backend), authentication.path, vaultDefaults.appRolePath);
  if (typeof path !== 'string') return path;
  const { roleId, secretId } = authentication;
  return credentialsOffer(backend, [to], sources, [roleId, secretId], ([role = '', secret = '']) => ({
    kind: 'app-role',
    path,
    roleId: role,
    secretId: secret,
  }));
}

/**
 * The token of a pod's service account is kept in a file that no folder gave: it goes to an address with the user's
 * leave alone. Anywhere but in a pod there is none.
 */
async function kubernetesOffer(
  backend: VaultBackend,
  authentication: Extract<VaultAuthentication, { kind: 'kubernetes' }>,
  to: Destination,
  sources: VaultSources,
  signal: AbortSignal,
): Promise<VaultOffer> {
  const mount = mountPath(namedBackend(backend), authentication.path, vaultDefaults.kubernetesPath);
  if (typeof mount !== 'string') return mount;
  const jwt = (await sources.podToken(signal))?.trim() ?? '';
  if (jwt === '') return { state: 'none', noLogin: { why: 'kubernetes' } };
  const offer = credentialsOffer<VaultLogin>(
    backend,
    [to],
    sources,
    [authentication.role],
    ([role = '']) => ({
      kind: 'kubernetes',
      path: mount,
      role,
      jwt,
    }),
  );
  if (offer.state !== 'login') return offer;
  const approval = approvalOf(backend.type, 'machine', to);
  if (sources.approvals.allows(approval)) return { ...offer, source: { kind: 'machine' } };
  return { state: 'waits', want: { approval, what: { kind: 'pod-token', file: podTokenFile } } };
}

/** Where a login is mounted, without slashes at its ends. */
function mountPath(
  backend: NamedBackend,
  configured: ConfiguredValue<string> | null,
  fallback: string,
): string | VaultOffer {
  const filled = configured === null ? { text: fallback } : fillPlace(configured);
  if ('missing' in filled) return { state: 'broken', failure: pathRefused(backend, filled.missing) };
  const path = filled.text.trim().replace(/^\/+|\/+$/g, '');
  return isMountPath(path) ? path : { state: 'broken', failure: pathRefused(backend, []) };
}

/** The user is a part of the path that is asked, so no environment variable fills it. */
function passwordOffer(
  backend: VaultBackend,
  authentication: Extract<VaultAuthentication, { kind: 'password' }>,
  to: Destination,
  sources: Sources,
): VaultOffer {
  if (authentication.user === null) return nothingOffered;
  const filled = fillPlace(authentication.user);
  if ('missing' in filled)
    return { state: 'broken', failure: userRefused(namedBackend(backend), filled.missing) };
  const user = filled.text.trim();
  if (!isMountPath(user) || user.includes('/')) {
    return { state: 'broken', failure: userRefused(namedBackend(backend), []) };
  }
  return credentialsOffer(backend, [to], sources, [authentication.password], ([password = '']) => ({
    kind: 'password',
    path: 'userpass',
    user,
    password,
  }));
}

function typedOffer(backend: NamedBackend, login: TypedLogin | null): VaultOffer {
  if (login === null) return nothingOffered;
  return isSendable(login) && (login.kind === 'token' || isMountPath(login.path))
    ? { state: 'login', login, source: { kind: 'typed' } }
    : { state: 'broken', failure: credentialUnusable(backend) };
}

/** Goes freely only to the endpoint that the same environment names (design of `VAULT_ADDR` and `VAULT_TOKEN`). */
function tokenVariable(
  backend: VaultBackend,
  to: Destination,
  { environment, approvals }: Sources,
): VaultOffer {
  const token = environment('VAULT_TOKEN')?.trim() ?? '';
  if (token === '') return nothingOffered;
  const variables = ['VAULT_TOKEN'];
  const approval = approvalOf(backend.type, 'environment', to, variables);
  const named = originOf(environment('VAULT_ADDR')?.trim() ?? '') === to.origin;
  if (!named && !approvals.allows(approval)) {
    return { state: 'waits', want: { approval, what: { kind: 'environment', variables } } };
  }
  return tokenOffer(namedBackend(backend), token, { kind: 'environment', variables });
}

function homeApproval({ type }: VaultBackend, to: Destination): Approval {
  return approvalOf(type, 'home-file', to);
}

async function homeToken(
  backend: VaultBackend,
  to: Destination,
  { approvals, homeFile }: Sources,
  signal: AbortSignal,
): Promise<VaultOffer> {
  const token = (await homeFile(tokenFile, signal))?.trim() ?? '';
  if (token === '') return nothingOffered;
  const approval = homeApproval(backend, to);
  const path = `~/${tokenFile}`;
  if (!approvals.allows(approval))
    return { state: 'waits', want: { approval, what: { kind: 'home-file', file: path } } };
  return tokenOffer(namedBackend(backend), token, { kind: 'home-file', path });
}

function tokenOffer(backend: NamedBackend, token: string, source: CredentialSource): VaultOffer {
  const login = { kind: 'token', token } as const;
  return isSendable(login)
    ? { state: 'login', login, source }
    : { state: 'broken', failure: credentialUnusable(backend) };
}

function sendable(login: VaultLogin): VaultLogin | null {
  return isSendable(login) ? login : null;
}

/** A token stands in a header, so it is visible ASCII; other credentials are sent as JSON. */
function isSendable(login: VaultLogin): boolean {
  return login.kind !== 'token' || /^[\x21-\x7e]+$/.test(login.token);
}

/** Segments `.` and `..` would lead the login elsewhere. */
function isMountPath(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && !/^(?:\.|%2e){1,2}$/i.test(segment));
}
