import type { CredentialName } from '../../ports/credential-name.ts';
import type { ConfiguredValue, GoogleBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import { destinationAt, homeOf, type Destination } from '../destination.ts';
import { fillPlace } from '../fill.ts';
import { isProject, readCredentials, readServiceAccount, type ReadCredential } from './credentials.ts';
import {
  credentialsFileRefused,
  noProject,
  serviceAccountRefused,
  variablesFileRefused,
} from './failures.ts';
import { isGooglesOwn, isNamedByUser } from './place.ts';
import type { GoogleCredentialsFile, GoogleIdentity, GoogleOfMachine } from './types.ts';
import { approvalOf, credentialsOffer, nothingOffered, whyNot, type Offer, type Sources } from '../offers.ts';
import type { CredentialSource, GoogleAccess, KnownPlace } from '../types.ts';

export interface GoogleSources extends Sources {
  readonly google: GoogleOfMachine;
}

type GoogleOffer = Offer<GoogleIdentity>;

/** Names the file of a credential, before all that Google's command line keeps. */
const credentialsVariable = 'GOOGLE_APPLICATION_CREDENTIALS';

const noGoogleOffer: GoogleOffer = { state: 'none', noLogin: { why: 'google' } };

/**
 * The first credential that may go there, in Kestra's order: the service account of the configuration, the file of
 * `GOOGLE_APPLICATION_CREDENTIALS`, the one of Google's command line. The metadata server of a machine of Google's is
 * never asked.
 */
export async function findGoogleLogin(
  backend: GoogleBackend,
  place: KnownPlace,
  sources: GoogleSources,
  signal: AbortSignal,
): Promise<GoogleAccess> {
  const to = destinationOf(backend, place);
  const configured = serviceAccount(backend, to, sources);
  const offers = [configured];
  // What a configuration gets wrong is not made up for by whoever happens to be signed in.
  if (configured.state === 'none') offers.push(await ofMachine(backend, to, sources, signal));
  const usable = offers.find((offer) => offer.state === 'login');
  if (usable === undefined) return { state: 'blocked', failure: whyNot(namedBackend(backend), offers) };
  const project = projectOf(backend, usable === configured ? usable.login : null);
  if (project === null)
    return { state: 'blocked', failure: noProject(namedBackend(backend), backend.project !== null) };
  const login = { project, identity: usable.login };
  return { state: 'granted', endpoint: place.endpoint, login, source: usable.source };
}

/** Google's own address is everybody's: what is asked there is a project, and what may be sent follows its name. */
function destinationOf(backend: GoogleBackend, place: KnownPlace): Destination {
  const to = destinationAt(place);
  if (!isGooglesOwn(place.origin) || backend.project === null) return to;
  return { ...to, home: homeOf(backend.project), place: projectIn(backend.project) };
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

function serviceAccount(backend: GoogleBackend, to: Destination, sources: GoogleSources): GoogleOffer {
  if (backend.serviceAccount === null) return nothingOffered;
  const offer = credentialsOffer(backend, [to], sources, [backend.serviceAccount], ([text = '']) =>
    readServiceAccount(text),
  );
  if (offer.state !== 'login') return offer;
  return 'identity' in offer.login
    ? { state: 'login', login: offer.login.identity, source: offer.source }
    : { state: 'broken', failure: serviceAccountRefused(namedBackend(backend), offer.login.fault) };
}

async function ofMachine(
  backend: GoogleBackend,
  to: Destination,
  sources: GoogleSources,
  signal: AbortSignal,
): Promise<GoogleOffer> {
  const path = sources.environment(credentialsVariable)?.trim() ?? '';
  if (path !== '') {
    const file = await sources.google.credentialsAt(path, signal);
    const source = { kind: 'environment', variables: [credentialsVariable] } as const;
    return fileOffer(backend, to, { ...file, name: credentialsVariable }, source, sources);
  }
  const file = await sources.google.usualCredentials(signal);
  if (file.text === null) return noGoogleOffer;
  return fileOffer(backend, to, file, { kind: 'home-file', path: file.name }, sources);
}

function fileOffer(
  backend: GoogleBackend,
  to: Destination,
  file: GoogleCredentialsFile,
  source: CredentialSource,
  { approvals, environment }: GoogleSources,
): GoogleOffer {
  const read: ReadCredential = file.text === null ? { fault: 'form', type: '' } : readCredentials(file.text);
  if ('fault' in read) {
    const failure =
      source.kind === 'environment' && read.fault === 'form'
        ? variablesFileRefused(namedBackend(backend), file.name)
        : credentialsFileRefused(namedBackend(backend), file.name, read.fault);
    return { state: 'broken', failure };
  }
  const offer: GoogleOffer = { state: 'login', login: read.identity, source };
  const { origin } = to;
  const own = isGooglesOwn(origin);
  // A user's token opens all that the user may, so it goes nowhere else, whatever is approved.
  if (!own && read.identity.kind !== 'service-account') {
    return { state: 'none', noLogin: { why: 'google-only', origin } };
  }
  // Without a project nothing is asked.
  if (isNamedByUser(origin, environment) || (own && backend.project === null)) return offer;
  const approval =
    source.kind === 'environment'
      ? approvalOf(backend.type, 'environment', to, source.variables)
      : approvalOf(backend.type, 'home-file', to);
  const mayGo = own ? approvals.allowsOwnLogin(approval) : approvals.allows(approval);
  return mayGo ? offer : { state: 'waits', want: { approval, what: whoIs(read.identity, file.name) } };
}

/** Who would ask: the service account; of a user the file does not say. */
function whoIs(identity: GoogleIdentity, file: string): CredentialName {
  return identity.kind === 'user'
    ? { kind: 'google-login', file }
    : { kind: 'service-account', email: identity.email, file };
}
