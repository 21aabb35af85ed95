// Runs as a process of its own: answers the lists of three managers with pages that were made before, so that its work
// is nobody's in the comparison.
import { certificateFor, startListening } from '../test/servers/listening.ts';

/** Where each manager is, and whom to trust for Azure's. */
export interface Stub {
  readonly aws: string;
  readonly azure: string;
  readonly google: string;
  readonly certificate: string;
}

export const secretsInAll = 10_000;

const names = Array.from({ length: secretsInAll }, (_, index) => `team-${index % 40}-secret-${index}`);

/** Pages as texts; `next` gets where the next one begins, or null on the last. */
function pagesOf(size: number, page: (names: readonly string[], next: number | null) => unknown): string[] {
  const pages: string[] = [];
  for (let start = 0; start < names.length; start += size) {
    const end = start + size;
    pages.push(JSON.stringify(page(names.slice(start, end), end < names.length ? end : null)));
  }
  return pages;
}

const json = { 'content-type': 'application/json' };

const awsPages = pagesOf(100, (some, next) => ({
  SecretList: some.map((name) => ({
    ARN: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
    Name: name,
    CreatedDate: 1_700_000_000,
    SecretVersionsToStages: { '7a8e': ['AWSCURRENT'] },
    Tags: [{ Key: 'application', Value: 'kestra' }],
  })),
  ...(next === null ? {} : { NextToken: String(next) }),
}));
const aws = await startListening(({ body }, response) => {
  const { NextToken = '0' } = JSON.parse(body) as { NextToken?: string };
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(awsPages[Number(NextToken) / 100]);
}, null);

const googlePages = pagesOf(1000, (some, next) => ({
  secrets: some.map((name) => ({
    name: `projects/123456789012/secrets/${name}`,
    replication: { automatic: {} },
    createTime: '2026-01-01T00:00:00Z',
    labels: { application: 'kestra' },
    etag: '"1"',
  })),
  ...(next === null ? {} : { nextPageToken: String(next) }),
  totalSize: names.length,
}));
const google = await startListening(({ url }, response) => {
  response.writeHead(200, json);
  response.end(googlePages[Number(url.searchParams.get('pageToken') ?? '') / 1000]);
}, null);

const certificate = await certificateFor(['localhost']);
const azurePages = new Map<string, string[]>();
const azure = await startListening(({ url, headers }, response) => {
  if (headers.authorization === undefined) {
    const challenge = `Bearer authorization="https://login.microsoftonline.com/t", resource="https://vault.azure.net"`;
    response.writeHead(401, { 'www-authenticate': challenge }).end();
    return;
  }
  let pages = azurePages.get(url.origin);
  if (pages === undefined) {
    pages = pagesOf(25, (some, next) => ({
      value: some.map((name) => ({
        id: `${url.origin}/secrets/${name}`,
        attributes: { enabled: true, created: 1_700_000_000, updated: 1_700_000_000 },
        tags: { application: 'kestra' },
      })),
      nextLink: next === null ? null : `${url.origin}/secrets?api-version=7.6&$skiptoken=${next}`,
    }));
    azurePages.set(url.origin, pages);
  }
  response.writeHead(200, json);
  response.end(pages[Number(url.searchParams.get('$skiptoken') ?? '0') / 25]);
}, certificate);

process.send?.({
  aws: aws.url,
  azure: azure.url,
  google: google.url,
  certificate: certificate.cert,
} satisfies Stub);
process.on('disconnect', () => process.exit(0));
