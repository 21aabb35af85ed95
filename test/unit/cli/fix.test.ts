import assert from 'node:assert/strict';
import { chmod, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const head =
  'id: a\nnamespace: company.team\ntasks:\n  - id: t\n    type: io.kestra.plugin.scripts.shell.Script\n';
const configuration = {
  '.env': 'SECRET_K=cGxhaW4=\n',
  'compose.yml': 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    env_file: .env\n',
};

const wrong = [
  `    a: {{ secrets('K', Name_Space="company") }} # why`,
  `    b: '{{ secret("K", "NOT_ONE") }} {{ secrets.K }} {{ secret("J") }}'`,
].join('\n');
const right = [
  `    a: "{{ secret('K', namespace=\\"company\\") }}" # why`,
  `    b: '{{ secret("K", subkey="NOT_ONE") }} {{ secrets.K }} {{ secret("J") }}'`,
].join('\n');

describe('check --fix', () => {
  it('mends what is beyond doubt, says what, and reports what remains', async () => {
    const { root, remove } = await folderOf({
      ...configuration,
      'flows/a.yml': `${head}${wrong}\n`,
      'flows/silent.yml': `${head}    a: b\n`,
    });
    try {
      const file = path.join(root, 'flows/a.yml');
      await chmod(file, 0o640);
      const { mode, ino } = await stat(file);
      const args = ['check', '--fix', '--json', '--offline', '--folder', root];
      const run = await kestraSecrets(args);
      assert.equal(await readFile(file, 'utf8'), `${head}${right}\n`);
      assert.deepEqual(await stat(file).then((now) => [now.mode, now.ino]), [mode, ino]);
      const said = run.err.match(/Fixed .*/g);
      assert.deepEqual(said, [
        'Fixed flows/a.yml line 6 (yaml-syntax): Put the value in quotes.',
        "Fixed flows/a.yml line 6 (secret-misspelled): Write secret('…').",
        "Fixed flows/a.yml line 6 (unknown-argument): Replace 'Name_Space' with 'namespace'.",
        "Fixed flows/a.yml line 7 (subkey-as-namespace): Ask for the subkey: subkey='NOT_ONE'.",
      ]);
      const { problems, references } = readDocument('check', run.out);
      assert.deepEqual(
        problems.map(({ file: of, line, code }) => [of, line, code].join(' ')),
        ['flows/a.yml 7 subkey-missing', 'flows/a.yml 7 secret-misspelled', 'flows/a.yml 7 secret-missing'],
      );
      assert.equal(references.length, 3);
      assert.equal(run.code, 1);
      const again = await kestraSecrets(args);
      const remaining = readDocument('check', again.out);
      assert.deepEqual([remaining.problems, remaining.references], [problems, references]);
      assert.doesNotMatch(again.err, /Fixed/);
    } finally {
      await remove();
    }
  });

  it('changes nothing without the flag, and nothing that is no flow', async () => {
    const values =
      'kestra:\n  secrets:\n    type: vault\n  variables:\n    globals:\n      a: "{{ secrets(\'K\') }}"\n';
    const { root, remove } = await folderOf({
      ...configuration,
      'a.yml': `${head}${wrong}\n`,
      'application.yml': values,
      'other.yml': `a: "{{ secrets('K') }}"\n`,
    });
    try {
      await kestraSecrets(['check', '--offline', '--folder', root]);
      assert.equal(await readFile(path.join(root, 'a.yml'), 'utf8'), `${head}${wrong}\n`);
      await kestraSecrets(['check', '--fix', '--offline', '--folder', root]);
      assert.equal(await readFile(path.join(root, 'application.yml'), 'utf8'), values);
      assert.equal(await readFile(path.join(root, 'other.yml'), 'utf8'), `a: "{{ secrets('K') }}"\n`);
    } finally {
      await remove();
    }
  });

  it('leaves what a comment ignores, or the settings have off, as it is', async () => {
    const lines = (argument: string) =>
      [
        `    a: "{{ secrets('K') }}" # kestra-secrets-ignore secret-misspelled`,
        `    b: "{{ secret('K', ${argument}='x') }} {{ secret('K', 'NOT_ONE') }}"`,
      ].join('\n');
    const { root, remove } = await folderOf({
      ...configuration,
      'a.yml': `${head}${lines('Name_Space')}\n`,
      '.vscode/settings.json': '{ "kestraSecrets.problems.severity": { "subkey-as-namespace": "off" } }',
    });
    try {
      const { err } = await kestraSecrets(['check', '--fix', '--offline', '--folder', root]);
      assert.equal(await readFile(path.join(root, 'a.yml'), 'utf8'), `${head}${lines('namespace')}\n`);
      assert.deepEqual(err.match(/Fixed .*/g), [
        "Fixed a.yml line 7 (unknown-argument): Replace 'Name_Space' with 'namespace'.",
      ]);
    } finally {
      await remove();
    }
  });

  it('keeps the encoding, the mark at the beginning, and the ends of lines', async () => {
    const before = `\ufeff${head}${wrong}`.replaceAll('\n', '\r\n');
    const after = `\ufeff${head}${right}`.replaceAll('\n', '\r\n');
    const { root, remove } = await folderOf({ ...configuration, 'a.yml': '', 'b.yml': '', 'c.yml': before });
    try {
      await writeFile(path.join(root, 'a.yml'), Buffer.from(before, 'utf16le'));
      await writeFile(path.join(root, 'b.yml'), Buffer.from(before, 'utf16le').swap16());
      await kestraSecrets(['check', '--fix', '--offline', '--folder', root]);
      assert.deepEqual(await readFile(path.join(root, 'a.yml')), Buffer.from(after, 'utf16le'));
      assert.deepEqual(await readFile(path.join(root, 'b.yml')), Buffer.from(after, 'utf16le').swap16());
      assert.equal(await readFile(path.join(root, 'c.yml'), 'utf8'), after);
    } finally {
      await remove();
    }
  });

  it('writes nothing outside the folder, and says so', async function () {
    if (process.platform === 'win32') this.skip();
    const outside = await folderOf({ 'b.yml': `${head}${wrong}\n` });
    const { root, remove } = await folderOf({ ...configuration, 'a.yml': `${head}${wrong}\n` });
    try {
      await symlink(path.join(outside.root, 'b.yml'), path.join(root, 'link.yml'));
      const named = [path.join(outside.root, 'b.yml'), path.join(root, 'link.yml'), path.join(root, 'a.yml')];
      const run = await kestraSecrets(['check', '--fix', '--offline', '--folder', root, ...named]);
      assert.equal(await readFile(path.join(outside.root, 'b.yml'), 'utf8'), `${head}${wrong}\n`);
      assert.equal(await readFile(path.join(root, 'a.yml'), 'utf8'), `${head}${right}\n`);
      assert.match(run.err, /b\.yml was not changed, because it lies outside the folder\./);
      assert.equal(run.code, 2);
    } finally {
      await outside.remove();
      await remove();
    }
  });

  it('says of a file that may not be written that it is as it was', async function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    const { root, remove } = await folderOf({ ...configuration, 'a.yml': `${head}${wrong}\n` });
    try {
      await chmod(path.join(root, 'a.yml'), 0o444);
      const run = await kestraSecrets(['check', '--fix', '--offline', '--folder', root]);
      assert.match(run.err, /a\.yml was not changed, because it cannot be written\./);
      assert.equal(run.code, 2);
    } finally {
      await rm(path.join(root, 'a.yml'));
      await remove();
    }
  });
});
