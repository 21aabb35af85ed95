import type { ConfiguredValue, VaultAuthentication, VaultBackend } from '../configuration/types.ts';
import type { Failure } from '../ports/failure.ts';
import type { Approvals } from './approvals.ts';
import { originOf } from './endpoint.ts';
import {
  credentialUnusable,
  notApproved,
  pathRefused,
  userRefused,
  signedOut,
  type NoLogin,
  type Want,
} from './failures.ts';
import { fillCredential, fillPlace, type EnvironmentLookup } from './fill.ts';
import type { CredentialSource, TypedLogin, VaultAccess, VaultLogin } from './types.ts';

/** What one source of credentials has for a Vault. */
type Offer =
  | { readonly state: 'login'; readonly login: VaultLogin; readonly source: CredentialSource }
  | { readonly state: 'waits'; readonly want: Want }
  | { readonly state: 'broken'; readonly failure: Failure }
  | { readonly state: 'none'; readonly noLogin: NoLogin };

export interface VaultSources {
  readonly environment: EnvironmentLookup;
  readonly approvals: Approvals;
  /** Reads a file of the user's home; null: it is not there. */
  readonly homeFile: (path: string, signal: AbortSignal) => Promise<string | null>;
}

const tokenFile = '.vault-token';
const nothing: Offer = { state: 'none', noLogin: { why: 'nothing' } };

/**
 * The first credential that may go to `origin`: configuration, typed, `VAULT_TOKEN`, `~/.vault-token`. A typed login
 * that the user set as another way in goes first. What waits for leave is told only when nothing else may go.
 */
export async function findVaultLogin(
  backend: VaultBackend,
  place: { readonly endpoint: string; readonly origin: string },
  typed: { readonly login: TypedLogin | null; readonly first: boolean },
  sources: VaultSources,
  signal: AbortSignal,
): Promise<VaultAccess> {
  const { origin } = place;
  const configured = configuredOffer(backend, origin, sources);
  const own = typedOffer(backend.id, typed.login);
  const offers: Offer[] = [
    ...(typed.first ? [own, configured] : [configured, own]),
    tokenVariable(backend.id, origin, sources),
  ];
  const homeMayGo = sources.approvals.allowsOwnCredentials(origin);
  if (offers.every((offer) => offer.state === 'none' || (offer.state === 'waits' && homeMayGo))) {
    offers.push(await homeToken(backend.id, origin, sources, signal));
  }
  const usable = offers.find((offer) => offer.state === 'login');
  if (usable !== undefined) {
    return { state: 'granted', endpoint: place.endpoint, login: usable.login, source: usable.source };
  }
  return { state: 'blocked', failure: whyNot(backend.id, origin, offers) };
}

function whyNot(backend: string, origin: string, offers: readonly Offer[]): Failure {
  const wants = offers.flatMap((offer) => (offer.state === 'waits' ? [offer.want] : []));
  if (wants.length > 0) return notApproved(backend, origin, withoutRepeats(wants));
  const broken = offers.find((offer) => offer.state === 'broken');
  if (broken !== undefined) return broken.failure;
  const noLogin = offers.flatMap((offer) =>
    offer.state === 'none' && offer.noLogin.why !== 'nothing' ? [offer.noLogin] : [],
  );
  return signedOut(backend, noLogin[0] ?? { why: 'nothing' });
}

/** `${VAULT_TOKEN}` in the configuration and the variable itself are one question. */
function withoutRepeats(wants: readonly Want[]): Want[] {
  const key = (want: Want) => want.variables.join(' ');
  return wants.filter((want, index) => wants.findIndex((other) => key(other) === key(want)) === index);
}

function configuredOffer(backend: VaultBackend, origin: string, sources: VaultSources): Offer {
  const { authentication } = backend;
  switch (authentication.kind) {
    case 'token':
      return credentialsOffer(backend.id, origin, sources, [authentication.token], ([token = '']) => ({
        kind: 'token',
        token: token.trim(),
      }));
    case 'app-role':
      return appRoleOffer(backend.id, authentication, origin, sources);
    case 'password':
      return passwordOffer(backend.id, authentication, origin, sources);
    case 'kubernetes':
      return { state: 'none', noLogin: { why: 'kubernetes' } };
    case 'none':
      return nothing;
  }
}

function appRoleOffer(
  backend: string,
  authentication: Extract<VaultAuthentication, { kind: 'app-role' }>,
  origin: string,
  sources: VaultSources,
): Offer {
  const filled = authentication.path === null ? { text: 'approle' } : fillPlace(authentication.path);
  if ('missing' in filled) return { state: 'broken', failure: pathRefused(backend, filled.missing) };
  const path = filled.text.replace(/^\/+|\/+$/g, '');
  if (!isMountPath(path)) return { state: 'broken', failure: pathRefused(backend, []) };
  const { roleId, secretId } = authentication;
  return credentialsOffer(backend, origin, sources, [roleId, secretId], ([role = '', secret = '']) => ({
    kind: 'app-role',
    path,
    roleId: role,
    secretId: secret,
  }));
}

