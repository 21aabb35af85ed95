import type { AwsBackend, ConfiguredValue } from '../../configuration/index.ts';
import { roleSessionDuration } from '../../managers/aws.ts';
import { namedBackend } from '../../managers/name.ts';
import type { Approval } from '../../ports/approval.ts';
import type { Failure } from '../../ports/failure.ts';
import { noSuchProfile, roleRefused, serverOnlyProfile } from './failures.ts';
import { awsPlace, isAwsOwn, regionFailure, regionOf } from './place.ts';
import type { AwsIdentity, AwsProfiles, AwsRole } from './types.ts';
import { destinationAt, type Destination } from '../destination.ts';
import { originOf } from '../endpoint.ts';
import { notApproved } from '../failures.ts';
import { fillPlace } from '../fill.ts';
import { approvalOf, credentialsOffer, wantOfOthers, whyNot, type Offer, type Sources } from '../offers.ts';
import { placeOr } from '../place-at.ts';
import { sentValuesOf } from '../sent-values.ts';
import type { AwsAccess, BackendPlace, KnownPlace } from '../types.ts';

export interface AwsSources extends Sources {
  readonly awsProfiles: AwsProfiles;
}

type AwsOffer = Offer<AwsIdentity>;

const noAwsOffer: AwsOffer = { state: 'none', noLogin: { why: 'aws' } };

/**
 * The first identity that may go to Secrets Manager, and to STS where a role is taken: the configuration's keys, the
 * profile that the user chose, the keys of the environment, the profile it names, the profile `default`.
 */
export async function findAwsLogin(
  backend: AwsBackend,
  place: KnownPlace,
  sources: AwsSources,
  signal: AbortSignal,
): Promise<AwsAccess> {
  const region = regionOf(backend, sources.environment);
  if (region === null) return { state: 'blocked', failure: regionFailure(backend) };
  const taken = roleOf(backend, region);
  if (taken.state === 'blocked') return taken;
  const { role, destinations: atSts } = taken;
  const want = wantOfOthers(backend.type, atSts, sources.approvals, sentValuesOf(backend));
  if (want !== null) return { state: 'blocked', failure: notApproved(want) };
  const destinations = [destinationAt(place), ...atSts];
  const offers: AwsOffer[] = [configuredKeys(backend, destinations, sources)];
  if (!isUsable(offers)) {
    const chosen = sources.awsProfiles.chosenProfile();
    if (chosen !== null) offers.push(await profileOffer(backend, chosen, destinations, sources, signal));
    else {
      offers.push(environmentKeys(backend, destinations, sources));
      if (!isUsable(offers)) offers.push(await usualProfile(backend, destinations, sources, signal));
    }
  }
  const usable = offers.find((offer) => offer.state === 'login');
  if (usable === undefined) return { state: 'blocked', failure: whyNot(namedBackend(backend), offers) };
  return {
    state: 'granted',
    endpoint: place.endpoint,
    login: { region, identity: usable.login, role },
    source: usable.source,
  };
}

function isUsable(offers: readonly AwsOffer[]): boolean {
  return offers.some((offer) => offer.state === 'login');
}

function configuredKeys(
  backend: AwsBackend,
  destinations: readonly Destination[],
  sources: AwsSources,
): AwsOffer {
  const { accessKeyId, secretKeyId, sessionToken } = backend;
  if (accessKeyId === null && secretKeyId === null) return noAwsOffer;
  const values = [accessKeyId, secretKeyId, ...(sessionToken === null ? [] : [sessionToken])];
  return credentialsOffer(backend, destinations, sources, values, ([id = '', secret = '', token]) =>
    keysOf(id, secret, token ?? null),
  );
}

function environmentKeys(
  backend: AwsBackend,
  destinations: readonly Destination[],
  sources: AwsSources,
): AwsOffer {
  const { environment } = sources;
  const id = environment('AWS_ACCESS_KEY_ID')?.trim() ?? '';
  const secret = environment('AWS_SECRET_ACCESS_KEY')?.trim() ?? '';
  const token = environment('AWS_SESSION_TOKEN')?.trim() ?? '';
  if (id === '' || secret === '') return noAwsOffer;
  const variables = [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    ...(token === '' ? [] : ['AWS_SESSION_TOKEN']),
  ];
  const approval = refusedApproval(
    destinations.map((to) => approvalOf(backend.type, 'environment', to, variables)),
    sources,
  );
  if (approval !== null)
    return { state: 'waits', want: { approval, what: { kind: 'environment', variables } } };
  const login = keysOf(id, secret, token === '' ? null : token);
  return login === null ? noAwsOffer : { state: 'login', login, source: { kind: 'environment', variables } };
}

