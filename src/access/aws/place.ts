import type { AwsBackend } from '../../configuration/index.ts';
import { namedBackend } from '../../managers/name.ts';
import { noRegion, regionRefused } from './failures.ts';
import { fillPlace, type EnvironmentLookup } from '../fill.ts';
import { placeOr } from '../place-at.ts';
import type { BackendPlace } from '../types.ts';

/** Where Secrets Manager is: `endpoint-override`, else AWS's own host of the region. */
export function placeOfAws(backend: AwsBackend, environment: EnvironmentLookup): BackendPlace {
  return placeOr(namedBackend(backend), 'endpoint-override', backend.endpointOverride, () => {
    const region = regionOf(backend, environment);
    if (region === null) return { state: 'blocked', failure: regionFailure(backend) };
    return awsPlace('secretsmanager', region);
  });
}

/** AWS's own host of a service. */
export function awsPlace(service: 'secretsmanager' | 'sts', region: string): BackendPlace {
  const origin = awsOrigin(service, region);
  return { state: 'known', endpoint: origin, origin, home: null };
}

/**
 * The configuration's region, else that of the environment, as AWS's own tools have it; null: not known, or not the
 * name of a region. A region becomes a part of a host name, so nothing else may pass.
 */
export function regionOf(backend: AwsBackend, environment: EnvironmentLookup): string | null {
  const region =
    backend.region === null
      ? (environment('AWS_REGION') ?? environment('AWS_DEFAULT_REGION') ?? '')
      : placeText(backend.region);
  return isRegion(region.trim()) ? region.trim() : null;
}

/** Why there is no region. */
export function regionFailure(backend: AwsBackend) {
  if (backend.region === null) return noRegion(namedBackend(backend));
  const filled = fillPlace(backend.region);
  return regionRefused(namedBackend(backend), 'missing' in filled ? filled.missing : []);
}

/** AWS's own host of a service in a region, by the partition that the region is in. */
function awsOrigin(service: 'secretsmanager' | 'sts', region: string): string {
  return `https://${service}.${region}.${domainOf(region)}`;
}

/** Hosts that are certainly AWS's own service: under `amazonaws.com` stand its customers' servers, too. */
export function isAwsOwn(origin: string): boolean {
  const [, region = ''] = /^https:\/\/(?:secretsmanager|sts)\.([^.]+)\./.exec(origin) ?? [];
  if (!isRegion(region)) return origin === 'https://sts.amazonaws.com';
  return origin === awsOrigin('secretsmanager', region) || origin === awsOrigin('sts', region);
}

function isRegion(text: string): boolean {
  return /^[a-z]{2,5}(?:-[a-z]+){1,2}-\d{1,2}$/.test(text);
}

function domainOf(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

function placeText(value: NonNullable<AwsBackend['region']>): string {
  const filled = fillPlace(value);
  return 'text' in filled ? filled.text : '';
}