/** The user is a part of the path that is asked, so no environment variable fills it. */
function passwordOffer(
  backend: string,
  authentication: Extract<VaultAuthentication, { kind: 'password' }>,
  origin: string,
  sources: VaultSources,
): Offer {
  if (authentication.user === null) return nothing;
  const filled = fillPlace(authentication.user);
  if ('missing' in filled) return { state: 'broken', failure: userRefused(backend, filled.missing) };
  const user = filled.text.trim();
  if (!isMountPath(user) || user.includes('/')) {
    return { state: 'broken', failure: userRefused(backend, []) };
  }
  return credentialsOffer(backend, origin, sources, [authentication.password], ([password = '']) => ({
    kind: 'password',
    path: 'userpass',
    user,
    password,
  }));
}

/** Fills every credential of a login, or says what keeps it from being filled. */
function credentialsOffer(
  backend: string,
  origin: string,
  { environment, approvals }: VaultSources,
  values: readonly (ConfiguredValue<string> | null)[],
  loginOf: (filled: readonly string[]) => VaultLogin,
): Offer {
  const mayGo = (variable: string) => approvals.allowsVariable(origin, variable);
  const filled = values.map((value) => fillCredential(value, environment, mayGo));
  const absent = filled.filter((each) => each.state === 'absent');
  if (absent.length > 0) {
    const variables = absent.flatMap((each) => each.variables);
    return variables.length === 0 ? nothing : { state: 'none', noLogin: { why: 'variables', variables } };
  }
  const variables = [...new Set(filled.flatMap((each) => each.variables))];
  if (filled.some((each) => each.state === 'needs-leave')) {
    return { state: 'waits', want: { variables, placeholders: true } };
  }
  const login = loginOf(filled.flatMap((each) => (each.state === 'filled' ? [each.value] : [])));
  if (!isSendable(login)) return { state: 'broken', failure: credentialUnusable(backend) };
  return {
    state: 'login',
    login,
    source: variables.length === 0 ? { kind: 'configuration' } : { kind: 'environment', variables },
  };
}

function typedOffer(backend: string, login: TypedLogin | null): Offer {
  if (login === null) return nothing;
  return isSendable(login) && (login.kind === 'token' || isMountPath(login.path))
    ? { state: 'login', login, source: { kind: 'typed' } }
    : { state: 'broken', failure: credentialUnusable(backend) };
}

/** Goes freely only to the endpoint that the same environment names (design of `VAULT_ADDR` and `VAULT_TOKEN`). */
function tokenVariable(backend: string, origin: string, { environment, approvals }: VaultSources): Offer {
  const token = environment('VAULT_TOKEN')?.trim() ?? '';
  if (token === '') return nothing;
  const variables = ['VAULT_TOKEN'];
  const named = originOf(environment('VAULT_ADDR')?.trim() ?? '') === origin;
  if (!named && !approvals.allowsOwnCredentials(origin) && !approvals.allowsVariable(origin, 'VAULT_TOKEN')) {
    return { state: 'waits', want: { variables, placeholders: false } };
  }
  return tokenOffer(backend, token, { kind: 'environment', variables });
}

async function homeToken(
  backend: string,
  origin: string,
  { approvals, homeFile }: VaultSources,
  signal: AbortSignal,
): Promise<Offer> {
  const token = (await homeFile(tokenFile, signal))?.trim() ?? '';
  if (token === '') return nothing;
  if (!approvals.allowsOwnCredentials(origin)) {
    return { state: 'waits', want: { variables: [], placeholders: false } };
  }
  return tokenOffer(backend, token, { kind: 'home-file', path: `~/${tokenFile}` });
}

function tokenOffer(backend: string, token: string, source: CredentialSource): Offer {
  const login = { kind: 'token', token } as const;
  return isSendable(login)
    ? { state: 'login', login, source }
    : { state: 'broken', failure: credentialUnusable(backend) };
}

/** A token stands in a header, so it is visible ASCII; other credentials are sent as JSON. */
function isSendable(login: VaultLogin): boolean {
  return login.kind !== 'token' || /^[\x21-\x7e]+$/.test(login.token);
}

/** Segments `.` and `..` would lead the login elsewhere. */
function isMountPath(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && !/^(?:\.|%2e){1,2}$/i.test(segment));
}
