import assert from 'node:assert/strict';
import type { BackendSnapshot } from '../../../src/catalog/index.ts';
import { nameRefusalMessage } from '../../../src/language/messages/uses.ts';
import { refuseName } from '../../../src/language/uses/new-name.ts';
import type { SoughtSecret } from '../../../src/language/uses/types.ts';
import {
  catalogOf,
  environmentOf,
  secretNamed,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';

function refusalOf(backend: BackendSnapshot | null, newName: string, subkey: string | null = null) {
  const [secret] = backend?.secrets ?? [];
  const held = backend === null || secret === undefined ? null : { backend, secret };
  const sought: SoughtSecret = { name: secret?.name ?? 'DB', subkey, held };
  const refusal = refuseName(sought, newName, catalogOf(backend === null ? [] : [backend]), []);
  return refusal === null ? null : nameRefusalMessage(refusal, newName);
}

describe('a new name of a secret', () => {
  const env = environmentOf([variableNamed('DB'), variableNamed('OTHER')]);
  const azure: BackendSnapshot = { ...vaultOf([secretNamed('DB')]), type: 'azure-key-vault' };

  it('is one that its manager can hold', () => {
    assert.equal(refusalOf(azure, 'DB-NEW'), null);
    assert.match(refusalOf(azure, 'DB_NEW') ?? '', /cannot hold a secret named DB_NEW/);
    const vault = vaultOf([secretNamed('DB')]);
    assert.equal(refusalOf(vault, `it's "new"`), null);
  });

  it('is the name of a variable in an env file, and of no other there', () => {
    assert.equal(refusalOf(env, 'new_1'), null);
    assert.equal(refusalOf(env, 'db'), null);
    assert.match(refusalOf(env, 'A-B') ?? '', /^SECRET_A-B is no name of a variable/);
    assert.match(refusalOf(env, 'ÄB') ?? '', /^SECRET_ÄB is no name of a variable/);
    assert.match(refusalOf(env, 'other') ?? '', /^SECRET_OTHER is defined already/);
  });

  it('is not given to two variables that are one name to Kestra', () => {
    const [secret] = env.secrets;
    assert.ok(secret);
    const sought: SoughtSecret = { name: 'DB', subkey: null, held: { backend: env, secret } };
    const refuse = (...variables: readonly string[]) =>
      refuseName(sought, 'NEW', catalogOf([env]), variables)?.kind ?? null;
    assert.equal(refuse('SECRET_DB', 'SECRET_db'), 'spellings');
    assert.equal(refuse('SECRET_db', 'SECRET_db'), null);
  });

  it('of a variable is none that another backend of its configuration answers for', () => {
    const refuse = (other: BackendSnapshot) => {
      const [secret] = env.secrets;
      assert.ok(secret);
      const sought: SoughtSecret = { name: 'DB', subkey: null, held: { backend: env, secret } };
      return refuseName(sought, 'NEW', catalogOf([other, env]), [])?.kind ?? null;
    };
    assert.equal(refuse(vaultOf([secretNamed('NEW')])), 'answered');
    assert.equal(refuse(vaultOf([secretNamed('NEWER')])), null);
    assert.equal(refuse(vaultOf([secretNamed('NEW', { visible: false })])), null);
    assert.equal(refuse(vaultOf([secretNamed('NEW')], { configuration: 'other/application.yml' })), null);
  });

  it('can be written in an expression, whoever has it, and so can a subkey', () => {
    for (const newName of ['a\nb', '\u0007']) {
      assert.match(refusalOf(null, newName) ?? '', /cannot be written in an expression/);
      assert.match(refusalOf(env, newName, 'user') ?? '', /cannot be written in an expression/);
    }
    assert.equal(refusalOf(env, 'user-name', 'user'), null);
    assert.equal(refusalOf(null, ' '), 'Type a name.');
  });
});
