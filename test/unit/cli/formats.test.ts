import assert from 'node:assert/strict';
import { asGitHub } from '../../../src/cli/formats/github.ts';
import { asGitLab } from '../../../src/cli/formats/gitlab.ts';
import { asJUnit } from '../../../src/cli/formats/junit.ts';
import { asSarif } from '../../../src/cli/formats/sarif.ts';
import type { JsonProblem } from '../../../src/cli/document.ts';
import { base64, folderOf, kestraSecrets } from './command.ts';
import { readCodeQuality } from './code-quality.ts';
import { type Document, readDocument } from './contract.ts';

const compose = `services:
  kestra:
    image: kestra/kestra:latest
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
      SECRET_PLAIN: VALUE-MARKER plain text
`;

const flow = `id: one
namespace: company.team
tasks:
  - id: found
    message: "{{ secret('API') }}"
  - id: missing
    message: "🔑 {{ secret('A<P>&Y') }}"
  - id: hidden
    message: "{{ secret('PLAIN') }}"
  - id: dynamic
    message: "{{ secret('A_' ~ inputs.x) }}"
  - id: fails
    message: "{{ secret('API', sub_key='x') }}"
  - id: broken
    message: "{{ secret('API' }}"
`;

const file = 'flows/100%, of #1: a.yml';

const problem: JsonProblem = {
  file: 'a.yml',
  line: 1,
  column: 2,
  endLine: 1,
  endColumn: 5,
  severity: 'information',
  code: 'a-code',
  message: 'a message',
  suggestions: [],
  reference: null,
  backend: null,
  suppressed: false,
};

/** What the standard wants of a log (SARIF 2.1.0), as far as one of ours goes. */
interface Sarif {
  $schema: string;
  version: string;
  runs: {
    tool: { driver: { name: string; version: string; rules: { id: string }[] } };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: {
        physicalLocation: { artifactLocation: { uri: string }; region?: Record<string, number> };
      }[];
      suppressions?: { kind: string }[];
    }[];
  }[];
}

const sarifOf = (text: string) => JSON.parse(text) as Sarif;

