import type { AwsProfile } from '../access/index.ts';

/** The profiles of the user's `~/.aws`, as AWS's own tools read them; sends nothing. */
export async function awsProfiles(): Promise<readonly AwsProfile[]> {
  const { readProfiles } = await import('./aws/profiles.ts');
  return readProfiles();
}
