import assert from 'node:assert/strict';
import { problemMessage } from '../../../src/language/messages/index.ts';
import { plain, read, textAt, told, yaml } from './support.ts';

const application = yaml`
  kestra:
    secret:
      type: vault
      read-only: true
      vault: {address: "https://vault.example", token.token: VALUE-MARKER-global}
`;

const vaultOfTeam = {
  namespace: 'company.team',
  secretType: 'vault',
  secretReadOnly: true,
  secretConfiguration: {
    address: 'https://team.example',
    rootEngine: 'team',
    token: { token: 'VALUE-MARKER-team' },
    filterOnTags: { usedBy: 'shop' },
  },
};

function folder(managers: unknown, more: Readonly<Record<string, string>> = {}) {
  const text = typeof managers === 'string' ? managers : JSON.stringify(managers, null, 2);
  return { '.vscode/settings.json': `{\n// ours\n"kestraSecrets.secretManagers": ${text},\n}\n`, ...more };
}

/** The problems as `code: marked text`, and a whole sentence for each. */
async function problemsOf(managers: unknown): Promise<readonly string[]> {
  const files = folder(managers);
  const { problems } = await read(files);
  for (const problem of problems) assert.match(problemMessage(problem), /^\S.*[.?]$/u);
  return told(files, problems);
}

