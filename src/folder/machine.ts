import { podTokenFile, type AccessDependencies, type AwsProfile } from '../access/index.ts';
import {
  environmentVariable,
  fileLimits,
  googleCredentialsAt,
  readHomeFile,
  readSmallFile,
  usualGoogleCredentials,
} from '../host/index.ts';

/** What this machine has of credentials, each looked for where a backend needs it. */
export const credentialsOfMachine = {
  environment: environmentVariable,
  homeFile: readHomeFile,
  podToken: (signal) => readSmallFile(podTokenFile, fileLimits.token, signal),
  google: {
    credentialsAt: googleCredentialsAt,
    usualCredentials: (signal) => usualGoogleCredentials(environmentVariable, signal),
  },
} satisfies Partial<AccessDependencies>;

/** The profiles of the user's `~/.aws`. The client that knows these files is loaded where somebody needs them. */
export async function readAwsProfiles(): Promise<readonly AwsProfile[]> {
  const { awsProfiles } = await import('../stores/index.ts');
  return awsProfiles();
}
