import { gaxios } from 'google-auth-library';

type Fetch = NonNullable<gaxios.GaxiosOptions['fetchImplementation']>;

/**
 * Google's own way to the network, of which nothing is left but `fetch`: it would also make ready an agent for the proxy
 * that the environment names (Gaxios: `noProxy`), while the house's transport has the user's own settings for that.
 */
export function gaxiosWith(fetch: Fetch): gaxios.Gaxios {
  return new gaxios.Gaxios({ fetchImplementation: fetch, noProxy: [/^/] });
}
