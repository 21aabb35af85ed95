import assert from 'node:assert/strict';
import path from 'node:path';
import { keyOf, project, reader } from '../../fakes/open-google.ts';
import { reader as azureReader } from '../../fakes/open-azure.ts';
import { listSecrets, startAwsStub } from '../../servers/aws-stub.ts';
import { startAzure } from '../../servers/azure/azure.ts';
import { startGoogle } from '../../servers/google/google.ts';
import { behaviours, startHostile } from '../../servers/hostile.ts';
import { startProxy } from '../../servers/proxy.ts';
import { folderOf, kestraSecrets } from './command.ts';

/** Whatever makes Node, or a library that the managers' clients have, say what it does. */
const debugging = {
  NODE_DEBUG: '*',
  DEBUG: '*',
  AZURE_LOG_LEVEL: 'verbose',
  GOOGLE_SDK_NODE_LOGGING: '*',
};
const flow = `id: f
namespace: a.b
tasks:
  - id: t
    type: x
    message: "{{ secret('one', subkey='PART') }}"
`;

describe('command line: what is written for whoever looks for a mistake', function () {
  this.timeout(60_000);
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  /**
   * Checks with everything told that can be, values read for their subkeys, too, and gives what it wrote. Each of the
   * `files`, by the variable that names it, is written outside the folder.
   */
  async function check(
    type: string,
    block: Readonly<Record<string, unknown>>,
    env: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const configuration = JSON.stringify({ kestra: { secret: { type, [type]: block } } });
    const folder = await folderOf({ 'application.yml': configuration, 'f.yml': flow });
    const outside = await folderOf(files);
    undo.push(folder.remove, outside.remove);
    const environment: Record<string, string> = { ...debugging, ...env };
    for (const name of Object.keys(files)) environment[name] = path.join(outside.root, name);
    const run = await kestraSecrets(
      ['check', '--json', '--read-values-for-subkeys', '--folder', folder.root],
      { env: environment },
    );
    assert.match(run.out, /"state": "complete"/);
    assert.match(run.err, /^HTTP \d+: /m, 'Node tells what it does');
    return `${run.out}${run.err}`;
  }

  it('holds no token of Vault, and no password of a proxy', async () => {
    const host = 'vault.test';
    const token = { auth: { client_token: 'VALUE-MARKER-token', lease_duration: 60 } };
    const secrets = { data: { keys: ['one'], subkeys: { PART: null }, metadata: {} } };
    const server = await startHostile(
      (response, request) =>
        behaviours.answer(200, request.method === 'POST' ? token : secrets)(response, request),
      { tls: true, host },
    );
    undo.push(() => server.stop());
    const proxy = await startProxy({ target: new URL(server.url) });
    undo.push(() => proxy.stop());
    const block = {
      address: `https://${host}`,
      'app-role': { 'role-id': 'reader', 'secret-id': 'VALUE-MARKER-secret' },
    };
    const written = await check(
      'vault',
      block,
      { HTTPS_PROXY: proxy.url.replace('http://', 'http://me:VALUE-MARKER-proxy@') },
      { NODE_EXTRA_CA_CERTS: server.certificate ?? '' },
    );
    assertHoldsNone(written, ['VALUE-MARKER', Buffer.from('me:VALUE-MARKER-proxy').toString('base64')]);
  });

  it('holds no key of AWS, and no value', async () => {
    const server = await startAwsStub((question) =>
      question.action === 'GetSecretValue'
        ? { json: { Name: 'one', SecretString: '{"PART":"VALUE-MARKER-value"}' } }
        : listSecrets(['one'], question),
    );
    undo.push(() => server.stop());
    const written = await check(
      'aws-secret-manager',
      {
        region: 'eu-west-1',
        'endpoint-override': server.url,
        'access-key-id': 'AKIAKEYOFTHETESTS000',
        'secret-key-id': 'VALUE-MARKER-key',
        'session-token': 'VALUE-MARKER-session',
      },
      {},
    );
    assertHoldsNone(written, ['VALUE-MARKER']);
  });

  it('holds no token of Azure, and no value', async () => {
    const tokens: string[] = [];
    const azure = await startAzure({
      secrets: [{ name: 'one', versions: [{ value: '{"PART":"VALUE-MARKER-value"}' }] }],
      applications: [azureReader],
      permissions: { [azureReader.id]: ['list', 'get'] },
      instead: ({ headers }) => {
        if (headers.authorization !== undefined) tokens.push(headers.authorization);
        return false;
      },
    });
    undo.push(azure.stop);
    const { tenant, id, secret } = azureReader;
    const written = await check(
      'azure-key-vault',
      {
        'key-vault-uri': azure.vaultUrl,
        'client-secret': { 'tenant-id': tenant, 'client-id': id, 'client-secret': secret },
      },
      { AZURE_AUTHORITY_HOST: azure.authorityUrl },
      { NODE_EXTRA_CA_CERTS: azure.certificate },
    );
    assert.ok(tokens.length > 0);
    assertHoldsNone(written, ['VALUE-MARKER', ...tokens.map(withoutScheme)]);
  });

  it('holds no token of Google, and no value', async () => {
    const tokens: string[] = [];
    const google = await startGoogle({
      project,
      secrets: [{ id: 'one', versions: [{ value: '{"PART":"VALUE-MARKER-value"}' }] }],
      accounts: [reader],
      permissions: { [reader.email]: ['secrets.list', 'secrets.get', 'versions.get', 'versions.access'] },
      instead: ({ headers }) => {
        if (headers.authorization !== undefined) tokens.push(headers.authorization);
        return false;
      },
    });
    undo.push(google.stop);
    const { email, privateKey, keyId } = keyOf(reader);
    const key = { type: 'service_account', project_id: project, client_email: email };
    const written = await check(
      'google-secret-manager',
      { project },
      { CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: google.url },
      {
        GOOGLE_APPLICATION_CREDENTIALS: JSON.stringify({
          ...key,
          private_key: privateKey,
          private_key_id: keyId,
        }),
        NODE_EXTRA_CA_CERTS: google.certificate,
      },
    );
    assert.ok(tokens.length > 0);
    assertHoldsNone(written, ['VALUE-MARKER', privateKey.slice(40, 90), ...tokens.map(withoutScheme)]);
  });
});

function withoutScheme(authorization: string): string {
  return authorization.replace(/^Bearer /, '');
}

function assertHoldsNone(written: string, credentials: readonly string[]): void {
  for (const credential of credentials) {
    assert.ok(credential.length > 10);
    const at = written.indexOf(credential);
    assert.equal(at, -1, written.slice(Math.max(0, at - 300), at + 20));
  }
}