describe('managers of tenants and namespaces', () => {
  it('makes no manager of what follows an unclosed quote', async () => {
    const entry = '[{"namespace": "a", "secretType": "vault,\n"secretConfiguration": {}}]';
    const { backends, problems } = await read(folder(entry));
    assert.deepEqual(backends, []);
    assert.doesNotMatch(JSON.stringify(problems), /vault,/);
  });

  it('are read from the folder’s settings, with their place', async () => {
    const files = folder([vaultOfTeam]);
    const { backends, found, problems, files: watched, entries } = await read(files);
    assert.deepEqual([found, problems], [true, []]);
    const [vault] = backends;
    assert.ok(vault?.type === 'vault');
    assert.deepEqual(
      [vault.id, vault.level, vault.namespace, plain(vault.readOnly)],
      ['vault@company.team', 'namespace', 'company.team', true],
    );
    assert.deepEqual([plain(vault.address), plain(vault.rootEngine)], ['https://team.example', 'team']);
    assert.ok(vault.authentication.kind === 'token');
    assert.equal(plain(vault.authentication.token), 'VALUE-MARKER-team');
    assert.deepEqual(Object.keys(vault.filters.filterOnTags ?? {}), ['usedBy']);
    assert.equal(textAt(files, vault.address?.origins[0]), 'https://team.example');
    assert.equal(textAt(files, vault.sources[0]), 'vault');
    assert.ok(watched.includes('.vscode/settings.json'));
    assert.deepEqual(
      entries.map(({ backend, key, value }) => `${backend} ${key} = ${value ?? ''}`),
      [
        'vault@company.team type = vault',
        'vault@company.team read-only = true',
        'vault@company.team address = https://team.example',
        'vault@company.team root-engine = team',
        'vault@company.team token.token = set',
        'vault@company.team filter-on-tags.usedBy = shop',
      ],
    );
  });

  it('stand before the global one, the nearest first, and the environment stays last', async () => {
    const entry = (place: object) => ({ ...vaultOfTeam, ...place });
    const { backends } = await read(
      folder(
        [
          { ...vaultOfTeam, namespace: undefined, tenant: 'main' },
          entry({ namespace: 'company' }),
          entry({ namespace: 'company.team', tenant: 'main' }),
          entry({ namespace: 'other', secretType: 'doppler' }),
        ],
        { 'application.yml': application, '.env_encoded': 'SECRET_A=YQ==\n' },
      ),
    );
    assert.deepEqual(
      backends.map(({ id, level }) => `${id} ${level}`),
      [
        'vault@company.team namespace',
        'vault@company namespace',
        'doppler@other namespace',
        'main:vault tenant',
        'vault global',
        'env global',
      ],
    );
  });

  it('fill placeholders from the folder’s files, and take dotted and snake-case keys', async () => {
    const manager = {
      namespace: 'a',
      secret_type: 'vault',
      secret_read_only: '${READ_ONLY:true}',
      secret_configuration: { address: '${TEAM_VAULT}', 'token.token': '${NO_FILE}' },
    };
    const { backends, problems } = await read(
      folder([manager], { 'application.yml': application, '.env': 'TEAM_VAULT=https://team.example\n' }),
    );
    const [vault] = backends;
    assert.ok(vault?.type === 'vault' && vault.authentication.kind === 'token');
    assert.deepEqual(
      [plain(vault.address), plain(vault.authentication.token), plain(vault.readOnly)],
      ['https://team.example', '?placeholder ${NO_FILE}', true],
    );
    assert.deepEqual(problems, []);
  });

  it('fill placeholders from .env whatever else configures Kestra, or nothing does', async () => {
    const settings = folder(
      [
        {
          ...vaultOfTeam,
          secretConfiguration: { address: 'https://a.example', token: { token: '${TEAM}' } },
        },
      ],
      { '.env': 'TEAM=VALUE-MARKER-team\n' },
    );
    const compose = { 'compose.yml': 'services: {kestra: {image: kestra/kestra}}\n' };
    for (const files of [settings, { ...settings, ...compose }]) {
      const [vault] = (await read(files)).backends;
      assert.ok(vault?.type === 'vault' && vault.authentication.kind === 'token');
      assert.equal(plain(vault.authentication.token), 'VALUE-MARKER-team');
    }
  });

  it('are told where they cannot be asked', async () => {
    const { namespace, ...nowhere } = vaultOfTeam;
    assert.deepEqual(await problemsOf([nowhere]), ['manager-incomplete: secretType']);
    assert.deepEqual(await problemsOf([{ namespace }]), ['manager-incomplete: namespace']);
    assert.deepEqual(await problemsOf([{ ...vaultOfTeam, namespace: 'Not One' }]), [
      'value-invalid: Not One',
    ]);
    assert.deepEqual(await problemsOf([{ ...nowhere, tenant: 'a.b' }]), ['value-invalid: a.b']);
    assert.deepEqual(await problemsOf('{}'), ['value-invalid: {}']);
    assert.deepEqual(await problemsOf('["vault"]'), ['value-invalid: vault']);
    assert.deepEqual(await problemsOf([vaultOfTeam, vaultOfTeam]), ['manager-repeated: namespace']);
    assert.deepEqual(await problemsOf([{ ...vaultOfTeam, secretTyp: 'vault' }]), ['key-unknown: secretTyp']);
    assert.deepEqual(await problemsOf('null'), []);
  });

  it('have the checks of every configuration, in the words of the settings', async () => {
    const files = folder([
      {
        namespace: 'a',
        secretType: 'aws-secret-manager',
        secretConfiguration: { regio: 'x', readOnly: false, filterOnPrefix: { prefix: 'p' } },
      },
    ]);
    const { problems } = await read(files);
    assert.deepEqual(told(files, problems), [
      'key-missing: aws-secret-manager',
      'key-unknown: regio',
      'read-only-inside-block: readOnly',
      'filters-without-read-only: filterOnPrefix',
      'keep-prefix-not-set: filterOnPrefix',
    ]);
    const sentences = problems.map(problemMessage);
    assert.ok(sentences.includes('filterOnPrefix does nothing unless secretReadOnly is true.'));
    assert.deepEqual(
      problems.map(({ backend, fix }) => [backend, fix]),
      problems.map(() => ['aws-secret-manager@a', undefined]),
    );
    const unknown = await read(folder([{ ...vaultOfTeam, secretType: 'gcp-secret-manager' }]));
    assert.deepEqual(
      unknown.problems.map(({ code, suggestions }) => [code, suggestions]),
      [['unknown-type', ['google-secret-manager']]],
    );
  });

  it('are read as far as half-typed settings tell, and nothing firm is said of them', async () => {
    const text = `{ "kestraSecrets.secretManagers": ${JSON.stringify([vaultOfTeam])}, "other": `;
    const { backends } = await read({ '.vscode/settings.json': `\uFEFF${text}` });
    assert.deepEqual(
      backends.map(({ id, partial }) => [id, partial]),
      [['vault@company.team', true]],
    );
  });
});
