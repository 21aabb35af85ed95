import assert from 'node:assert/strict';
import { startProxy } from '../../servers/proxy.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

type Block = Readonly<Record<string, unknown>>;

/** What the user has for the managers' own clouds. */
const own = {
  AWS_ACCESS_KEY_ID: 'AKIAOUTSIDE',
  AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws',
  AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  AZURE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  AZURE_CLIENT_SECRET: 'VALUE-MARKER-azure',
};

/** An address that cannot be read is a mistake: what was meant for it is not sent to the manager's own cloud. */
describe('command line: the managers’ own clouds', function () {
  this.timeout(120_000);
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  /** How listing ends, and the hosts that were asked for: all by way of a proxy, which lets nobody through. */
  async function list(
    manager: 'aws-secret-manager' | 'azure-key-vault',
    block: Block,
    inSettings: boolean,
    args: readonly string[] = [],
  ) {
    const proxy = await startProxy({ target: new URL('http://127.0.0.1:9'), refuse: 403 });
    const settings = [{ namespace: 'a', secretType: manager, secretConfiguration: block }];
    const { root, remove } = await folderOf(
      inSettings
        ? { '.vscode/settings.json': JSON.stringify({ 'kestraSecrets.secretManagers': settings }) }
        : { 'application.yml': JSON.stringify({ kestra: { secret: { type: manager, [manager]: block } } }) },
    );
    undo.push(remove, () => proxy.stop());
    const env = { ...own, HTTPS_PROXY: proxy.url };
    const run = await kestraSecrets(['list', '--json', '--folder', root, ...args], { env });
    assert.ok(!`${run.out}${run.err}`.includes('VALUE-MARKER'));
    const [backend] = readDocument('list', run.out).backends;
    const failure = backend?.failure as { readonly kind: string } | null;
    return {
      kind: failure?.kind,
      asked: [...new Set(proxy.requests.map(({ line }) => line))],
    };
  }

  const keys = { 'access-key-id': 'AKIAINSIDE', 'secret-key-id': 'VALUE-MARKER-inside' };
  const region = { region: 'eu-west-1' };
  const role = { 'sts-role-arn': 'arn:aws:iam::123456789012:role/lister' };
  const secret = {
    'client-secret': {
      'tenant-id': own.AZURE_TENANT_ID,
      'client-id': own.AZURE_CLIENT_ID,
      'client-secret': 'VALUE-MARKER-inside',
    },
  };
  const secrets = 'CONNECT secretsmanager.eu-west-1.amazonaws.com:443';
  const vault = 'CONNECT shop.vault.azure.net:443';

  const rows: readonly (readonly [string, Parameters<typeof list>[0], Block, string, string])[] = [
    ['keys of the folder', 'aws-secret-manager', { ...region, ...keys }, 'endpoint-override', secrets],
    ['keys of the user', 'aws-secret-manager', region, 'endpoint-override', secrets],
    [
      'a role',
      'aws-secret-manager',
      { ...region, ...role },
      'sts-endpoint-override',
      'CONNECT sts.eu-west-1.amazonaws.com:443',
    ],
    [
      'a secret of the folder',
      'azure-key-vault',
      { 'vault-name': 'shop', ...secret },
      'key-vault-uri',
      vault,
    ],
    ['a secret of the user', 'azure-key-vault', { 'vault-name': 'shop' }, 'key-vault-uri', vault],
  ];
  for (const inSettings of [false, true]) {
    for (const [index, [who, manager, block, key, host]] of rows.entries()) {
      const where = inSettings ? 'settings' : 'application.yml';
      // A run takes its time: every form of a mistake once.
      const [addresses, empties] =
        index === 0 && !inSettings
          ? [
              ['localhost:4566', 'localhost', '//localhost', 'http:localhost', { url: 'x' }, ['x']],
              ['', null],
            ]
          : [['localhost:4566'], ['${NOT_SET:}']];

      it(`are asked for ${who} where ${key} is not there in ${where}`, async () => {
        assert.deepEqual((await list(manager, block, inSettings)).asked, [host]);
      });

      it(`are not asked for ${who} where ${key} in ${where} is no address`, async () => {
        for (const address of addresses) {
          const { kind, asked } = await list(manager, { ...block, [key]: address }, inSettings);
          assert.deepEqual([kind, asked], ['misconfigured', []], JSON.stringify(address));
        }
      });

      it(`are asked for ${who} only with leave where ${key} in ${where} is empty`, async () => {
        for (const empty of empties) {
          const { kind, asked } = await list(manager, { ...block, [key]: empty }, inSettings);
          assert.deepEqual([kind, asked], ['not-approved', []], JSON.stringify(empty));
        }
        const allowed = ['--allow-endpoint', host.replace('CONNECT ', 'https://').replace(':443', '')];
        assert.deepEqual((await list(manager, { ...block, [key]: '' }, inSettings, allowed)).asked, [host]);
      });
    }
  }
});
