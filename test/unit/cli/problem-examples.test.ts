import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run } from '../../../src/cli/run.ts';
import { problemCodes } from '../../../src/language/messages/codes.ts';
import { startAwsStub } from '../../servers/aws-stub.ts';
import { flagsFor } from '../../demo/example-server.ts';
import { git, runGit } from '../workspace/git-repository.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';
import { filesOf, flowsWith, placesInWords, secretsOfFlows, textsIn, type Files } from './problem-places.ts';

interface Row {
  readonly code: string;
  readonly bad: string;
  readonly good: string;
}

const page = readFileSync('docs/problems.md', 'utf8');

/** The rows of the table that begins below a line. */
function rowsBelow(line: string): readonly Row[] {
  const start = page.indexOf(line);
  assert.ok(start > 0, line);
  const [, table = ''] = page.slice(start).split('\n\n');
  return Array.from(
    table.matchAll(/^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$/gm),
    ([, code = '', bad = '', good = '']) => ({ code, bad, good }),
  );
}

const ofFlows = rowsBelow('In flows, where');
const ofConfiguration = [...rowsBelow('In the configuration, in'), ...rowsBelow('In the setting')];

/** The severities that a code's row in the table of codes names: the usual one, and those of its exceptions. */
function severitiesOf(code: string): readonly string[] {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${code}\` |`)) ?? '';
  return row.match(/\b(?:error|warning|information|hint)\b/g) ?? [];
}

/** The codes that `check --json` has for these files, by file. */
async function check(files: Files, isTracked = false): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = await folderOf(files);
  let out = '';
  try {
    if (isTracked) {
      runGit(folder.root, 'init', '--quiet');
      runGit(folder.root, 'add', '--all');
    }
    const ended = await run(['check', '--json', '--offline', '--folder', folder.root], 'any', {
      out(text) {
        out += text;
        return Promise.resolve();
      },
      err: () => undefined,
      colours: false,
    });
    assert.ok(ended < 2, String(ended));
  } finally {
    await folder.remove();
  }
  const found = new Map<string, readonly string[]>();
  for (const { file, code, severity } of readDocument('check', out).problems) {
    const told = String(severity);
    assert.ok(severitiesOf(code).includes(told), `${code} is told as ${told}`);
    found.set(String(file), [...(found.get(String(file)) ?? []), code]);
  }
  return found;
}

async function codesIn(files: Files, isTracked: boolean): Promise<readonly string[]> {
  return [...(await check(files, isTracked)).values()].flat();
}

describe('command line: the examples of problems', function () {
  this.timeout(60_000);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  // Where these tests run in a job of GitHub's, the examples are none of its problems.
  before(() => delete process.env.GITHUB_STEP_SUMMARY);
  after(() => {
    if (summary !== undefined) process.env.GITHUB_STEP_SUMMARY = summary;
  });

  it('are there for every code, once', () => {
    const codes = [...ofFlows, ...ofConfiguration].map(({ code }) => code);
    assert.deepEqual(codes.sort(), [...problemCodes]);
  });

  describe('in flows have the problem, and the better ones have it not', () => {
    let found: ReadonlyMap<string, readonly string[]> = new Map();
    const filesFor = (name: string, example: string) =>
      flowsWith(example).map((text, index) => [`flows/${name}-${String(index)}.yml`, text] as const);
    const codesOf = (name: string, example: string) =>
      filesFor(name, example).map(([file]) => found.get(file) ?? []);

    before(async () => {
      const flows = ofFlows.flatMap(({ code, bad, good }) => [
        ...filesFor(`${code}-bad`, bad),
        ...filesFor(`${code}-good`, good),
      ]);
      found = await check({ ...secretsOfFlows, ...Object.fromEntries(flows) });
    });

    for (const { code, bad, good } of ofFlows.filter((row) => row.code !== 'secret-ambiguous')) {
      it(code, () => {
        const told = codesOf(`${code}-bad`, bad);
        assert.ok(told.flat().includes(code), JSON.stringify(told));
        assert.ok(!codesOf(`${code}-good`, good).flat().includes(code));
      });
    }
  });

  it('in flows have the problem, and the better ones have it not: secret-ambiguous', async () => {
    const row = ofFlows.find(({ code }) => code === 'secret-ambiguous');
    const { bad = '', good = '' } = row ?? {};
    const stored = (Name: string, cell: string) => {
      const [Key = '', Value = ''] = textsIn(cell)[1]?.split(': ') ?? [];
      const Tags = [
        { Key, Value },
        { Key: 'namespace', Value: 'company.team' },
      ];
      return { Name, ARN: `arn:aws:x:${Name}`, Tags, SecretVersionsToStages: { one: ['AWSCURRENT'] } };
    };
    const SecretList = [stored('a', bad), stored('b', bad), stored('c', good)];
    const aws = await startAwsStub(() => ({ json: { SecretList } }));
    const folder = await folderOf({
      'application.yml':
        'kestra: {secret: {type: aws-secret-manager, aws-secret-manager: {region: eu-west-1}}}\n',
      'flows/bad.yml': flowsWith(bad)[0] ?? '',
      'flows/good.yml': flowsWith(good)[0] ?? '',
    });
    try {
      const { out, err } = await kestraSecrets(
        ['check', '--json', '--folder', folder.root, ...flagsFor('aws-secret-manager', aws.url)],
        { env: { AWS_ACCESS_KEY_ID: 'VALUE-MARKER-id', AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-key' } },
      );
      const { problems, references } = readDocument('check', out);
      assert.deepEqual(
        references.map(({ verdict }) => verdict),
        ['resolvable', 'resolvable'],
        err,
      );
      assert.deepEqual(
        problems.map(({ file, code }) => [file, code]),
        [['flows/bad.yml', 'secret-ambiguous']],
      );
    } finally {
      await folder.remove();
      await aws.stop();
    }
  });

  describe('in configurations have the problem, and the better ones have it not', () => {
    for (const { code, bad, good } of ofConfiguration) {
      it(code, async function () {
        const isTracked = code === 'credential-in-file';
        if (isTracked && git === null) {
          console.log('      skipped: there is no git here');
          this.skip();
        }
        const words = placesInWords[code];
        const found = await codesIn(words?.bad() ?? filesOf(code, bad), isTracked);
        assert.ok(found.includes(code), found.join());
        const better = await codesIn(words?.good() ?? filesOf(code, good), isTracked);
        assert.ok(!better.includes(code), better.join());
      });
    }
  });
});
