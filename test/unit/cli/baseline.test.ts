import assert from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readArguments } from '../../../src/cli/arguments.ts';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:latest
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
`;
const flow = (...calls: readonly string[]) =>
  [
    'id: one',
    'namespace: company.team',
    'tasks:',
    ...calls.map((call) => `  - message: "{{ ${call} }}"`),
    '',
  ].join('\n');

/** Windows lets not everybody make links. */
const canLink = (target: string, place: string) =>
  symlink(target, place).then(
    () => true,
    () => false,
  );

describe('command line: a baseline', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;
  let file = '';

  beforeEach(async () => {
    folder = await folderOf({
      'docker-compose.yml': compose,
      'flow.yml': flow("secret('OLD')", "secret('OLD')", "secret('API', x='y')", 'secret(inputs.a)'),
    });
    file = path.join(folder.root, 'baseline.json');
  });
  afterEach(() => folder.remove());

  const check = (...args: readonly string[]) =>
    kestraSecrets(['check', '--folder', folder.root, '--baseline', file, ...args]);
  const write = (text: string) => writeFile(path.join(folder.root, 'flow.yml'), text);

  it('accepts what is there when it is written, and names no place in it', async () => {
    const updated = await check('--update-baseline', '--fail-on', 'missing,error,unknown');
    assert.deepEqual([updated.code, updated.err], [0, '']);
    assert.equal(
      updated.out,
      '4 references in 1 flow file: 2 missing, 2 unknown; 4 findings in the baseline\n',
    );
    const text = await readFile(file, 'utf8');
    assert.doesNotMatch(text, /VALUE-MARKER|VkFMVUUtTUFSS0VS|"line"/);
    const { findings } = JSON.parse(text) as { findings: Record<string, unknown>[] };
    assert.deepEqual(
      findings.map(({ code, count, of }) => [code, count, of]),
      [
        ['dynamic-key', 1, '?'],
        ['secret-missing', 2, 'OLD'],
        ['unknown-argument', 1, 'API'],
      ],
    );
    assert.equal((await check('--fail-on', 'missing,error,unknown')).code, 0);
  });

  it('stays when lines move, and a finding more of the same kind is a new one', async () => {
    await check('--update-baseline');
    await write(
      `# a line\n\n${flow("secret('API', x='y')", "secret('OLD')", 'secret(inputs.a)', "secret('OLD')")}`,
    );
    const moved = await check();
    assert.deepEqual([moved.code, moved.err], [0, '']);
    await write(flow("secret('OLD')", "secret('OLD')", "secret('OLD')", "secret('API', x='y')"));
    const more = await check();
    assert.equal(more.code, 1);
    assert.match(more.out, /^flow\.yml:6:26 {2}warning .*\n4 references/);
    await write(flow("secret('NEW')"));
    const other = await check();
    assert.equal(other.code, 1);
    assert.equal(
      other.err,
      'kestra-secrets: 4 findings of the baseline are no longer there: --update-baseline removes them.\n',
    );
  });

  it('leaves what it knows out of each format, and marks it in JSON and SARIF', async () => {
    await check('--update-baseline');
    const { problems, references } = readDocument('check', (await check('--json')).out);
    assert.equal(problems.length, 3);
    assert.ok(
      problems.every((problem) => problem.suppressed === true && problem.suppressedBy === 'baseline'),
    );
    assert.deepEqual(
      references.map(({ suppressed }) => suppressed),
      [undefined, undefined, undefined, true],
    );
    assert.match((await check('--format', 'sarif')).out, /"kind": "external"/);
    assert.equal((await check('--format', 'github')).out, '');
    assert.equal((await check('--format', 'gitlab')).out, '[]\n');
    const junit = await check('--format', 'junit');
    assert.match(junit.out, /tests="4" failures="0" errors="0" skipped="4"/);
    assert.equal(
      junit.err,
      'kestra-secrets: 4 references in 1 flow file: 2 missing, 2 unknown; 4 findings in the baseline\n',
    );
  });

  it('knows a reference of which nobody can tell beside a problem that does not say why', async () => {
    const call = '{{ secret(inputs.a) }}';
    await write(`${flow()}  - message: x\noutputs:\n  - id: x\n    type: STRING\n    value: "${call}"\n`);
    await check('--update-baseline');
    const { findings } = JSON.parse(await readFile(file, 'utf8')) as { findings: Record<string, unknown>[] };
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['dynamic-key', 'plain-text-leak'],
    );
    assert.equal((await check('--fail-on', 'unknown')).code, 0);
  });

  it('is refused where it is not there or is none', async () => {
    const absent = await check();
    assert.deepEqual([absent.code, absent.out], [2, '']);
    assert.match(absent.err, /there is no file .*baseline\.json .*--update-baseline writes it\.\n$/);
    const finding = (count: number) => `{"file": null, "code": "a", "of": "b", "count": ${String(count)}}`;
    for (const text of [
      '',
      '[]',
      '{"version": 2, "findings": []}',
      '{"version": 1, "findings": [{}]}',
      `{"version": 1, "findings": [${finding(-5)}]}`,
    ]) {
      await writeFile(file, text);
      const { code, out } = await check();
      assert.deepEqual([code, out], [2, ''], text);
    }
  });

  it('is not written over another file, nor through a link', async () => {
    await writeFile(file, 'id: a flow\n');
    const other = await check('--update-baseline');
    assert.deepEqual([other.code, other.out], [2, '']);
    assert.match(other.err, /is no baseline; delete it, and --update-baseline writes one\.\n$/);
    assert.equal(await readFile(file, 'utf8'), 'id: a flow\n');

    await rm(file);
    const elsewhere = await folderOf({ 'old.json': '{"version": 1, "findings": []}\n' });
    try {
      for (const name of ['old.json', 'new.json']) {
        if (!(await canLink(path.join(elsewhere.root, name), file))) return;
        const linked = await check('--update-baseline');
        assert.deepEqual([linked.code, linked.out], [2, '']);
        assert.match(linked.err, /cannot be written, or is a link; name a file of its own\.\n$/);
        await rm(file);
      }
      const kept = await readFile(path.join(elsewhere.root, 'old.json'), 'utf8');
      assert.equal(kept, '{"version": 1, "findings": []}\n');
      await assert.rejects(readFile(path.join(elsewhere.root, 'new.json')));
    } finally {
      await elsewhere.remove();
    }
  });

  it('keeps what it knows of files that an update does not look at', async () => {
    for (const name of ['flows/a.yml', 'flows/b.yml', 'flows-b.yml']) {
      await mkdir(path.join(folder.root, 'flows'), { recursive: true });
      await writeFile(path.join(folder.root, name), flow("secret('OLD')"));
    }
    const known = async () => {
      const { findings } = JSON.parse(await readFile(file, 'utf8')) as {
        findings: Record<string, unknown>[];
      };
      return [...new Set(findings.map((each) => each.file))];
    };
    await check('--update-baseline');
    const all = ['flow.yml', 'flows-b.yml', 'flows/a.yml', 'flows/b.yml'];
    assert.deepEqual(await known(), all);
    for (const name of all) await writeFile(path.join(folder.root, name), flow("secret('API')"));
    await rm(path.join(folder.root, 'flows/b.yml'));
    await check('--update-baseline', path.join(folder.root, 'flows'));
    assert.deepEqual(await known(), ['flow.yml', 'flows-b.yml']);
    await check('--update-baseline', path.join(folder.root, 'flow.yml'));
    assert.deepEqual(await known(), ['flows-b.yml']);
    await check('--update-baseline');
    assert.deepEqual(await known(), []);
  });

  it('is not written where a backend did not answer', async () => {
    await writeFile(
      path.join(folder.root, 'application.yml'),
      'kestra.secret: {type: vault, vault: {address: "http://127.0.0.1:1", token.token: x}}\n',
    );
    const run = await check('--update-baseline');
    assert.equal(run.code, 2);
    assert.match(run.err, /was not written, because not every backend answered\./);
    await assert.rejects(readFile(file));
  });

  for (const [args, hint] of [
    [['--update-baseline'], /--baseline FILE/],
    [['--baseline', 'b.json', '--update-baseline', '--since', 'main'], /--since/],
    [['--baseline'], /needs a value/],
  ] as const) {
    it(`is wrong: check ${args.join(' ')}`, () => {
      const read = readArguments(['check', ...args], () => undefined);
      assert.equal(read.kind, 'usage');
      assert.match(read.message, hint);
    });
  }
});
