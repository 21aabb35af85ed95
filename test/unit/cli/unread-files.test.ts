import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const flow = `id: one
namespace: company.team
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('API') }}"
`;
const compose = `services:
  kestra:
    image: kestra/kestra:v2.0.0
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
      SECRET_OTHER: ${base64('VALUE-MARKER-other')}
`;

describe('command line: files that may be flows and are not read', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    ({ root, remove } = await folderOf({
      'docker-compose.yml': compose,
      'flows/good.yml': flow,
      'flows/large.yml': `${flow}${'# a line\n'.repeat(233_334)}`,
    }));
    await writeFile(join(root, 'flows/wide.yml'), Buffer.from(flow.replace('API', 'OTHER'), 'utf16le'));
  });
  after(() => remove());

  it('are problems at the file, in the JSON and for people', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    const { problems, summary } = readDocument('check', run.out);
    assert.deepEqual(
      problems.map(({ file, line, code, severity }) => [file, line, code, severity]),
      [
        ['flows/large.yml', null, 'too-large', 'information'],
        ['flows/wide.yml', null, 'file-not-read', 'warning'],
      ],
    );
    assert.deepEqual([run.code, summary.files, summary.references], [0, 1, 1]);
    const text = await kestraSecrets(['check', '--folder', root]);
    assert.match(text.out, /^flows\/large\.yml .*information.*too-large/m);
    assert.match(text.out, /^flows\/wide\.yml .*warning.*neither UTF-8 nor UTF-16.*file-not-read/m);
  });

  it('decide the exit code: as warnings where that is asked, else where they are named', async () => {
    const code = async (...args: string[]) =>
      (await kestraSecrets(['check', '--folder', root, ...args])).code;
    assert.equal(await code(), 0);
    assert.equal(await code('--fail-on', 'warning'), 1);
    assert.equal(await code('flows/large.yml'), 2);
    assert.equal(await code('flows/wide.yml'), 2);
    assert.equal(await code('flows/good.yml', '--fail-on', 'warning'), 0);
  });

  it('are named where secrets are called unused', async () => {
    const run = await kestraSecrets(['unused', '--json', '--folder', root]);
    const { unused, unusedComplete } = readDocument('unused', run.out);
    assert.deepEqual([unused.map(({ name }) => name), unusedComplete], [['OTHER'], false]);
    assert.deepEqual(run.err.trimEnd().split('\n'), [
      'kestra-secrets: A secret may be in use though it is called unused: flows/large.yml is too large to read.',
      'kestra-secrets: A secret may be in use though it is called unused: flows/wide.yml is neither UTF-8 nor UTF-16 with a byte order mark.',
    ]);
  });

  it('are named where they can be read only in part, twenty of them', async () => {
    const broken = Array.from({ length: 22 }, (_, index) => [
      `flows/${String(index + 10)}.yml`,
      flow.replace(') }}', ' }}'),
    ]);
    const folder = await folderOf({
      'docker-compose.yml': compose,
      ...(Object.fromEntries(broken) as Record<string, string>),
    });
    const run = await kestraSecrets(['unused', '--json', '--folder', folder.root]);
    await folder.remove();
    assert.equal(readDocument('unused', run.out).unusedComplete, false);
    const lines = run.err.trimEnd().split('\n');
    assert.equal(lines.length, 21);
    assert.match(lines[0] ?? '', /unused: flows\/10\.yml could be read only in part\.$/);
    assert.equal(lines[20], 'kestra-secrets: So it is with 2 more files.');
  });

  it('are problems where nobody may read them', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) {
      console.log('      skipped: whoever runs this may read every file');
      this.skip();
    }
    const folder = await folderOf({ 'docker-compose.yml': compose, 'flows/closed.yml': flow });
    await chmod(join(folder.root, 'flows/closed.yml'), 0);
    const check = await kestraSecrets(['check', '--json', '--fail-on', 'warning', '--folder', folder.root]);
    const unused = await kestraSecrets(['unused', '--json', '--folder', folder.root]);
    await folder.remove();
    const { problems } = readDocument('check', check.out);
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [['flows/closed.yml', 'file-not-read']],
    );
    assert.equal(check.code, 1);
    assert.equal(readDocument('unused', unused.out).unusedComplete, false);
    assert.match(unused.err, /unused: flows\/closed\.yml cannot be read\.\n$/);
  });
});
