import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const terraform = `resource "kestra_namespace_secret" "mail" {
  namespace    = "company"
  secret_key   = "MAIL"
  secret_value = "VALUE-MARKER-mail"
}

resource "kestra_namespace_secret" "rest" {
  for_each     = var.rest
  namespace    = "plums"
  secret_key   = each.key
  secret_value = each.value
}
`;
const flow = `id: one
namespace: company.team
tasks:
  - id: log
    type: io.kestra.plugin.core.log.Log
    message: "{{ secret('MAIL') }} {{ secret('API') }} {{ secret('GONE') }}"
`;
const compose = `services:\n  kestra:\n    image: kestra/kestra:v1.0\n    environment:\n      SECRET_API: ${base64('VALUE-MARKER-api')}\n`;

describe('command line: secrets that Terraform creates', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    ({ root, remove } = await folderOf({
      'docker-compose.yml': compose,
      'infra/main.tf': terraform,
      'flows/one.yml': flow,
    }));
  });
  after(() => remove());

  it('are cannot tell in check, and nothing to fail on; what is missing stays missing', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    const { references } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ name, verdict, reasonCode }) => [name, verdict, reasonCode].join(' ')),
      ['MAIL unknown incomplete-list', 'API resolvable found', 'GONE missing not-in-list'],
    );
    assert.equal(run.code, 1);
  });

  it('are named by list and config with their line, in the JSON and for people', async () => {
    const mail = { name: 'MAIL', namespace: 'company', file: 'infra/main.tf', line: 3, column: 19 };
    const rest = { name: null, namespace: 'plums', file: 'infra/main.tf', line: 10, column: 18 };
    for (const command of ['list', 'config'] as const) {
      const json = await kestraSecrets([command, '--json', '--folder', root]);
      assert.deepEqual(readDocument(command, json.out).terraformSecrets, [mail, rest], command);
      const text = await kestraSecrets([command, '--folder', root]);
      assert.match(
        text.out,
        /Terraform {2}created once it is applied\n {2}\? {2}MAIL {2}company {2}infra\/main\.tf:3/,
      );
      assert.match(text.out, /\n {2}\? {2}names not known here {2}plums {2}infra\/main\.tf:10/);
    }
    const within = await kestraSecrets(['list', '--json', '--folder', root, '--namespace', 'plums.ripe']);
    assert.deepEqual(readDocument('list', within.out).terraformSecrets, [rest]);
  });
});

describe('command line: flows in Terraform', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();

  before(async () => {
    const lines = flow.replace(/^(?=.)/gm, '    ');
    ({ root, remove } = await folderOf({
      'docker-compose.yml': compose,
      'infra/flows.tofu': `resource "kestra_flow" "one" {\n  content = <<-EOT\n${lines}  EOT\n}\n`,
      'infra/other.tf': `locals {\n  text = <<EOT\n${flow}EOT\n}\n`,
    }));
  });
  after(() => remove());

  it('are checked, with lines and columns of the file', async () => {
    const run = await kestraSecrets(['check', '--json', '--folder', root]);
    const { references, problems, summary } = readDocument('check', run.out);
    assert.deepEqual(
      references.map(({ file, line, column, name, verdict }) =>
        [file, line, column, name, verdict].join(' '),
      ),
      [
        'infra/flows.tofu 8 22 MAIL missing',
        'infra/flows.tofu 8 43 API resolvable',
        'infra/flows.tofu 8 63 GONE missing',
      ],
    );
    assert.deepEqual(
      problems.map(({ code, file, line, column }) => [code, file, line, column].join(' ')),
      ['secret-missing infra/flows.tofu 8 30', 'secret-missing infra/flows.tofu 8 71'],
    );
    assert.equal(summary.files, 1);
    const one = await kestraSecrets(['check', '--json', '--folder', root, 'infra/flows.tofu']);
    assert.equal(readDocument('check', one.out).references.length, 3);
  });

  it('are mended by check --fix around what Terraform puts in', async () => {
    const file = path.join(root, 'infra/fix.tf');
    const textWith = (call: string) =>
      `resource "kestra_flow" "two" {\n  content = <<EOT\n${flow.replace("secret('MAIL')", call)}EOT\n}\n`;
    await writeFile(file, textWith("secrets('MAIL')"));
    const run = await kestraSecrets(['check', '--fix', '--json', '--folder', root, 'infra/fix.tf']);
    assert.ok(readDocument('check', run.out).problems.every(({ code }) => code !== 'secret-misspelled'));
    assert.match(run.err, /Fixed infra\/fix\.tf line \d+ \(secret-misspelled\)/);
    assert.equal(await readFile(file, 'utf8'), textWith("secret('MAIL')"));
    await writeFile(file, textWith("secrets('${var.key}')"));
    await kestraSecrets(['check', '--fix', '--json', '--folder', root, 'infra/fix.tf']);
    assert.equal(await readFile(file, 'utf8'), textWith("secret('${var.key}')"));
  });
});
