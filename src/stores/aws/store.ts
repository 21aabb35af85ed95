import type { DescribeSecretCommandOutput, SecretListEntry } from '@aws-sdk/client-secrets-manager';
import pLimit from 'p-limit';
import { isFailureError } from '../../ports/failure.ts';
import { cancellation } from '../../ports/cancellation.ts';
import type { Store, StoredSecret } from '../contract.ts';
import { followPages, type FollowPorts, type ReceivedPage } from '../paging.ts';
import type { AwsClient } from './client.ts';

/** A new secret may be absent from a list for so long, in seconds (AWS: ListSecrets). */
const listLag = 300;

/** What AWS takes for a name: anything else is in no list, and an ARN would lead to another place. */
const namePattern = /^[A-Za-z0-9/_+=.@!-]{1,512}$/;

/**
 * AWS Secrets Manager as a store. Lists are asked without filters: AWS matches beginnings, and would leave out what the
 * rules of Kestra hide, which must not look as if it were missing.
 */
export function createAwsStore(client: AwsClient, ports: FollowPorts): Store {
  const oneValueAtATime = pLimit(1);
  return {
    abilities: { lookup: true, subkeys: 'by-reading-value', listLag },
    needsLogin: () => client.needsLogin(),
    async *list(_options, signal) {
      const pages = followPages((next) => pageOf(client, next, signal), ports, signal);
      for await (const { items, ...rest } of pages) yield { secrets: items, ...rest };
    },
    async lookup(name, signal) {
      if (!namePattern.test(name)) {
        if (signal.aborted) throw cancellation();
        return { state: 'absent' };
      }
      const answer = await client.describe(name, signal);
      // AWS finds a secret by a part of its ARN, too; Kestra asks by name.
      if (answer?.Name !== name) return { state: 'absent' };
      return { state: 'found', secret: storedSecret(answer) };
    },
    subkeys(name, { readValue }, signal) {
      if (signal.aborted) return Promise.reject(cancellation());
      if (!readValue || !namePattern.test(name)) return Promise.resolve({ state: 'not-read' });
      return oneValueAtATime(() => client.subkeys(name, signal));
    },
    close: () => client.close(),
  };
}

async function pageOf(
  client: AwsClient,
  next: string | null,
  signal: AbortSignal,
): Promise<ReceivedPage<StoredSecret>> {
  try {
    const { page, size } = await client.list(next, signal);
    return { items: (page.SecretList ?? []).map(storedSecret), next: page.NextToken, size };
  } catch (error) {
    if (!isFailureError(error) || !client.isListRefusal(error.failure)) throw error;
    return { items: [], next: null, size: 0, refused: error.failure };
  }
}

/** Its form was looked at when it came: it has a name. */
function storedSecret(entry: SecretListEntry | DescribeSecretCommandOutput): StoredSecret {
  const { Name: name = '', Tags: tags, DeletedDate: deletedDate } = entry;
  const deletedAt = dateText(deletedDate);
  return {
    name,
    storedName: name,
    tags: Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    readable: deletedAt !== null ? 'deleted' : isServed(entry) ? 'yes' : 'not-told',
    subkeys: { state: 'not-read' },
    ...(deletedAt === null ? {} : { deletedAt }),
  };
}

/** AWS serves the version that is called current; of a secret without a value it tells no versions at all. */
function isServed(entry: SecretListEntry | DescribeSecretCommandOutput): boolean {
  const stages = 'SecretVersionsToStages' in entry ? entry.SecretVersionsToStages : versionsOf(entry);
  return Object.values(stages ?? {}).some((names) => names.includes('AWSCURRENT'));
}

function versionsOf(entry: SecretListEntry | DescribeSecretCommandOutput) {
  return 'VersionIdsToStages' in entry ? entry.VersionIdsToStages : undefined;
}

/** ISO 8601; null: none, or none that can be read. */
function dateText(date: Date | undefined): string | null {
  return date === undefined || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
