import assert from 'node:assert/strict';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const flow = `id: one
namespace: company.team
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('API') }} {{ secret('GONE') }}"
`;
const template = 'kestra:\n  secret:\n{% if vault %}\n    type: vault\n{% endif %}\n';
const sentence =
  'deploy/application.yml.j2 may configure Kestra and is not read: it is a template, of which another tool makes the configuration; write its kestra.secret into an application.yml.';

describe('command line: a configuration that is seen and not read', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    ({ root, remove } = await folderOf({
      'deploy/application.yml.j2': template,
      '.env': `SECRET_API=${base64('VALUE-MARKER-api')}\n`,
      'flows/one.yml': flow,
    }));
  });
  after(() => remove());

  it('is named by config, in the JSON and for people, instead of none', async () => {
    const json = await kestraSecrets(['config', '--json', '--folder', root]);
    assert.deepEqual(readDocument('config', json.out).notRead, [
      { file: 'deploy/application.yml.j2', why: 'template' },
    ]);
    const text = await kestraSecrets(['config', '--folder', root]);
    assert.match(text.out, new RegExp(sentence.replaceAll('.', '\\.')));
    assert.doesNotMatch(text.out, /no Kestra configuration/);
  });

  it('is named by check on standard error, and nothing is missing', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    const { references } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ verdict, reasonCode }) => `${verdict} ${reasonCode}`),
      ['resolvable found', 'unknown incomplete-list'],
    );
    assert.equal(run.code, 0);
    assert.ok(run.err.includes(sentence), run.err);
  });
});
