import assert from 'node:assert/strict';
import { base64, read } from './support.ts';

async function entries(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const configuration = await read({ 'application.yml': text, ...more });
  return configuration.entries.map(
    ({ backend, key, value, known, reason }) =>
      `${backend} ${key} = ${value ?? 'null'}${known ? '' : ` (${reason ?? ''})`}`,
  );
}

describe('the entries of a configuration', () => {
  it('show what each key became, of a credential only that it is set', async () => {
    assert.deepEqual(
      await entries(
        [
          'kestra.secret:',
          '  type: vault',
          '  readOnly: true',
          '  vault:',
          '    address: https://user:VALUE-MARKER-pass@vault.example',
          '    rootEngine: ${ENGINE}/x',
          '    appRole: {roleId: VALUE-MARKER-role, secretId: "${ID}", path: machines}',
          '    token: VALUE-MARKER-bare',
          '    password.password: ""',
          '    filterOnTags: {usedBy: shop}',
          '  doppler.token: VALUE-MARKER-other',
        ].join('\n'),
        { '.env_encoded': `SECRET_API=${base64('VALUE-MARKER-api')}\nSECRET_TWO=\${NO}\n` },
      ),
      [
        'vault type = vault',
        'vault read-only = true',
        'vault address = https://…@vault.example',
        'vault root-engine = ${ENGINE}/x (placeholder)',
        'vault app-role.role-id = set',
        'vault app-role.secret-id = set (placeholder)',
        'vault app-role.path = machines',
        'vault token = set',
        'vault password.password = not set',
        'vault filter-on-tags.usedBy = shop',
        'env SECRET_API = set',
        'env SECRET_TWO = set (elsewhere)',
      ],
    );
  });

  const addresses: readonly (readonly [string, string])[] = [
    ['https://Vault.example:8200/base/', 'https://vault.example:8200/base/'],
    ['https://vault.example:443/', 'https://vault.example'],
    ['https://me:p@VALUE-MARKER-%2Fwd@vault.example:8200', 'https://…@vault.example:8200'],
    ['https://me:VALUE-MARKER-/wd@vault.example:8200?token=VALUE-MARKER-query', 'set'],
    ['https://me:12/VALUE-MARKER-@vault.example', 'set'],
    ['https://me:12?VALUE-MARKER-@vault.example', 'set'],
    ['https://me:12#VALUE-MARKER-@vault.example', 'set'],
    ['https://vault.example?token=VALUE-MARKER-query', 'https://vault.example?…'],
    ['https://vault.example/#VALUE-MARKER-fragment', 'https://vault.example?…'],
    ['https://me:VALUE-MARKER-\\@vault.example', 'set'],
    ['me:VALUE-MARKER-pass', 'set'],
    ['${FROM_FILE}', 'https://…@v'],
    ['${ADDRESS:`https://me:VALUE-MARKER-@v`}', 'https://…@v'],
    ['https://${HOST}:${PORT}/base', 'https://${HOST}:${PORT}/base'],
    ['https://me:VALUE-MARKER-${AT}v', 'set'],
    ['https://me:VALUE-MARKER-@${HOST}', 'set'],
    ['https://${USER}:${WORD}@${HOST}', 'https://${USER}:${WORD}@${HOST}'],
    ['https://${USER}:VALUE-MARKER-@${HOST}', 'set'],
    ['${SCHEME}://vault.example:8200', '${SCHEME}://vault.example:8200'],
    ['vault.example:8200', 'vault.example:8200'],
    ['localhost', 'localhost'],
    ['hvs.VALUE-MARKER-token', 'set'],
    ['http://vault.example:82000', 'http://vault.example:82000'],
    ['unix://me:VALUE-MARKER-', 'set'],
    ['ftp://vault.example/x', 'ftp://vault.example/x'],
    ['ftp://me:VALUE-MARKER-@vault.example', 'set'],
    [' ', 'null'],
  ];
  for (const [address, expected] of addresses) {
    it(`show of the address ${address} no more than ${expected}`, async () => {
      const text = `kestra.secret: {type: vault, vault: {address: '${address}'}}\n`;
      const shown = await entries(text, { '.env': 'FROM_FILE=https://me:VALUE-MARKER-@v\n' });
      const line = shown.find((entry) => entry.startsWith('vault address'));
      assert.equal(line?.replace(' (placeholder)', ''), `vault address = ${expected}`);
    });
  }

  it('show nothing of a default in the manner of a shell, nor do the problems', async () => {
    const text = [
      'kestra.secret:',
      '  type: vault',
      '  vault:',
      '    address: http://v:1',
      '    token.token: ${VAULT_TOKEN-hvs.VALUE-MARKER-token}',
      '    prefix: ${PREFIX-VALUE-MARKER-prefix}',
    ].join('\n');
    const { entries: shown, problems } = await read({ 'application.yml': text });
    assert.equal(shown.find(({ key }) => key === 'prefix')?.value, '${…}');
    assert.deepEqual(
      problems.map(({ code, data }) => [code, data.key, data.reason, data.variables]),
      [
        ['value-not-known', 'token.token', 'unreadable', ''],
        ['value-not-known', 'prefix', 'unreadable', ''],
      ],
    );
    assert.doesNotMatch(JSON.stringify([shown, problems]), /VALUE-MARKER/);
  });

  it('show no password of an address that stands at another key', async () => {
    const shown = await entries(
      'kestra.secret: {type: vault, vault: {prefix: "https://me:VALUE-MARKER-/x@v", address: "http://v:1"}}',
    );
    assert.ok(shown.includes('vault prefix = set'));
  });

  it('show a missing credential as not set', async () => {
    assert.deepEqual(await entries('kestra.secret: {type: vault, vault: {address: "http://v:1"}}'), [
      'vault type = vault',
      'vault address = http://v:1',
      'vault token.token = not set',
    ]);
  });

  it('show a credential that what is out of sight may set as not known', async () => {
    const release =
      'kind: HelmRelease\nmetadata: {name: k}\nspec:\n  chart: {spec: {chart: kestra}}\n  values: {configurations: {application: {kestra.secret: {type: vault}}}}\n' +
      '  valuesFrom: [{kind: Secret, name: s, targetPath: configurations.application.x}]\n';
    assert.deepEqual(await entries('', { 'r.yaml': release }), [
      'vault type = vault',
      'vault token.token = not set (elsewhere)',
    ]);
  });

  it('show nothing of a backend that is not supported but that its keys are set', async () => {
    assert.deepEqual(await entries('kestra.secret: {type: doppler, doppler: {token: VALUE-MARKER-x}}'), [
      'doppler type = doppler',
      'doppler token = set',
    ]);
  });
});
