import assert from 'node:assert/strict';
import { skipWithout } from '../../servers/needed.ts';
import { installOpenBao, seedOpenBao, startOpenBao, type OpenBao } from '../../servers/openbao.ts';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const flow = (id: string, namespace: string, body: string) =>
  `id: ${id}\nnamespace: ${namespace}\ntasks:\n  - id: one\n    message: "${body}"\n`;

const flows = {
  'flows/team.yml': flow(
    'a',
    'shop.orders.eu',
    "{{ secret('shared') }} {{ secret('own') }} {{ secret('far') }}",
  ),
  'flows/other.yml': flow('b', 'books', "{{ secret('own') }} {{ secret('own', namespace='shop.orders') }}"),
  'flows/dynamic.yml': flow(
    'c',
    '"{{ x }}"',
    "{{ secret('own') }} {{ secret('far') }} {{ secret('fallback') }}",
  ),
};

describe('command line: managers of namespaces and tenants', function () {
  this.timeout(120_000);
  let server: OpenBao | undefined;
  let root = '';
  let remove = () => Promise.resolve();

  before(async function () {
    const { binary } = skipWithout(this, await installOpenBao());
    const bao = await startOpenBao({ binary });
    server = bao;
    const secret = (name: string) => ({ path: name, fields: { KEY: `VALUE-MARKER-${name}` } });
    const mounted = async (mount: string, ...names: string[]) =>
      seedOpenBao(bao, { mount, version: 2, secrets: names.map(secret) });
    const vault = (rootEngine: string, token: string) => ({
      address: bao.url,
      rootEngine,
      token: { token },
    });
    const manager = (namespace: string, secretConfiguration: object) => ({
      namespace,
      secretType: 'vault',
      secretReadOnly: true,
      secretConfiguration,
    });
    const settings = {
      'kestraSecrets.secretManagers': [
        manager('shop', vault('shop', await mounted('shop', 'shared', 'far'))),
        manager('shop.orders', vault('orders', await mounted('orders', 'shared', 'own'))),
        { tenant: 'main', secretType: 'doppler' },
      ],
    };
    const globalToken = await mounted('everybody', 'shared', 'global-one');
    ({ root, remove } = await folderOf({
      ...flows,
      '.vscode/settings.json': JSON.stringify(settings, null, 2),
      'application.yml': [
        'kestra.secret:',
        '  type: vault',
        '  read-only: true',
        `  vault: {address: "${bao.url}", root-engine: everybody, token.token: "${globalToken}"}`,
      ].join('\n'),
      '.env_encoded': `SECRET_FALLBACK=${base64('VALUE-MARKER-fallback')}\n`,
    }));
  });
  after(async () => {
    await server?.stop();
    await remove();
  });

  const ask = (...args: string[]) => kestraSecrets([...args, '--json', '--folder', root]);

  it('list what each level holds, in asking order', async () => {
    const run = await ask('list');
    assert.equal(run.code, 0);
    const { backends } = readDocument('list', run.out);
    assert.deepEqual(
      backends.map(({ id, level, namespace, state }) => [id, level, namespace, state]),
      [
        ['vault@shop.orders', 'namespace', 'shop.orders', 'complete'],
        ['vault@shop', 'namespace', 'shop', 'complete'],
        ['main:doppler', 'tenant', null, 'unsupported'],
        ['vault', 'global', null, 'complete'],
        ['env', 'global', null, 'incomplete'],
      ],
    );
    assert.deepEqual(
      backends[0]?.secrets?.map(({ name }) => name),
      ['own', 'shared'],
    );
    const sources = backends[0].sources as { file: string }[];
    assert.equal(sources[0]?.file, '.vscode/settings.json');

    const books = readDocument('list', (await ask('list', '--namespace', 'books')).out).backends;
    assert.deepEqual(
      books.map(({ id }) => id),
      ['main:doppler', 'vault', 'env'],
    );
  });

  it('check: the nearest level answers, each asked in order', async () => {
    const run = await ask('check');
    const { references } = readDocument('check', run.out);
    const told = (file: string) =>
      references
        .filter((reference) => reference.file === file)
        .map(({ name, verdict, reasonCode, backend }) => [name, verdict, reasonCode, backend]);
    assert.deepEqual(told('flows/team.yml'), [
      ['shared', 'resolvable', 'found', 'vault@shop.orders'],
      ['own', 'resolvable', 'found', 'vault@shop.orders'],
      ['far', 'resolvable', 'found', 'vault@shop'],
    ]);
    // The tenant's manager is one that cannot be asked here, so nothing is missing.
    assert.deepEqual(told('flows/other.yml'), [
      ['own', 'unknown', 'unsupported-backend', null],
      ['own', 'resolvable', 'found', 'vault@shop.orders'],
    ]);
    assert.deepEqual(told('flows/dynamic.yml'), [
      ['own', 'unknown', 'dynamic-namespace', null],
      ['far', 'unknown', 'dynamic-namespace', null],
      ['fallback', 'resolvable', 'found', 'env'],
    ]);
    const far = references.find(({ name, file }) => name === 'far' && file === 'flows/team.yml');
    assert.deepEqual(
      (far?.answers as { backend: string; reasonCode: string }[]).map(({ backend }) => backend),
      ['vault@shop.orders', 'vault@shop', 'main:doppler', 'vault', 'env'],
    );
  });

  it('check: --namespace stands in for a namespace that nobody can tell', async () => {
    const run = await ask('check', 'flows/dynamic.yml', '--namespace', 'shop.orders');
    const { references } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ verdict, backend }) => [verdict, backend]),
      [
        ['resolvable', 'vault@shop.orders'],
        ['resolvable', 'vault@shop'],
        ['resolvable', 'env'],
      ],
    );
  });

  it('explain: where a name is looked up', async () => {
    const found = async (...args: string[]) => {
      const { explanation } = readDocument('explain', (await ask('explain', 'own', ...args)).out);
      return [explanation.verdict, explanation.reasonCode, explanation.steps[0]?.backend];
    };
    assert.deepEqual(await found('--namespace', 'shop.orders'), ['resolvable', 'found', 'vault@shop.orders']);
    assert.deepEqual(await found('--namespace', 'shop'), ['unknown', 'unsupported-backend', 'vault@shop']);
    assert.deepEqual(await found('--namespace', 'books', '--namespace-argument', 'shop.orders'), [
      'resolvable',
      'found',
      'vault@shop.orders',
    ]);
    assert.deepEqual((await found())[1], 'dynamic-namespace');
  });

  it('config: tells the settings of every level, and no credential', async () => {
    const run = await ask('config');
    const { configuration } = readDocument('config', run.out);
    const token = configuration.find(
      ({ backend, key }) => backend === 'vault@shop.orders' && key === 'token.token',
    );
    assert.equal(token?.value, 'set');
    assert.equal((token.origin as { file: string }[])[0]?.file, '.vscode/settings.json');
  });

  it('leave the others alone where one cannot be reached', async () => {
    const broken = await folderOf({
      ...flows,
      '.vscode/settings.json': JSON.stringify({
        'kestraSecrets.secretManagers': [
          {
            namespace: 'shop',
            secretType: 'vault',
            secretReadOnly: true,
            secretConfiguration: { address: 'http://127.0.0.1:1', token: { token: 'x' } },
          },
        ],
      }),
      '.env_encoded': `SECRET_OWN=${base64('VALUE-MARKER-own')}\n`,
    });
    const run = await kestraSecrets(['check', '--json', '--folder', broken.root]);
    await broken.remove();
    const { backends, references } = readDocument('check', run.out);
    assert.equal(run.code, 2);
    assert.deepEqual(
      backends.map(({ id, state }) => [id, state]),
      [
        ['vault@shop', 'failed'],
        ['env', 'incomplete'],
      ],
    );
    const verdicts = references.map(
      ({ name, verdict, reasonCode }) => `${String(name)} ${verdict} ${reasonCode}`,
    );
    assert.ok(verdicts.includes('own resolvable found'));
    assert.ok(verdicts.includes('far unknown backend-failed'));
  });
});
