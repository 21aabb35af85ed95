import { parseKnownFiles } from '@smithy/core/config';
import type { AwsProfile } from '../../access/index.ts';

type Profiles = Awaited<ReturnType<typeof parseKnownFiles>>;
type Profile = Profiles[string];

/** Ways of a profile to a credential that only a container or an instance has. */
const serverOnlySources = new Set(['EcsContainer', 'Ec2InstanceMetadata']);

/** Sections of other kinds stand among the profiles, under names of this form. */
const otherSection = /^(?:sso-session|services)\./;

/** Every profile of `~/.aws/config` and `~/.aws/credentials`, read anew. */
export async function readProfiles(): Promise<readonly AwsProfile[]> {
  const profiles = await parseKnownFiles({ ignoreCache: true });
  return Object.keys(profiles)
    .filter((name) => !otherSection.test(name))
    .map((name) => {
      const chain = chainOf(name, profiles);
      return {
        name,
        serverOnly: chain.some((each) => serverOnlySources.has(each.credential_source ?? '')),
        sso: chain.some((each) => each.sso_session !== undefined || each.sso_start_url !== undefined),
      };
    });
}

/** The profile, and those that it takes its credentials from: one from another, and that from a third. */
function chainOf(name: string, profiles: Profiles): Profile[] {
  const seen = new Set<string>();
  const chain: Profile[] = [];
  let next: string | undefined = name;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const profile: Profile | undefined = profiles[next];
    if (profile !== undefined) chain.push(profile);
    next = profile?.source_profile;
  }
  return chain;
}
