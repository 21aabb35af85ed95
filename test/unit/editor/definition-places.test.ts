import assert from 'node:assert/strict';
import type { FolderConfiguration, TerraformSecret } from '../../../src/configuration/index.ts';
import {
  namesElsewhere,
  placesOfDefinitions,
  shownRange,
} from '../../../src/editor/uses/definition-places.ts';
import { definitionsOf } from '../../../src/language/uses/index.ts';
import { secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';

const text = 'secret_key = "DB"\nsecret_key = "DB"\n';

function creationAt(start: number, namespace: string | null): TerraformSecret {
  return {
    name: 'DB',
    namespace,
    origin: { file: 'main.tf', range: { start, end: start + 2 }, line: 1, column: start + 1 },
  };
}

function configurationOf(terraformSecrets: readonly TerraformSecret[]): FolderConfiguration {
  return {
    backends: [],
    problems: [],
    files: [],
    entries: [],
    found: true,
    partial: false,
    terraformSecrets,
  };
}

async function startsOf(created: readonly TerraformSecret[], namespace: string | null) {
  const backend = vaultOf([secretNamed('DB', { namespace })]);
  const [secret] = backend.secrets;
  assert.ok(secret);
  const sought = { name: 'DB', subkey: null, held: { backend, secret } };
  const places = await placesOfDefinitions(definitionsOf(sought, configurationOf(created)), () =>
    Promise.resolve(text),
  );
  return places.map(({ name }) => name?.start ?? null);
}

describe('where a secret is defined', () => {
  const [first, second] = [text.indexOf('DB'), text.lastIndexOf('DB')];

  it('is where Terraform creates it in its namespace, and in no other', async () => {
    const created = [creationAt(first, 'team'), creationAt(second, 'other')];
    assert.deepEqual(await startsOf(created, 'team'), [first]);
    assert.deepEqual(await startsOf(created, null), [first, second]);
    assert.deepEqual(await startsOf([creationAt(second, null)], 'team'), [second]);
  });

  it('has no name to write where the text is another by now', async () => {
    assert.deepEqual(await startsOf([creationAt(first - 1, 'team')], 'team'), [null]);
  });

  it('is shown by its name, and never by what may be its value', () => {
    const whole = { start: 3, end: 9 };
    assert.deepEqual(shownRange({ name: { start: 4, end: 5 }, whole }), { start: 4, end: 5 });
    assert.deepEqual(shownRange({ name: null, whole }), { start: 3, end: 3 });
  });

  it('is told from where the variable stands besides', () => {
    const names = [{ start: 'SECRET_'.length, end: 'SECRET_DB'.length }];
    assert.equal(namesElsewhere('SECRET_DB=a', 'SECRET_DB', names), false);
    assert.equal(namesElsewhere('SECRET_DB=SECRET_DBS', 'SECRET_DB', names), false);
    assert.equal(namesElsewhere('SECRET_DB=${SECRET_DB}', 'SECRET_DB', names), true);
    assert.equal(namesElsewhere('A=MY_SECRET_DB', 'SECRET_DB', []), false);
  });
});
