import type { ConfiguredValue, GoogleBackend } from '../configuration/types.ts';
import { backendName } from '../managers/name.ts';
import { fillPlace } from './fill.ts';
import { isProject, readCredentials, readServiceAccount, type ReadCredential } from './google-credentials.ts';
import {
  credentialsFileRefused,
  noProject,
  serviceAccountRefused,
  variablesFileRefused,
} from './google-failures.ts';
import { isGooglesOwn, isNamedByUser } from './google-place.ts';
import type { GoogleCredentialsFile, GoogleIdentity, GoogleOfMachine } from './google-types.ts';
import { credentialsOffer, nothing, whyNot, type Offer, type Sources } from './offers.ts';
import type { CredentialSource, GoogleAccess } from './types.ts';

export interface GoogleSources extends Sources {
  readonly google: GoogleOfMachine;
}

type GoogleOffer = Offer<GoogleIdentity>;

/** Names the file of a credential, before all that Google's command line keeps. */
const credentialsVariable = 'GOOGLE_APPLICATION_CREDENTIALS';

const none: GoogleOffer = { state: 'none', noLogin: { why: 'google' } };

/**
 * The first credential that may go there, in Kestra's order: the service account of the configuration, the file of
 * `GOOGLE_APPLICATION_CREDENTIALS`, the one of Google's command line. The metadata server of a machine of Google's is
 * never asked.
 */
export async function findGoogleLogin(
  backend: GoogleBackend,
  place: { readonly endpoint: string; readonly origin: string },
  sources: GoogleSources,
  signal: AbortSignal,
): Promise<GoogleAccess> {
  const configured = serviceAccount(backend, place.origin, sources);
  const offers = [configured];
  // What a configuration gets wrong is not made up for by whoever happens to be signed in.
  if (configured.state === 'none')
    offers.push(await ofMachine(backendName(backend), place.origin, sources, signal));
  const usable = offers.find((offer) => offer.state === 'login');
  if (usable === undefined) return { state: 'blocked', failure: whyNot(backendName(backend), offers) };
  const project = projectOf(backend, usable === configured ? usable.login : null);
  if (project === null)
    return { state: 'blocked', failure: noProject(backendName(backend), backend.project !== null) };
  const login = { project, identity: usable.login };
  return { state: 'granted', endpoint: place.endpoint, login, source: usable.source };
}

/**
 * The configuration's, else that of its own service account: of whoever is found on this machine it may be another than
 * Kestra's. No environment variable fills it: it is sent.
 */
function projectOf(backend: GoogleBackend, configured: GoogleIdentity | null): string | null {
  const text = backend.project === null ? projectOfAccount(configured) : projectIn(backend.project);
  return isProject(text) ? text : null;
}

function projectOfAccount(identity: GoogleIdentity | null): string {
  return identity?.kind === 'service-account' ? (identity.project ?? '') : '';
}

function projectIn(value: ConfiguredValue<string>): string {
  const filled = fillPlace(value);
  return 'text' in filled ? filled.text.trim() : '';
}

function serviceAccount(backend: GoogleBackend, origin: string, sources: GoogleSources): GoogleOffer {
  if (backend.serviceAccount === null) return nothing;
  const offer = credentialsOffer(
    backendName(backend),
    [origin],
    sources,
    [backend.serviceAccount],
    ([text = '']) => readServiceAccount(text),
  );
  if (offer.state !== 'login') return offer;
  return 'identity' in offer.login
    ? { state: 'login', login: offer.login.identity, source: offer.source }
    : { state: 'broken', failure: serviceAccountRefused(backendName(backend), offer.login.fault) };
}

async function ofMachine(
  backend: string,
  origin: string,
  sources: GoogleSources,
  signal: AbortSignal,
): Promise<GoogleOffer> {
  const path = sources.environment(credentialsVariable)?.trim() ?? '';
  if (path !== '') {
    const file = await sources.google.credentialsAt(path, signal);
    const source = { kind: 'environment', variables: [credentialsVariable] } as const;
    return fileOffer(backend, origin, { ...file, name: credentialsVariable }, source, sources);
  }
  const file = await sources.google.usualCredentials(signal);
  if (file.text === null) return none;
  return fileOffer(backend, origin, file, { kind: 'home-file', path: file.name }, sources);
}

function fileOffer(
  backend: string,
  origin: string,
  file: GoogleCredentialsFile,
  source: CredentialSource,
  { approvals, environment }: GoogleSources,
): GoogleOffer {
  const read: ReadCredential = file.text === null ? { fault: 'form', type: '' } : readCredentials(file.text);
  if ('fault' in read) {
    const failure =
      source.kind === 'environment' && read.fault === 'form'
        ? variablesFileRefused(backend, file.name)
        : credentialsFileRefused(backend, file.name, read.fault);
    return { state: 'broken', failure };
  }
  const offer: GoogleOffer = { state: 'login', login: read.identity, source };
  if (isGooglesOwn(origin)) return offer;
  // A user's token opens all that the user may, so it goes nowhere else, whatever is approved.
  if (read.identity.kind !== 'service-account') {
    return { state: 'none', noLogin: { why: 'google-only', origin } };
  }
  const variables = source.kind === 'environment' ? source.variables : [];
  const mayGo =
    isNamedByUser(origin, environment) ||
    approvals.allowsOwnCredentials(origin) ||
    (variables.length > 0 && variables.every((name) => approvals.allowsVariable(origin, name)));
  if (mayGo) return offer;
  const own = variables.length === 0 ? { own: file.name } : {};
  return { state: 'waits', want: { origin, variables, placeholders: false, ...own } };
}
