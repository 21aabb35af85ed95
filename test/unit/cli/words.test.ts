import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asText } from '../../../src/cli/formats/text.ts';
import { projectFolder } from '../../vscode/releases.ts';
import { sentencesInSource } from '../translations/sentences.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { reasonCodes } from './contract.ts';

const call = (name: string) => `"{{ secret('${name}') }}"`;
const flow = `id: a\nnamespace: b.c\ntasks:\n  - id: x\n    type: t\n    v: [${call('A')}, ${call('B')}, ${call('C')}]\n`;
const vault = `kestra:\n  secret:\n    type: vault\n    vault:\n      address: http://127.0.0.1:1\n`;

describe('command line: its words', function () {
  this.timeout(30_000);
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });
  const runWith = async (
    env: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => {
    const { root, remove } = await folderOf(files);
    undo.push(remove);
    return kestraSecrets([...args, '--folder', root], { env });
  };
  const run = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    runWith({}, files, ...args);

  it('say once why a backend was not asked, with how many references that leaves open', async () => {
    const { out } = await run({ 'application.yml': vault, 'a.yml': flow }, 'check', '--offline');
    const told = out.split('\n').filter((line) => line.includes('was not contacted'));
    assert.equal(told.length, 1, out);
    assert.match(told[0] ?? '', /^unknown {2}3 references could not be checked: Vault .* {2}offline$/);
    const json = await run({ 'application.yml': vault, 'a.yml': flow }, 'check', '--offline', '--json');
    assert.equal(json.out.match(/"reasonCode": "offline"/g)?.length, 6, 'the details stay in the JSON');
  });

  it('say of a single reference where it stands', async () => {
    const one = flow.replace(`, ${call('B')}, ${call('C')}`, '');
    const { out } = await run({ 'application.yml': vault, 'a.yml': one }, 'check', '--offline');
    assert.match(out, /^a\.yml:6:\d+ {2}unknown {2}Vault .* {2}offline$/m);
  });

  it('say of each reference to one name where it stands', async () => {
    const twice = flow.replaceAll(/'[BC]'/g, "'A'");
    const { out } = await run({ 'application.yml': vault, 'a.yml': twice }, 'check', '--offline');
    assert.equal(out.match(/^a\.yml:6:\d+ {2}unknown {2}Vault .* {2}offline$/gm)?.length, 3, out);
  });

  it('do not say that every secret is asked for where none is known', async () => {
    const { out } = await run({ 'application.yml': vault, 'a.yml': flow }, 'unused', '--offline');
    assert.match(out, /^The secrets of Vault are not known, nor which of them are unused\. .+\n$/);
    const none = await run({ 'a.yml': flow }, 'unused');
    assert.match(none.out, /^No secret is known: this folder has no Kestra configuration/);
  });

  it('tell of a broken configuration its line and reason, and nothing that follows from it', async () => {
    const broken = `${vault}     token: {token: x}\n`;
    const { out, err } = await run({ 'application.yml': broken, 'a.yml': flow }, 'check');
    assert.match(
      out,
      /^application\.yml:6:6 {2}error {2}This is not valid YAML.*: this line is not indented .*$/m,
    );
    assert.match(
      out,
      /^unknown {2}3 references could not be checked: Vault was not contacted, because application\.yml is not valid YAML: correct it first\./m,
    );
    assert.equal(
      err,
      'kestra-secrets: Vault was not contacted, because application.yml is not valid YAML: correct it first.\n',
    );
    assert.doesNotMatch(out + err, /credential/);
    for (const command of [['check'], ['list'], ['unused'], ['explain', 'A']]) {
      const json = await run({ 'application.yml': broken, 'a.yml': flow }, ...command, '--json');
      assert.match(json.out, /because application\.yml is not valid YAML: correct it first\./, command[0]);
      assert.doesNotMatch(json.out, /no credential|sign in/, command[0]);
    }
  });

  it('tell where a configuration is looked for, where none is found', async () => {
    const wanted = /looked for in application\.yml, Compose files, .* kestraSecrets\.environmentFiles/;
    for (const command of [['check'], ['list'], ['unused'], ['explain', 'A']])
      assert.match((await run({ 'a.yml': flow }, ...command)).err, wanted, command[0]);
    assert.match((await run({ 'a.yml': flow }, 'config')).out, wanted);
    const { err } = await run({ 'application.yml': vault, 'a.yml': flow }, 'check');
    assert.doesNotMatch(err, /looked for/);
  });

  it('tell the env file that a setting names and that is not here', async () => {
    const settings = JSON.stringify({ 'kestraSecrets.environmentFiles': ['none.env'] });
    const { out } = await run({ '.vscode/settings.json': settings, 'a.yml': flow }, 'check');
    assert.match(out, /as far as its list is known: the env file none\.env is not here\. {2}incomplete-list/);
  });

  it('tell what lacks where the configuration is whole', async () => {
    const { out, err } = await run({ 'application.yml': vault, 'a.yml': flow }, 'check');
    assert.match(out, /no credential for it was found/);
    assert.match(err, /no credential for it was found/);
  });

  describe('are flags and variables, and not those of a window', () => {
    const ofWindow = /\bsign in\b|connect differently|\bapprove this|choose a profile of/i;
    const closed = `${vault}      auth:\n        method: token\n      token: {token: inside}\n`;
    const waiting: readonly (readonly [string, Readonly<Record<string, string>>, string, RegExp])[] = [
      ['without a credential', {}, vault, /found: set VAULT_TOKEN/],
      [
        'without leave for an address',
        { VAULT_TOKEN: 'outside' },
        vault,
        /Give --allow-endpoint http:\/\/127\.0\.0\.1:1 first\./,
      ],
      [
        'without leave for a variable',
        { AWS_SECRET_ACCESS_KEY: 'outside' },
        `${vault}      token: {token: "\${AWS_SECRET_ACCESS_KEY}"}\n`,
        /Give --allow-endpoint http:\/\/127\.0\.0\.1:1 --allow-variable AWS_SECRET_ACCESS_KEY first\./,
      ],
      ['at an address where nothing listens', {}, closed, /start it, or give --address vault=URL\./],
    ];
    const commands = [
      ...['text', 'json', 'junit'].map((format) => ['check', '--format', format]),
      ...[['unused'], ['list'], ['list', '--json'], ['explain', 'A', '--json']],
    ];
    for (const [what, env, configuration, wanted] of waiting) {
      it(`in every format: ${what}`, async () => {
        for (const command of commands) {
          const { out, err } = await runWith(
            env,
            { 'application.yml': configuration, 'a.yml': flow },
            ...command,
          );
          const both = `${command.join(' ')}: ${out}${err}`;
          assert.doesNotMatch(both, ofWindow);
          assert.match(err, wanted);
          assert.ok(wanted.test(out) || command.join(' ') === 'list', both);
        }
        for (const format of ['sarif', 'github']) {
          const { out, err } = await runWith(
            env,
            { 'application.yml': configuration, 'a.yml': flow },
            ...['check', '--format', format],
          );
          assert.doesNotMatch(out + err, ofWindow);
          assert.match(err, wanted);
        }
      });
    }

    it('each once, where a sentence names what gives a credential', async () => {
      const aws = vault
        .replaceAll(/address: .*/g, 'region: eu-west-1')
        .replaceAll(/\bvault\b/g, 'aws-secret-manager');
      const { err } = await run({ 'application.yml': aws }, 'list');
      assert.match(err, /alone: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/m);
      assert.equal(err.match(/AWS_ACCESS_KEY_ID/g)?.length, 1, err);
    });

    it('since no sentence holds the words of a window, which stand alone', () => {
      const found = sentencesInSource('src/language/messages').filter(({ key }) => ofWindow.test(key));
      const elsewhere = found.filter(({ place }) => !place.startsWith('src/language/messages/next.ts:'));
      assert.ok(found.length > 5);
      assert.deepEqual(elsewhere, []);
    });
  });

  it('name the argument that was meant', async () => {
    const wrong = flow.replace("secret('A')", "secret('A', subkeys='x')");
    const { out } = await run({ 'a.yml': wrong }, 'check');
    assert.match(out, /no argument subkeys; .* Did you mean subkey\?/);
    const far = await run({ 'a.yml': wrong.replace('subkeys', 'colour') }, 'check');
    assert.doesNotMatch(far.out, /Did you mean/);
  });

  it('are words where an answer is explained', async () => {
    const open = await run({ 'application.yml': vault }, 'explain', 'A', '--offline');
    assert.match(open.out, /^Unknown {2}.*\n {2}unknown {2}Vault: .* {2}offline\n$/);
    const now = Date.parse('2026-01-01T00:02:00Z');
    const fetchedAt = '2026-01-01T00:00:00Z';
    const steps = (['pass', 'fail', 'unknown'] as const).map(
      (result) => ({ backend: 'v', asked: 'none', rule: 'found', result, detail: 'd', fetchedAt }) as const,
    );
    const text = asText(
      {
        version: 1,
        backends: [],
        explanation: {
          ...{ name: 'a', subkey: null, namespace: null, verdict: 'unknown', reasonCode: 'offline' },
          ...{ reason: 'r', suggestions: [], steps },
        },
      },
      false,
      now,
    );
    assert.match(text, /^ {2}yes {2}v: d {2}last checked 2 minutes ago {2}found$/m);
    assert.deepEqual(
      text.split('\n').map((line) => line.trim().split('  ')[0]),
      ['Unknown', 'yes', 'no', 'unknown', ''],
    );
  });

  it('tell what of the environment counts, in the help and on its page', async () => {
    const { out } = await kestraSecrets(['--help']);
    const page = readFileSync(path.join(projectFolder, 'docs/command-line.md'), 'utf8');
    const names = ['HTTPS_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'KESTRA_SECRETS_ALLOW_ENDPOINTS'];
    const ofKestra = [
      'KESTRA_API_TOKEN',
      'KESTRA_USERNAME',
      'KESTRA_PASSWORD',
      'KESTRA_URL',
      'KESTRA_TENANT_ID',
    ];
    for (const name of [...names, 'KESTRA_SECRETS_AZURE_CLOUD', ...ofKestra]) {
      assert.ok(out.includes(name), name);
      assert.ok(page.includes(`\`${name}\``), name);
    }
  });

  it('that end a line are on the page of problems', () => {
    const page = readFileSync(path.join(projectFolder, 'docs/problems.md'), 'utf8');
    const table = page.slice(page.indexOf('## Reason codes'));
    assert.ok(reasonCodes.length > 25);
    assert.deepEqual(
      reasonCodes.filter((code) => !table.includes(`\`${code}\``)),
      [],
    );
  });
});
