import { usualTenant } from '../../managers/kestra.ts';
import type { EnvironmentLookup } from '../fill.ts';
import { isPlace, readKestraPlace } from './place.ts';
import { kestraVariables } from './run.ts';
import type { KestraPlace } from './types.ts';

/** Where a place was found that may be the folder's Kestra; the user takes it, or not. */
export interface OfferedKestra extends KestraPlace {
  readonly from:
    | { readonly kind: 'setting'; readonly name: string }
    /** Of kestractl, in `~/.kestractl/config.yaml`. */
    | { readonly kind: 'context'; readonly name: string }
    | { readonly kind: 'variable'; readonly name: string };
}

/** What is looked at for offers. No login is. */
export interface OfferSources {
  /** The value of a setting, wherever it is set. */
  readonly setting: (name: string) => unknown;
  readonly contexts: readonly {
    readonly name: string;
    readonly host: string;
    readonly tenant: string | null;
  }[];
  readonly environment: EnvironmentLookup;
}

/** Settings in pairs: of this extension, and of Kestra's own. */
const settings = [
  { url: 'kestraSecrets.kestra.url', tenant: 'kestraSecrets.kestra.tenant' },
  { url: 'kestra.api.url', tenant: 'kestra.api.tenant' },
] as const;

/** Each place once, by whoever named it first; none is connected to by itself. */
export function kestraOffers({ setting, contexts, environment }: OfferSources): readonly OfferedKestra[] {
  const found = [
    ...settings.map(({ url, tenant }) =>
      offer(setting(url), setting(tenant), { kind: 'setting', name: url } as const),
    ),
    ...contexts.map(({ name, host, tenant }) => offer(host, tenant, { kind: 'context', name } as const)),
    offer(environment(kestraVariables.url), environment(kestraVariables.tenant), {
      kind: 'variable',
      name: kestraVariables.url,
    } as const),
  ].flat();
  const isFirst = (each: OfferedKestra, index: number) =>
    found.findIndex(({ url, tenant }) => url === each.url && tenant === each.tenant) === index;
  return found.filter(isFirst);
}

function offer(url: unknown, tenant: unknown, from: OfferedKestra['from']): OfferedKestra[] {
  if (typeof url !== 'string') return [];
  const meant = typeof tenant === 'string' && tenant !== '' ? tenant : usualTenant;
  const place = readKestraPlace({ url, tenant: meant });
  return isPlace(place) ? [{ url: place.url, tenant: place.tenant, from }] : [];
}
