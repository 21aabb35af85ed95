import assert from 'node:assert/strict';
import { folderOf, kestraSecrets, type Run } from './command.ts';

/** As YAML escapes it: what a runner takes for commands, and a terminal for its own. */
const hostile = 'x\\n::set-output name=a::b\\r::error::c\\e[2J\\x9b2J\\u2028##[add-mask]d ##vso[task.e]f';

const application = `kestra.secret:
  type: "nothing${hostile}"
  "key${hostile}": x
  vault:
    address: "http://127.0.0.1:1/${hostile}"
    "key${hostile}": x
`;

const flow = `id: one
namespace: company.team
tasks:
  - id: a
    message: "{{ secret('${hostile}') }}"
  - id: b
    message: "{{ secret('A', ${hostile.replaceAll(/[^a-z]/g, '')}='${hostile}') }}"
`;

describe('command line: everything that is printed', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;

  before(async () => {
    folder = await folderOf({ 'application.yml': application, 'flows/one.yml': flow });
  });

  after(() => folder.remove());

  const name = JSON.parse(
    `"${hostile.replaceAll('\\e', '\\u001b').replaceAll('\\x9b', '\\u009b')}"`,
  ) as string;
  const runs: readonly (readonly string[])[] = [
    ...['text', 'json', 'sarif', 'github', 'gitlab', 'junit'].map((format) => ['check', '--format', format]),
    ['list', '--hidden'],
    ['list', '--json'],
    ['config'],
    ['config', '--json'],
    ['unused'],
    ['explain', name],
    ['explain', name, '--json'],
    ['check', name],
    ['list', '--folder', name],
    [name],
    ['list', `--${name}`],
  ];
  for (const args of runs) {
    it(`keeps to its own lines: ${args.map((arg) => arg.replaceAll(name, 'NAME')).join(' ')}`, async () => {
      const { out, err } = await kestraSecrets([
        ...args,
        ...(args.includes('--folder') ? [] : ['--folder', folder.root]),
      ]);
      assert.notEqual(out + err, '');
      for (const line of [...out.split('\n'), ...err.split('\n')]) assert.equal(wrongIn(line), null, line);
    });
  }

  it('is looked for where it would be found', () => {
    assert.deepEqual(
      name.split('\n').map((line) => wrongIn(line) !== null),
      [false, true],
    );
    assert.notEqual(wrongIn('a ##[b]'), null);
    assert.notEqual(wrongIn('a\u001b[2J'), null);
  });

  it('is the same text in the JSON', async () => {
    const { out }: Run = await kestraSecrets(['check', '--json', '--folder', folder.root]);
    const { references } = JSON.parse(out) as { references: { name: string }[] };
    assert.equal(references[0]?.name, name);
  });
});

/** What a line holds that a terminal or a runner would obey; null: nothing. */
function wrongIn(line: string): string | null {
  const own = /^::(?:error|warning|notice) (?:file=|title=)/.test(line);
  if (!own && line.trimStart().startsWith('::')) return 'a command';
  if (/##(?:\[|vso\[)/i.test(line)) return 'a command of another kind';
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line) ? 'a control character' : null;
}
