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
        'vault address = https://vault.example',
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

  it('show a missing credential as not set', async () => {
    assert.deepEqual(await entries('kestra.secret: {type: vault, vault: {address: "http://v:1"}}'), [
      'vault type = vault',
      'vault address = http://v:1',
      'vault token.token = not set',
    ]);
  });

  it('show nothing of a backend that is not supported but that its keys are set', async () => {
    assert.deepEqual(await entries('kestra.secret: {type: doppler, doppler: {token: VALUE-MARKER-x}}'), [
      'doppler type = doppler',
      'doppler token = set',
    ]);
  });
});
