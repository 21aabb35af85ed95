import type { AwsProfile } from '../../access/index.ts';

/** What *Sign In* offers for AWS: another profile, or a new session for the one in use. */
export type AwsChoice =
  | { readonly kind: 'use'; readonly profile: string; readonly sso: boolean; readonly inUse: boolean }
  /** `command` is for the user to run: nobody else may log in. */
  | { readonly kind: 'renew'; readonly profile: string; readonly command: string };

/**
 * The choices among the profiles of `~/.aws`, in the order in which they are offered. A profile whose credentials come
 * from a metadata service is none: that is never asked from here.
 */
export function awsChoices(profiles: readonly AwsProfile[], inUse: string): AwsChoice[] {
  const usable = profiles.filter(({ serverOnly }) => !serverOnly);
  return [
    ...usable.flatMap(({ name, sso }): AwsChoice[] => {
      const command = sso && name === inUse ? ssoLogin(name) : null;
      return command === null ? [] : [{ kind: 'renew', profile: name, command }];
    }),
    ...usable.map(({ name, sso }) => ({ kind: 'use', profile: name, sso, inUse: name === inUse }) as const),
  ];
}

/** Typed into a terminal of any kind: null for a name that a shell would take apart. */
function ssoLogin(profile: string): string | null {
  return /^[\w.@+-]+$/.test(profile) ? `aws sso login --profile ${profile}` : null;
}