/** The profile of `AWS_PROFILE`, else `default` where there is one. */
async function usualProfile(
  backend: AwsBackend,
  destinations: readonly Destination[],
  sources: AwsSources,
  signal: AbortSignal,
): Promise<AwsOffer> {
  const named = sources.environment('AWS_PROFILE')?.trim() ?? '';
  if (named !== '') return profileOffer(backend, named, destinations, sources, signal);
  const profiles = await sources.awsProfiles.list(signal);
  return profiles.some(({ name }) => name === 'default')
    ? profileOffer(backend, 'default', destinations, sources, signal)
    : noAwsOffer;
}

async function profileOffer(
  backend: AwsBackend,
  profile: string,
  destinations: readonly Destination[],
  sources: AwsSources,
  signal: AbortSignal,
): Promise<AwsOffer> {
  const found = (await sources.awsProfiles.list(signal)).find(({ name }) => name === profile);
  if (found === undefined) return { state: 'broken', failure: noSuchProfile(namedBackend(backend), profile) };
  if (found.serverOnly)
    return { state: 'broken', failure: serverOnlyProfile(namedBackend(backend), profile) };
  const approval = refusedApproval(
    destinations.map((to) => approvalOf(backend.type, 'home-file', to)),
    sources,
  );
  if (approval !== null) {
    return { state: 'waits', want: { approval, what: { kind: 'aws-profile', profile } } };
  }
  return {
    state: 'login',
    login: { kind: 'profile', profile },
    source: { kind: 'home-file', path: '~/.aws' },
  };
}

/** The first leave that is missing. A role tells its owner who takes it, so it is asked for at AWS's own hosts, too. */
function refusedApproval(approvals: readonly Approval[], sources: AwsSources): Approval | null {
  return approvals.find((approval) => !mayReceiveOwn(approval, sources)) ?? null;
}

/** AWS's own hosts, those that the same environment names, and those that the user approved. */
function mayReceiveOwn(approval: Approval, { environment, approvals }: AwsSources): boolean {
  const { endpoint, place } = approval;
  const named = ['AWS_ENDPOINT_URL_SECRETS_MANAGER', 'AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL'].some(
    (name) => originOf(environment(name)?.trim() ?? '') === endpoint,
  );
  if (named) return true;
  if (!isAwsOwn(endpoint)) return approvals.allows(approval);
  return place === null || approvals.allowsOwnLogin(approval);
}

/** Keys stand in a header: they are visible ASCII. */
function keysOf(id: string, secret: string, token: string | null): AwsIdentity | null {
  const keys = [id, secret, ...(token === null ? [] : [token])].map((key) => key.trim());
  if (!keys.every((key) => /^[\x21-\x7e]+$/.test(key))) return null;
  const [accessKeyId = '', secretAccessKey = '', sessionToken = null] = keys;
  return { kind: 'keys', accessKeyId, secretAccessKey, sessionToken };
}

type Role =
  | { readonly state: 'known'; readonly role: AwsRole | null; readonly destinations: readonly Destination[] }
  | { readonly state: 'blocked'; readonly failure: Failure };

/** The role on top. */
function roleOf(backend: AwsBackend, region: string): Role {
  if (backend.stsRoleArn === null) return { state: 'known', role: null, destinations: [] };
  const texts = {
    'sts-role-arn': knownTextOf(backend.stsRoleArn),
    'sts-role-external-id': knownTextOf(backend.stsRoleExternalId),
    'sts-role-session-name': knownTextOf(backend.stsRoleSessionName),
  };
  for (const [key, text] of Object.entries(texts)) {
    if (text === undefined) return { state: 'blocked', failure: roleRefused(namedBackend(backend), key) };
  }
  const arn = texts['sts-role-arn'] ?? '';
  if (arn === '') return { state: 'blocked', failure: roleRefused(namedBackend(backend), 'sts-role-arn') };
  const place = stsPlace(backend, region);
  if (place.state === 'blocked') return place;
  const milliseconds =
    backend.stsRoleSessionDuration?.state === 'known'
      ? backend.stsRoleSessionDuration.value
      : roleSessionDuration;
  const role = {
    arn,
    externalId: texts['sts-role-external-id'] ?? null,
    sessionName: texts['sts-role-session-name'] ?? 'kestra-secrets',
    duration: Math.round(milliseconds / 1000),
    endpoint: place.endpoint,
  };
  const to = { ...destinationAt(place), place: isAwsOwn(place.origin) ? arn : null };
  return { state: 'known', role, destinations: [to] };
}

function stsPlace(backend: AwsBackend, region: string): BackendPlace {
  const key = 'sts-endpoint-override';
  return placeOr(namedBackend(backend), key, backend.stsEndpointOverride, () => awsPlace('sts', region));
}

/** null: not set; undefined: not known here. */
function knownTextOf(value: ConfiguredValue<string> | null): string | null | undefined {
  if (value === null) return null;
  const filled = fillPlace(value);
  return 'text' in filled ? filled.text.trim() : undefined;
}
