import assert from 'node:assert/strict';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument, type Document } from './contract.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:v1.3.0
    env_file: .env
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
      # kestra-secrets-ignore secret-not-base64
      SECRET_PLAIN: VALUE-MARKER plain text
      SECRET_OTHER: VALUE-MARKER plain text # kestra-secrets-ignore secret-missing
`;
const env = '# kestra-secrets-ignore secret-not-base64\nSECRET_LINE=VALUE-MARKER plain\n';

const flow = (comment: string) => `id: one
namespace: company.team
tasks:
  - id: found
    message: "{{ secret('API') }}"
  - id: missing
    ${comment}
    message: "{{ secret('NOPE') }}"
`;
const ignoring = '# kestra-secrets-ignore secret-missing';

describe('command line: problems that are ignored', function () {
  this.timeout(30_000);

  /** What `check` says of these files, with the exit code and standard error. */
  async function check(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
    const { root, remove } = await folderOf(files);
    try {
      return await kestraSecrets(['check', '--folder', root, ...options]);
    } finally {
      await remove();
    }
  }

  async function checkJson(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
    const run = await check(files, '--json', ...options);
    return { ...run, document: readDocument('check', run.out) };
  }

  const told = ({ problems }: Document) =>
    problems.map(({ code, file, line, suppressed }) => [code, file, line, suppressed]);

  it('stand in the JSON as such, fail no run, and leave verdicts as they are', async () => {
    const files = { 'docker-compose.yml': compose, '.env': env, 'a.yml': flow(ignoring) };
    const { code, document, err } = await checkJson(files);
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(told(document), [
      ['secret-not-base64', '.env', 2, true],
      ['secret-missing', 'a.yml', 8, true],
      ['secret-not-base64', 'docker-compose.yml', 8, true],
      ['secret-not-base64', 'docker-compose.yml', 9, false],
      ['suppression-unused', 'docker-compose.yml', 9, false],
    ]);
    const { references, summary } = document;
    assert.deepEqual(
      references.map((reference) => [reference.verdict, reference.suppressed]),
      [
        ['resolvable', undefined],
        ['missing', true],
      ],
    );
    assert.deepEqual([summary.missing, summary.suppressed], [1, 3]);
    assert.equal((await check({ ...files, 'a.yml': flow('#') })).code, 1);
  });

  it('are counted in text, left out of annotations, and skipped as tests', async () => {
    const one = compose.replace(/^.*OTHER.*\n/m, '').replace('    env_file: .env\n', '');
    const files = { 'docker-compose.yml': one, 'a.yml': flow(ignoring) };
    const text = await check(files);
    assert.equal(text.out, '2 references in 1 flow file: 1 found, 1 missing; 2 problems ignored\n');
    assert.equal((await check(files, '--format', 'github')).out, '');
    const junit = await check(files, '--format', 'junit');
    assert.match(junit.out, /tests="2" failures="0" errors="0" skipped="1"/);
    assert.match(junit.out, /<skipped message="No file defines SECRET_NOPE/);
    const sarif = JSON.parse((await check(files, '--format', 'sarif')).out) as {
      runs: { results: { suppressions?: unknown }[] }[];
    };
    const [{ results } = assert.fail()] = sarif.runs;
    assert.deepEqual(
      results.map(({ suppressions }) => suppressions),
      [[{ kind: 'inSource' }], [{ kind: 'inSource' }]],
    );
  });

  it('still fail where another problem of the reference is an error', async () => {
    const files = {
      'docker-compose.yml': compose,
      '.env': env,
      'b.yml': `id: two\nnamespace: a\ntasks:\n  - id: x\n    type: "{{ secret('NOPE') }}" ${ignoring}\n`,
    };
    const { code, document } = await checkJson(files, 'b.yml');
    assert.ok(document.problems.some(({ severity, suppressed }) => severity === 'error' && !suppressed));
    assert.equal(code, 1);
  });

  it('accept no verdict that another problem than theirs would explain', async () => {
    const asking = (comment: string) =>
      `id: two\nnamespace: a\noutputs:\n  - id: x\n    type: STRING\n    value: "{{ secret(inputs.a) }}" ${comment}\n${rest}`;
    const rest = 'tasks:\n  - id: y\n    type: io.kestra.plugin.core.log.Log\n    message: x\n';
    for (const comment of ['', '# kestra-secrets-ignore plain-text-leak']) {
      const files = { 'b.yml': asking(comment) };
      const { code, document } = await checkJson(files, '--fail-on', 'unknown');
      assert.deepEqual(
        told(document).map(([problem, , , suppressed]) => [problem, suppressed]),
        [['plain-text-leak', comment !== '']],
      );
      assert.equal(code, 1, comment);
      const text = await check(files);
      assert.match(text.out, /^b\.yml:6:\d+ {2}unknown {2}.* {2}dynamic-key$/m);
    }
    const failing =
      "id: two\nnamespace: a\ntasks:\n  - id: y\n    message: \"{{ secret('A', x='y') }}\" # kestra-secrets-ignore unknown-argument\n";
    const accepted = await check({ 'b.yml': failing }, '--fail-on', 'unknown');
    assert.deepEqual([accepted.code, accepted.out.includes('call-fails')], [0, false]);
    const settings = { 'kestraSecrets.problems.severity': { 'unknown-argument': 'off' } };
    const untold = await check(
      { 'b.yml': failing.replace(/ #.*/, ''), '.vscode/settings.json': JSON.stringify(settings) },
      '--fail-on',
      'unknown',
    );
    assert.deepEqual([untold.code, untold.out.includes('call-fails')], [0, false]);
  });

  it('are ignored by the comments of Terraform around a flow, and by those of the flow', async () => {
    const ignoringFile = ignoring.replace('ignore', 'ignore-file');
    const hcl = (top: string, above: string, behind: string) =>
      `${top}\nresource "kestra_flow" "one" {\n  ${above}\n  content = <<EOT\n${flow('').replace(
        /message: "\{\{ secret\('NOPE'.*/,
        `uri: http://x/{{ secret('NOPE') }} ${behind}`,
      )}EOT\n}\n`;
    for (const [text, isIgnored] of [
      [hcl('', '', ''), false],
      [hcl(ignoringFile, '', ''), true],
      [hcl(ignoringFile.replace('#', '//'), '', ''), true],
      [hcl('', ignoring, ''), true],
      [hcl('', '', ignoring), true],
      [hcl('', '', `# ${ignoring}`), false],
    ] as const) {
      const { code, document } = await checkJson(
        { 'docker-compose.yml': compose, '.env': env, 'main.tf': text },
        'main.tf',
      );
      const own = told(document).filter(([, file]) => file === 'main.tf');
      assert.deepEqual(own, [['secret-missing', 'main.tf', 12, isIgnored]], text);
      assert.equal(code, isIgnored ? 0 : 1, text);
    }
  });

  it('are not said to be of no use where nobody can tell', async () => {
    const application = 'kestra:\n  secret:\n    type: vault\n    vault: {address: "http://127.0.0.1:1"}\n';
    const files = { 'application.yml': application, 'a.yml': flow(`${ignoring}, yaml-alias`) };
    const { document } = await checkJson(files, '--offline');
    const unused = document.problems.filter(({ code }) => code === 'suppression-unused');
    assert.deepEqual(
      unused.map(({ file, line, message }) => [file, line, message]),
      [['a.yml', 7, 'There is no problem here that this would ignore (yaml-alias). Remove it.']],
    );
  });

  it('are not told of another file, and say what is wrong with the comment', async () => {
    const { document } = await checkJson({
      'docker-compose.yml': compose.replace('    env_file: .env\n', ''),
      'a.yml': flow('# kestra-secrets-ignore'),
      'b.yml': flow('# kestra-secrets-ignore-file secret-missing'),
      'notes.yml': '# kestra-secrets-ignore\na: b\n',
    });
    assert.deepEqual(
      told(document).filter(([, file]) => file !== 'docker-compose.yml'),
      [
        ['suppression-invalid', 'a.yml', 7, false],
        ['secret-missing', 'a.yml', 8, false],
        ['secret-missing', 'b.yml', 8, true],
      ],
    );
  });

  it('have the severity that the folder sets, or none, and what is wrong with the setting is said', async () => {
    const severities = {
      'secret-missing': 'error',
      'secret-not-base64': 'off',
      nope: 'off',
      'key-unknown': 1,
    };
    const files = {
      'docker-compose.yml': compose,
      '.env': env,
      'a.yml': flow('#'),
      '.vscode/settings.json': `// why\n${JSON.stringify({ 'kestraSecrets.problems.severity': severities })}`,
    };
    const { code, document, err } = await checkJson(files, '--fail-on', 'error');
    assert.deepEqual(
      document.problems.map((problem) => [problem.code, problem.severity, problem.file]),
      [
        ['secret-missing', 'error', 'a.yml'],
        ['suppression-unused', 'hint', 'docker-compose.yml'],
      ],
    );
    assert.equal(code, 1);
    assert.deepEqual(
      Array.from(err.matchAll(/severity: (.*); it does not count\./g), ([, why]) => why),
      [
        '"nope" is no code of a problem',
        'the value of "key-unknown" is none of error, warning, information, hint, off',
      ],
    );
    const off = { 'kestraSecrets.problems.severity': { 'secret-missing': 'off' } };
    const quiet = { ...files, '.vscode/settings.json': JSON.stringify(off) };
    const run = await checkJson(quiet);
    assert.deepEqual(
      [run.code, run.document.references.map(({ suppressed }) => suppressed)],
      [0, [undefined, true]],
    );
  });

  it('are as they would be without settings of another kind, and that is said', async () => {
    const errOf = async (settings: string) =>
      (await check({ 'docker-compose.yml': compose, '.vscode/settings.json': settings })).err;
    const wrong = { 'kestraSecrets.environmentFiles': 'a.env', 'kestraSecrets.problems.severity': 'off' };
    const said = await errOf(JSON.stringify(wrong));
    assert.match(said, /environmentFiles must be a list of files/);
    assert.match(said, /problems\.severity must give codes of problems/);
    assert.match(await errOf('{"kestraSecrets.environmentFiles": '), /settings\.json is no whole JSON; /);
    for (const well of ['', '// nothing\n', '{"a": [1,],}\n']) {
      assert.doesNotMatch(await errOf(well), /settings\.json/, well);
    }
  });

  it('are as they would be without settings that are nested too deep to be read', async () => {
    const deep = `{"kestraSecrets.problems.severity": ${'['.repeat(100_000)}`;
    const files = { 'docker-compose.yml': compose, '.env': env, 'a.yml': flow('#') };
    const { code, document } = await checkJson({ ...files, '.vscode/settings.json': deep });
    assert.notEqual(code, 2);
    const codes = document.problems.map((problem) => problem.code);
    assert.ok(codes.includes('secret-missing') && codes.includes('too-large'), codes.join());
  });

  it('are those of the configuration in config, too', async () => {
    const { root, remove } = await folderOf({ 'docker-compose.yml': compose, '.env': env });
    try {
      const run = await kestraSecrets(['config', '--json', '--folder', root]);
      assert.deepEqual(told(readDocument('config', run.out)), [
        ['secret-not-base64', '.env', 2, true],
        ['secret-not-base64', 'docker-compose.yml', 8, true],
        ['secret-not-base64', 'docker-compose.yml', 9, false],
      ]);
    } finally {
      await remove();
    }
  });
});
