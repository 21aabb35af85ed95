import type { FailedBackend } from '../../ports/backend.ts';
import type { AwsLogin } from '../../access/index.ts';
import { aws } from '../../managers/aws.ts';

/** Where Secrets Manager is asked, as whom in words, and how long. Holds no credential. */
export interface AwsSettings {
  /** For the reasons of failures. */
  readonly backend: FailedBackend;
  /** Scheme, host and port, and a base path if there is one. */
  readonly endpoint: string;
  readonly region: string;
  /** The profile of `~/.aws` that is used; null: keys. */
  readonly profile: string | null;
  readonly roleArn: string | null;
  /** Of one request: until a connection stands; milliseconds. Kestra has no keys for times. */
  readonly connectTimeout: number;
  /** Of one whole question: looking for credentials, waiting where AWS throttles, and the answer; milliseconds. */
  readonly deadline: number;
  /** How many secrets one page holds: 1 to 100 (AWS: ListSecrets). */
  readonly pageSize: number;
}

/** What a test may set otherwise. */
export type AwsOptions = Pick<AwsSettings, 'connectTimeout' | 'deadline' | 'pageSize'>;

export const awsDefaults: AwsOptions = {
  connectTimeout: aws.waits.connect,
  deadline: aws.waits.answer,
  pageSize: 100,
};

export function awsSettings(
  backend: FailedBackend,
  endpoint: string,
  { region, identity, role }: AwsLogin,
  options: AwsOptions,
): AwsSettings {
  return {
    backend,
    endpoint,
    region,
    profile: identity.kind === 'profile' ? identity.profile : null,
    roleArn: role?.arn ?? null,
    ...options,
  };
}
