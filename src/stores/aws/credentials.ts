import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-provider-ini';
import { externalDataInterceptor } from '@smithy/core/config';
import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import type { AwsIdentity, AwsLogin, AwsRole } from '../../access/index.ts';
import { runCommandLine } from '../../host/index.ts';
import { FailureError, isFailureError } from '../../ports/failure.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import { errorKindOf, readError } from './errors.ts';
import { noRoleCredentials, roleFailure } from './failures.ts';
import { guardCommands } from './guard.ts';
import type { AwsHandler } from './handler.ts';
import type { AwsSettings } from './settings.ts';

// AWS's client would run a profile's program (`credential_process`) in the folder that this process happens to be in.
externalDataInterceptor.interceptToken('exec', runCommandLine);

/** What AWS's clients take for credentials: they, or a way to them that is gone again when they end. */
export type Credentials = NonNullable<SecretsManagerClientConfig['credentials']>;

/** Credentials, and whether the next question would have to get them first. `now` in ms since the epoch. */
export interface OwnCredentials {
  readonly credentials: Credentials;
  readonly needsLogin: (now: number) => boolean;
}

/** AWS's clients get new ones so long before the old ones end, in ms. */
const renewedBefore = 5 * 60_000;

/** What holds for every client: one attempt, since patience is the caller's, and nothing out of the environment. */
export const clientDefaults = {
  maxAttempts: 1,
  retryMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
} as const;

/** The identity that was granted, with the role on top of it where one is taken (Kestra: `sts-role-arn`). */
export function credentialsOf(
  { identity, role, region }: AwsLogin,
  settings: AwsSettings,
  requestHandler: AwsHandler,
): OwnCredentials {
  const base = identityOf(identity, region, requestHandler);
  const credentials = role === null ? base : assumeRole(role, base, settings, requestHandler);
  if (typeof credentials !== 'function') return { credentials, needsLogin: () => false };
  // What a profile leads to is known once it was followed.
  let endsAt = 0;
  return {
    async credentials() {
      const taken = await credentials();
      endsAt = taken.expiration?.getTime() ?? Infinity;
      return taken;
    },
    needsLogin: (now) => now >= endsAt - renewedBefore,
  };
}

/**
 * A profile is read anew for each store, so that a session that was renewed outside counts. Its own clients (STS, SSO)
 * find their regions in it, and use the same transport.
 */
function identityOf(identity: AwsIdentity, region: string, requestHandler: AwsHandler): Credentials {
  if (identity.kind === 'profile') {
    return fromIni({
      profile: identity.profile,
      ignoreCache: true,
      clientConfig: { ...clientDefaults, requestHandler },
      // With a workload's token, STS is asked with the parent's handler alone.
      parentClientConfig: { region, requestHandler },
    });
  }
  const { accessKeyId, secretAccessKey, sessionToken } = identity;
  return { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
}

/** Rejects with a FailureError that names STS, or as the way to the credentials of who takes the role does. */
function assumeRole(
  role: AwsRole,
  base: Credentials,
  settings: AwsSettings,
  requestHandler: AwsHandler,
): Credentials {
  const { region } = settings;
  return async () => {
    const sts = new STSClient({
      ...clientDefaults,
      region,
      endpoint: role.endpoint,
      credentials: base,
      requestHandler,
    });
    guardCommands(sts, ['AssumeRoleCommand']);
    const command = new AssumeRoleCommand({
      RoleArn: role.arn,
      RoleSessionName: role.sessionName,
      DurationSeconds: role.duration,
      ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
    });
    const answer = await sts.send(command).catch((error: unknown) => {
      const read = readError(error);
      if (isCancellation(error) || isFailureError(error) || errorKindOf(read) === 'no-credential')
        throw error;
      throw new FailureError(roleFailure(read, role, settings));
    });
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey) throw new FailureError(noRoleCredentials(role, settings));
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
    };
  };
}
