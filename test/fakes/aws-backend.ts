import type { AwsBackend } from '../../src/configuration/types.ts';
import { known } from './vault-backend.ts';

/** A read-only AWS Secrets Manager with nothing but defaults, and what the test says otherwise. */
export function awsBackend(changes: Partial<AwsBackend> = {}): AwsBackend {
  return {
    type: 'aws-secret-manager',
    id: 'aws-secret-manager',
    level: 'global',
    namespace: null,
    sources: [],
    readOnly: known(true),
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
    region: null,
    accessKeyId: null,
    secretKeyId: null,
    sessionToken: null,
    prefix: null,
    endpointOverride: null,
    stsRoleArn: null,
    stsRoleExternalId: null,
    stsRoleSessionName: null,
    stsRoleSessionDuration: null,
    stsEndpointOverride: null,
    ...changes,
  };
}
