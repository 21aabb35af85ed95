import type {
  AwsBackend,
  Backend,
  ConfiguredValue,
  GoogleBackend,
  TemplatePart,
  VaultBackend,
} from '../configuration/index.ts';
import { vaultDefaults } from '../managers/vault.ts';
import type { Location, LocationWord } from '../ports/location.ts';
import { readAddress } from './endpoint.ts';
import { regionOf } from './aws/place.ts';
import { isGooglesOwn } from './google/place.ts';
import { backendPlaceOf, type Machine } from './place.ts';
import type { OtherWayIn } from './types.ts';

type Part = Location[number];

/**
 * Where a backend is really asked, such as `http://127.0.0.1:8200`, `payments/storefront`. An address that holds a user
 * or a query is left out, and a placeholder stays one.
 */
export function locationOf(backend: Backend, way: OtherWayIn | null, machine: Machine): Location {
  switch (backend.type) {
    case 'vault':
      return [vaultAddress(backend, way, machine), folderOf(backend)];
    case 'aws-secret-manager':
      return awsLocation(backend, way, machine);
    case 'azure-key-vault':
      return [
        way?.address ??
          plainAddress(backend.keyVaultUri) ??
          shownText(backend.vaultName) ??
          word('no-vault-name'),
      ];
    case 'google-secret-manager':
      return [...googleAddress(backend, way, machine), projectOf(backend)];
    case 'env':
      return [word('secret-variables')];
    case 'unsupported':
      return [backend.kestraType];
  }
}

/** An address that is not Google's own. */
function googleAddress(backend: GoogleBackend, way: OtherWayIn | null, machine: Machine): string[] {
  const place = backendPlaceOf(backend, way, machine);
  return place.state === 'known' && !isGooglesOwn(place.origin) ? [place.endpoint] : [];
}

/** A key names its project, too, and is not looked into here. */
function projectOf({ project, serviceAccount }: GoogleBackend): Part {
  return shownText(project) ?? word(serviceAccount === null ? 'no-project' : 'project-of-service-account');
}

/** An address that is not AWS's own, then the region. */
function awsLocation(backend: AwsBackend, way: OtherWayIn | null, machine: Machine): Location {
  const other = way?.address ?? plainAddress(backend.endpointOverride);
  const region = regionOf(backend, machine.environment) ?? shownText(backend.region) ?? word('no-region');
  return other === null ? [region] : [other, region];
}

function vaultAddress(backend: VaultBackend, way: OtherWayIn | null, machine: Machine): Part {
  const place = backendPlaceOf(backend, way, machine);
  if (place.state === 'known') return place.endpoint;
  return plainAddress(backend.address) ?? word('no-address');
}

/** The engine with the prefix below it. */
function folderOf(backend: VaultBackend): string {
  const { vaultNamespace, rootEngine, secretPathPrefix } = backend;
  return [
    shownText(vaultNamespace) ?? '',
    shownText(rootEngine) ?? vaultDefaults.rootEngine,
    shownText(secretPathPrefix) ?? '',
  ]
    .flatMap((part) => part.split('/'))
    .filter((segment) => segment !== '')
    .join('/');
}

/** null where there is none, or where it might hold a credential. */
function plainAddress(value: ConfiguredValue<string> | null): string | null {
  const text = shownText(value)?.trim() ?? '';
  const endpoint = value?.state === 'known' ? readAddress(text) : null;
  if (endpoint !== null && typeof endpoint !== 'string') return endpoint.url;
  return text === '' || /[@?#\\]/.test(text) ? null : text;
}

function shownText(value: ConfiguredValue<string> | null): string | null {
  if (value === null) return null;
  return value.state === 'known' ? value.value : value.parts.map(partText).join('');
}

function partText(part: TemplatePart): string {
  return 'text' in part ? part.text : `\${${part.variable}}`;
}

function word(name: LocationWord): Part {
  return { word: name };
}
