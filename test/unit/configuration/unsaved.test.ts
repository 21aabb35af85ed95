import assert from 'node:assert/strict';
import { withUnsavedRules } from '../../../src/configuration/index.ts';
import type { FolderConfiguration, VaultBackend } from '../../../src/configuration/types.ts';
import { base64, plain, read, yaml } from './support.ts';

const saved = yaml`
  kestra:
    secret:
      type: vault
      read-only: true
      vault:
        address: http://vault.example:8200
        token:
          token: VALUE-MARKER-token
        filter-on-tags:
          application: kestra
`;

/** What holds while `typed` stands in application.yml and is not saved. */
async function held(
  typed: string,
  { before = null, onDisk = saved }: { before?: FolderConfiguration | null; onDisk?: string } = {},
): Promise<FolderConfiguration> {
  return withUnsavedRules({
    saved: await read({ 'application.yml': onDisk }),
    typed: await read({ 'application.yml': typed }),
    files: ['application.yml'],
    before,
  });
}

function vaultIn({ backends }: FolderConfiguration): VaultBackend {
  const vault = backends.find((backend) => backend.type === 'vault');
  assert.ok(vault);
  return vault;
}

const tagOf = (configuration: FolderConfiguration) =>
  plain(vaultIn(configuration).filters.filterOnTags?.application ?? null);

describe('a configuration that is not saved', () => {
  it('gives its rules to what is saved, and says so', async () => {
    const found = await held(saved.replace('application: kestra', 'application: shop'));
    assert.equal(tagOf(found), 'shop');
    assert.equal(found.unsavedRules, true);
    assert.deepEqual(vaultIn(found).unsavedIn, ['application.yml']);
    const managed = await held(saved.replace('read-only: true', 'read-only: false'));
    assert.equal(plain(vaultIn(managed).readOnly), false);
  });

  for (const [name, from, to] of [
    ['address', 'http://vault.example:8200', 'http://evil.example:8200'],
    ['credential', 'VALUE-MARKER-token', 'VALUE-MARKER-other'],
    ['path', 'filter-on-tags:', 'root-engine: other\n      filter-on-tags:'],
  ] as const) {
    it(`changes no ${name} of what is asked`, async () => {
      const found = await held(saved.replace(from, to).replace('application: kestra', 'application: shop'));
      const onDisk = vaultIn(await read({ 'application.yml': saved }));
      const { filters, sources, readOnly } = vaultIn(found);
      const unsavedIn = ['application.yml'];
      assert.deepEqual(vaultIn(found), { ...onDisk, filters, sources, readOnly, unsavedIn });
      assert.equal(tagOf(found), 'shop');
    });
  }

  for (const [name, from, to] of [
    ['an unclosed quote', 'application: kestra', 'application: "kest'],
    ['a key that nobody knows', 'filter-on-tags:', 'filter-on-tag:'],
    ['a tag without its value', 'application: kestra', 'application:'],
    ['a tag without its colon', 'application: kestra', 'applic'],
    ['a flag that is none', 'read-only: true', 'read-only: tru'],
    ['another type', 'type: vault', 'type: vaul'],
    ['nothing', saved, ''],
  ] as const) {
    it(`keeps the rules where it holds ${name}`, async () => {
      const found = await held(saved.replace(from, to));
      assert.equal(tagOf(found), 'kestra');
      assert.equal(plain(vaultIn(found).readOnly), true);
      assert.notEqual(found.unsavedRules, true);
      assert.deepEqual(vaultIn(found).unsavedIn, ['application.yml']);
    });
  }

  it('keeps the rules that held before it broke', async () => {
    const before = await held(saved.replace('application: kestra', 'application: shop'));
    const found = await held(saved.replace('application: kestra', 'application: "sho'), { before });
    assert.equal(tagOf(found), 'shop');
  });

  it('is no worse than what is saved where that has the same fault', async () => {
    const onDisk = saved.replace('address:', 'adress: x\n      address:');
    const found = await held(onDisk.replace('application: kestra', 'application: shop'), { onDisk });
    assert.equal(tagOf(found), 'shop');
  });

  it('makes no backend until it is saved, and takes none away', async () => {
    const application = await read({ 'application.yml': saved });
    const none = await read({});
    const rest = { files: ['application.yml'], before: null };
    assert.deepEqual(withUnsavedRules({ saved: none, typed: application, ...rest }).backends, []);
    const gone = withUnsavedRules({ saved: application, typed: none, ...rest });
    assert.deepEqual(
      gone.backends.map(({ id }) => id),
      ['vault'],
    );
  });

  it('leaves it to what is saved which configurations there are, and which was chosen', async () => {
    const service = (name: string) =>
      `services:\n  kestra:\n    image: kestra/kestra\n    environment:\n      SECRET_${name}: ${base64('x')}\n`;
    const files = { 'a/compose.yml': service('A'), 'b/compose.yml': service('B') };
    const chosen = { configuration: 'b/compose.yml' };
    const configuration = withUnsavedRules({
      saved: await read(files, chosen),
      typed: await read({ ...files, 'a/compose.yml': 'services:\n' }, chosen),
      files: ['a/compose.yml'],
      before: null,
    });
    assert.equal(configuration.chosen, 'b/compose.yml');
    assert.deepEqual(
      [configuration.configurations?.length, configuration.backends.map(({ id }) => id)],
      [2, ['env#b/compose.yml']],
    );
    const added = withUnsavedRules({
      saved: await read({ 'b/compose.yml': service('B') }, chosen),
      typed: await read(files, chosen),
      files: ['a/compose.yml'],
      before: null,
    });
    assert.deepEqual([added.chosen, added.backends.map(({ id }) => id)], [undefined, ['env']]);
  });

  it('counts for the variables, which nobody is asked for', async () => {
    const compose = 'services: {k: {image: kestra/kestra, env_file: .env}}\n';
    const found = withUnsavedRules({
      saved: await read({ 'compose.yml': compose, '.env': '' }),
      typed: await read({ 'compose.yml': compose, '.env': `SECRET_NEW=${base64('x')}\n` }),
      files: ['.env'],
      before: null,
    });
    const environment = found.backends.find((backend) => backend.type === 'env');
    assert.ok(environment);
    assert.deepEqual(
      environment.definitions.definitions.map(({ key }) => key),
      ['NEW'],
    );
    assert.deepEqual(environment.unsavedIn, ['.env']);
  });
});