describe('command line: formats of check', function () {
  this.timeout(30_000);
  let root = '';
  let remove = () => Promise.resolve();
  let document: Document;
  const summary = '6 references in 1 flow file: 2 found, 1 missing, 1 hidden, 2 unknown; 2 errors';
  const check = async (format: string) => {
    const run = await kestraSecrets(['check', '--format', format, '--folder', root]);
    const hasPlace = format === 'json' || format === 'text';
    assert.deepEqual([run.code, run.err], [1, hasPlace ? '' : `kestra-secrets: ${summary}\n`]);
    assert.doesNotMatch(run.out, /VALUE-MARKER|VkFMVUUtTUFSS0VS/);
    return run.out;
  };

  before(async () => {
    ({ root, remove } = await folderOf({ 'docker-compose.yml': compose, [file]: flow }));
    document = readDocument('check', await check('json'));
    assert.ok(document.problems.length >= 4);
  });
  after(() => remove());

  it('writes a log of SARIF 2.1.0 with every problem', async () => {
    const log = sarifOf(await check('sarif'));
    assert.equal(log.version, '2.1.0');
    assert.match(log.$schema, /^https:.*sarif-schema-2\.1\.0\.json$/);
    const [run, ...others] = log.runs;
    assert.ok(run !== undefined && others.length === 0);
    assert.equal(run.columnKind, 'utf16CodeUnits');
    const { driver } = run.tool;
    assert.equal(driver.name, 'kestra-secrets');
    assert.match(driver.version, /^\d+\.\d+\.\d+$/);
    assert.equal(new Set(driver.rules.map(({ id }) => id)).size, driver.rules.length);
    assert.deepEqual(
      run.results.map(({ ruleId, message }) => [ruleId, message.text]),
      document.problems.map(({ code, message }) => [code, message]),
    );
    for (const [index, { ruleId, ruleIndex, level, locations }] of run.results.entries()) {
      assert.equal(driver.rules[ruleIndex]?.id, ruleId);
      assert.ok(['error', 'warning', 'note'].includes(level));
      const told = document.problems[index];
      assert.ok(told !== undefined);
      const { line, column, endLine, endColumn, file: name } = told;
      const [location] = locations;
      assert.equal(decodeURIComponent(location?.physicalLocation.artifactLocation.uri ?? ''), name);
      assert.deepEqual(location?.physicalLocation.region, {
        startLine: line,
        startColumn: column,
        endLine,
        endColumn,
      });
    }
    const uris = run.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    assert.ok(uris.includes('flows/100%25%2C%20of%20%231%3A%20a.yml'));
  });

  it('writes a log where there is nothing to tell, and what has no place or is suppressed', () => {
    const [empty] = sarifOf(asSarif({ version: 1, backends: [], problems: [] }, '1.2.3')).runs;
    assert.deepEqual([empty?.results, empty?.tool.driver.rules], [[], []]);
    const nowhere = { ...problem, file: null, line: null, column: null, endLine: null, endColumn: null };
    const problems = [nowhere, { ...problem, suppressed: true }, { ...nowhere, file: 'b.yml' }];
    const [run] = sarifOf(asSarif({ version: 1, backends: [], problems }, '1.2.3')).runs;
    assert.deepEqual(
      run?.results.map(({ level, locations, suppressions }) => [level, locations.length, suppressions]),
      [
        ['note', 0, undefined],
        ['note', 1, [{ kind: 'inSource' }]],
        ['note', 1, undefined],
      ],
    );
    assert.deepEqual(run.results[2]?.locations, [
      { physicalLocation: { artifactLocation: { uri: 'b.yml' } } },
    ]);
  });

  it('writes an annotation of GitHub for each problem', async () => {
    const lines = (await check('github')).trimEnd().split('\n');
    assert.equal(lines.length, document.problems.length);
    const name = 'flows/100%25%2C of #1%3A a.yml';
    const at = document.problems.findIndex(({ code }) => code === 'secret-missing');
    const told = document.problems[at];
    assert.ok(told !== undefined);
    const { line, column, endColumn, message } = told;
    assert.equal(
      lines[at],
      `::warning file=${name},line=${String(line)},endLine=${String(line)},col=${String(column)},endColumn=${String(endColumn)},title=secret-missing::${String(message)}`,
    );
    assert.ok(lines.some((each) => each.startsWith(`::error file=${name},`)));
  });

  it('escapes what would end an annotation, and leaves out what is suppressed', () => {
    const problems = [
      { ...problem, endLine: 2, message: '100%\r\nof: a, b' },
      { ...problem, suppressed: true },
      { ...problem, file: null, line: null, column: null, endLine: null, endColumn: null },
    ];
    assert.equal(
      asGitHub({ version: 1, backends: [], problems }),
      '::notice file=a.yml,line=1,endLine=2,title=a-code::100%25%0D%0Aof: a, b\n::notice title=a-code::a message\n',
    );
    assert.equal(asGitHub({ version: 1, backends: [], problems: [] }), '');
  });

  for (const [severity, kind] of [
    ['error', 'error'],
    ['warning', 'warning'],
    ['hint', 'notice'],
  ] as const) {
    it(`says how many annotations GitHub does not show: ${severity}`, () => {
      const linesOf = (count: number) =>
        asGitHub({
          version: 1,
          backends: [],
          problems: Array.from({ length: count }, () => ({ ...problem, severity })),
        })
          .trimEnd()
          .split('\n');
      assert.equal(linesOf(10).length, 10);
      const [first = '', ...others] = linesOf(17);
      // One of the notices is the sentence itself.
      const more = kind === 'notice' ? 8 : 7;
      assert.match(
        first,
        new RegExp(`^::notice title=kestra-secrets::and ${String(more)} more: see the log`),
      );
      assert.equal(others.filter((line) => line.startsWith(`::${kind} `)).length, 17);
    });
  }

  it('writes a code quality report of GitLab', async () => {
    const report = readCodeQuality(await check('gitlab'));
    assert.deepEqual(
      report.map(({ description, check_name, location }) => [
        description,
        check_name,
        location.path,
        location.lines.begin,
      ]),
      document.problems.map(({ message, code, file: name, line }) => [message, code, name, line]),
    );
    assert.deepEqual(new Set(report.map(({ severity }) => severity)), new Set(['major', 'minor']));
  });

  it('gives what moves in its file the same fingerprint in GitLab, and no two problems one', () => {
    const reportOf = (problems: readonly JsonProblem[]) =>
      readCodeQuality(asGitLab({ version: 1, backends: [], problems }));
    const other = { ...problem, line: 40, endLine: 40, column: 9 };
    const [first, second] = reportOf([problem, other]);
    assert.ok(first !== undefined && second !== undefined);
    assert.notEqual(first.fingerprint, second.fingerprint);
    assert.deepEqual(
      reportOf([other]).map(({ fingerprint }) => fingerprint),
      [first.fingerprint],
    );
    const nowhere = { ...problem, file: null, line: null, column: null, endLine: null, endColumn: null };
    assert.deepEqual(
      reportOf([nowhere, { ...problem, suppressed: true }]).map(({ location }) => location),
      [{ path: '.', lines: { begin: 1 } }],
    );
  });

  it('writes one test of JUnit for each reference, skipped where nobody can tell, with its error as a failed test beside it', async () => {
    const xml = await check('junit');
    const of = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, found = '']) => found);
    assert.deepEqual(of(/<testcase classname="flows\/100%, of #1: a\.yml" name="([^"]*)"\/>/g), [
      'API at 5:18',
    ]);
    const skipped = of(/name="([^"]*)">\n +<skipped message="[^"<]+"\/>/g);
    assert.deepEqual(skipped, ['A_* at 11:18', 'API at 13:18']);
    assert.deepEqual(of(/name="([^"]*)">\n +<failure type="[^"]+" message="[^"<]+"\/>/g), [
      'A&lt;P&gt;&amp;Y at 7:21',
      'PLAIN at 9:18',
      'API at 15:18',
      'unknown-argument at 13:32',
    ]);
    assert.match(
      xml,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="kestra-secrets" tests="7" /,
    );
    assert.match(xml, /<testsuite name="[^"]*" tests="7" failures="4" errors="0" skipped="2">/);
    assert.equal(document.references.length, 6);
  });

  it('fails a test for each error that belongs to no reference, and holds nothing that XML cannot', () => {
    const problems = [
      problem,
      { ...problem, severity: 'error' as const, message: 'a "\u0001" \ud800 \uffff' },
    ];
    assert.deepEqual(asJUnit({ version: 1, backends: [], references: [], problems }).split('\n'), [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="kestra-secrets" tests="1" failures="1" errors="0" skipped="0">',
      '  <testsuite name="a.yml" tests="1" failures="1" errors="0" skipped="0">',
      '    <testcase classname="a.yml" name="a-code at 1:2">',
      '      <failure type="a-code" message="a &quot;\\u{1}&quot; \ufffd \ufffd"/>',
      '    </testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ]);
  });

  it('tells of a file that is too large to be read for a flow', async () => {
    const { root, remove } = await folderOf({
      'large.yml': `id: a\nnamespace: b\ntasks:\n${'# a line\n'.repeat(250_000)}`,
      'application.yml': 'kestra.secret: {type: vault, vault: {address: "http://v:1", token.token: x}}',
    });
    try {
      const all = await kestraSecrets(['check', '--json', '--offline', '--folder', root]);
      const { problems } = readDocument('check', all.out);
      assert.deepEqual(
        problems.map(({ code, file, line }) => [code, file, line]),
        [['too-large', 'large.yml', null]],
      );
      const unused = await kestraSecrets(['unused', '--json', '--offline', '--folder', root]);
      assert.equal(readDocument('unused', unused.out).unusedComplete, false);
      const named = await kestraSecrets(['check', 'large.yml', '--offline', '--folder', root]);
      assert.equal(named.code, 2);
      assert.match(named.err, /large\.yml is too large to read/);
    } finally {
      await remove();
    }
  });
});
