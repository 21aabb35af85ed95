import { parseKnownFiles } from '@smithy/core/config';
import type { AwsProfile } from '../../access/aws-types.ts';

type Profiles = Awaited<ReturnType<typeof parseKnownFiles>>;

/** Ways of a profile to a credential that only a container or an instance has. */
const serverOnlySources = new Set(['EcsContainer', 'Ec2InstanceMetadata']);

/** Every profile of `~/.aws/config` and `~/.aws/credentials`, read anew. */
export async function readProfiles(): Promise<readonly AwsProfile[]> {
  const profiles = await parseKnownFiles({ ignoreCache: true });
  return Object.keys(profiles).map((name) => ({ name, serverOnly: isServerOnly(name, profiles, new Set()) }));
}

/** A profile may take its credentials from another, and that from a third. */
function isServerOnly(name: string, profiles: Profiles, seen: Set<string>): boolean {
  const profile = profiles[name];
  if (profile === undefined || seen.has(name)) return false;
  seen.add(name);
  if (serverOnlySources.has(profile.credential_source ?? '')) return true;
  const source = profile.source_profile;
  return source !== undefined && source !== name && isServerOnly(source, profiles, seen);
}
