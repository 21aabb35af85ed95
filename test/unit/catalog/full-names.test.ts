import assert from 'node:assert/strict';
import { resolve } from '../../../src/catalog/resolve.ts';
import type { BackendSnapshot } from '../../../src/catalog/types.ts';
import type { Manager } from '../../../src/managers/table.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';

const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf';

function listing(type: Manager, ...names: readonly string[]): BackendSnapshot {
  return vaultOf(
    names.map((name) => secretNamed(name)),
    { id: type, type },
  );
}

function ask(backend: BackendSnapshot, name: string) {
  const found = resolve(catalogOf([backend]), questionOf(name), fetchedAt + 1000);
  return [`${found.verdict} ${found.reasonCode}`, found.reason.kind, found.suggestions] as const;
}

describe("a manager's full name of a secret", () => {
  const cases: readonly (readonly [Manager, string, string])[] = [
    ['aws-secret-manager', arn, 'shop/db'],
    ['aws-secret-manager', arn.replace('-AbCdEf', ''), 'shop/db'],
    ['aws-secret-manager', arn.replace('aws:', 'aws-cn:'), 'shop/db'],
    ['aws-secret-manager', arn, 'shop/db-AbCdEf'],
    ['google-secret-manager', 'projects/acme-1/secrets/db', 'db'],
    ['google-secret-manager', 'projects/42/secrets/db/versions/latest', 'db'],
    ['google-secret-manager', 'projects/acme/locations/europe-west1/secrets/db', 'db'],
    ['azure-key-vault', 'https://shop.vault.azure.net/secrets/db', 'db'],
    ['azure-key-vault', 'https://shop.vault.usgovcloudapi.net/secrets/db/0123456789abcdef', 'db'],
  ];
  for (const [type, name, short] of cases) {
    it(`is no name for sure, and hints at the one that is listed: ${name} (${short})`, () => {
      const listed = ask(listing(type, short, 'other'), name);
      assert.deepEqual(listed, ['unknown undocumented-rule', 'like-name', [short]]);
      const absent = ask(listing(type, 'other'), name);
      assert.deepEqual(absent.slice(0, 2), ['unknown undocumented-rule', 'full-name']);
    });

    it(`is a name where a secret has exactly that: ${name} (${short})`, () => {
      assert.equal(ask(listing(type, name, short), name)[0], 'resolvable found');
    });
  }

  const others: readonly (readonly [Manager, string])[] = [
    ['aws-secret-manager', 'arn-of-db'],
    ['aws-secret-manager', 'arn:aws:s3:::bucket'],
    ['google-secret-manager', 'projects/acme'],
    ['vault', 'arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf'],
  ];
  for (const [type, name] of others) {
    it(`is not any other name: ${name} in ${type}`, () => {
      assert.equal(ask(listing(type, 'other'), name)[0], 'missing not-in-list');
    });
  }
});

describe('a backend that the server has not, by its image', () => {
  const backend = { ...listing('vault', 'db'), needsEnterprise: true };

  it('misses nothing that it could hold, and shows what it has', () => {
    assert.deepEqual(ask(backend, 'other').slice(0, 2), ['unknown undocumented-rule', 'needs-enterprise']);
    assert.equal(ask(backend, 'db')[0], 'resolvable found');
  });

  it('misses what it could not hold', () => {
    const aws = { ...listing('aws-secret-manager', 'db'), needsEnterprise: true };
    assert.equal(ask(aws, 'a b')[0], 'missing not-in-list');
  });
});
