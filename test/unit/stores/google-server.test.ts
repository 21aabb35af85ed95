import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { project, reader } from '../../fakes/open-google.ts';
import { startGoogle, type Google } from '../../servers/google/google.ts';
import { createCredential } from '../../../src/stores/google/credential.ts';
import { namedVault } from '../../fakes/failure-reasons.ts';
import { never } from '../../fakes/never.ts';
import { keyOf } from '../../fakes/open-google.ts';

interface Field {
  readonly type: string;
  readonly rule?: string;
  readonly keyType?: string;
}
interface Described {
  readonly fields?: Readonly<Record<string, Field>>;
  readonly values?: Readonly<Record<string, number>>;
  readonly nested?: Readonly<Record<string, Described>>;
}

/** The `.proto` files of Google's own package, as it ships them. */
const protos = JSON.parse(
  readFileSync('node_modules/@google-cloud/secret-manager/build/protos/protos.json', 'utf8'),
) as Described;
const service = ['google', 'cloud', 'secretmanager', 'v1'].reduce<Described>(
  (at, name) => at.nested?.[name] ?? {},
  protos,
);

/** Asserts that JSON has the form that protobuf's mapping gives a message, and nothing else. */
function assertIs(type: string, json: unknown, scope: readonly Described[], at: string): void {
  const scalars: Record<string, string> = {
    string: 'string',
    int32: 'number',
    bool: 'boolean',
    bytes: 'string',
  };
  const scalar = scalars[type] ?? (type.endsWith('Timestamp') ? 'string' : undefined);
  if (scalar !== undefined) {
    assert.equal(typeof json, scalar, at);
    if (type.endsWith('Timestamp')) assert.ok(!Number.isNaN(Date.parse(String(json))), at);
    return;
  }
  const described = scope.map((each) => each.nested?.[type]).find((each) => each !== undefined);
  assert.ok(described, `${at}: there is no ${type}`);
  if (described.values !== undefined) {
    const isOne = Object.entries(described.values).some(([name, number]) => json === name || json === number);
    assert.ok(isOne, `${at}: ${String(json)} is no ${type}`);
    return;
  }
  assert.ok(typeof json === 'object' && json !== null, at);
  for (const [name, value] of Object.entries(json)) {
    const field = described.fields?.[name];
    const place = `${at}.${name}`;
    assert.ok(field, `${place}: ${type} has no such field`);
    const values: unknown[] =
      field.rule === 'repeated'
        ? (value as unknown[])
        : field.keyType !== undefined
          ? Object.values(value as object)
          : [value];
    for (const each of values) assertIs(field.type, each, [described, ...scope], place);
  }
}

describe("The server that stands for Google's", () => {
  let google: Google;
  before(async () => {
    google = await startGoogle({
      project,
      secrets: [
        { id: 'one', versions: [{ value: 'x' }], labels: { a: 'b' }, expireTime: '2030-01-01T00:00:00Z' },
        { id: 'two', versions: [{ value: 'x', state: 'DISABLED' }] },
      ],
      accounts: [reader],
      permissions: { [reader.email]: ['secrets.list', 'secrets.get', 'versions.get', 'versions.access'] },
      pageSize: 1,
    });
  });
  after(() => google.stop());

  async function get(path: string): Promise<unknown> {
    const noNetwork = () => Promise.reject(new Error('no network'));
    const login = Object.fromEntries(await createCredential(keyOf(reader), namedVault, noNetwork, never)());
    return new Promise((resolve, reject) => {
      request(`${google.url}${path}`, { ca: google.certificate, headers: login }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
        response.on('end', () => resolve(JSON.parse(text)));
      })
        .on('error', reject)
        .end();
    });
  }

  const secrets = `/v1/projects/${project}/secrets`;
  for (const [path, type] of [
    [secrets, 'ListSecretsResponse'],
    [`${secrets}?pageToken=1`, 'ListSecretsResponse'],
    [`${secrets}/one`, 'Secret'],
    [`${secrets}/one/versions/latest`, 'SecretVersion'],
    [`${secrets}/two/versions/latest?$alt=json%3Benum-encoding=int`, 'SecretVersion'],
    [`${secrets}/one/versions/latest:access`, 'AccessSecretVersionResponse'],
  ] as const) {
    it(`answers ${path} with what the .proto calls ${type}`, async () => {
      const answer = await get(path);
      assert.ok(Object.keys(answer as object).length > 1);
      assertIs(type, answer, [service], type);
    });
  }
});
