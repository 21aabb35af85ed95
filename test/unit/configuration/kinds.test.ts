import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readConfiguration } from '../../../src/configuration/index.ts';
import type { Kind } from '../../../src/configuration/kinds/kind.ts';
import {
  concernsConfiguration,
  surveyFolder,
  type SurveyMemory,
} from '../../../src/configuration/kinds/survey.ts';
import { kinds } from '../../../src/configuration/kinds/table.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { never } from '../../fakes/never.ts';
import { memoryFiles } from './support.ts';

const isYaml = (path: string) => path.endsWith('.yml');
const table: readonly Kind[] = [
  {
    id: 'marked',
    name: 'marked files',
    search: {
      mayBe: isYaml,
      marksIn: (text) =>
        text.includes('mark') ? [...text.matchAll(/mark-(\w+)/g)].map(([, at]) => at ?? '') : null,
    },
    source: null,
  },
  { id: 'other', name: 'others', search: { mayBe: isYaml, marksIn: () => null }, source: null },
];

/** Files that note what is read of them. */
function noting(texts: Readonly<Record<string, string>>): FolderFiles & { readonly opened: string[] } {
  const files = memoryFiles(texts);
  const opened: string[] = [];
  return {
    ...files,
    opened,
    read(path, signal) {
      opened.push(path);
      return files.read(path, signal);
    },
  };
}

/** Files that decode only what is of use, and note what that is. */
function decoding(texts: Readonly<Record<string, string>>, decoded: string[]): FolderFiles {
  return {
    ...memoryFiles(texts),
    readMany(paths, _, take, isOfUse) {
      for (const path of paths) {
        const text = texts[path] ?? '';
        if (isOfUse?.(text, path) === false) continue;
        decoded.push(path);
        take(path, { state: 'text', text });
      }
      return Promise.resolve();
    },
  };
}

const texts = { 'deep/a.yml': 'mark-a mark-b', 'z.yml': 'mark-z', 'b.yml': 'nothing', 'c.txt': 'mark-c' };

describe('the table of kinds', () => {
  it('is what docs/configuration.md lists, in its order', () => {
    const readme = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    const [, list = ''] = readme.split('| kept in | what is read |');
    const rows = list.split('\n\n')[0]?.split('\n').slice(2) ?? [];
    const [, seen = ''] = /named as seen, and not read: (.*?)\.\s/s.exec(readme) ?? [];
    assert.deepEqual(
      rows.map((row) => row.split('|')[1]?.trim()),
      kinds.filter(({ source }) => source !== null).map(({ name }) => name),
    );
    assert.deepEqual(
      seen === '' ? [] : seen.split(/;\s+/),
      kinds.filter(({ source }) => source === null).map(({ name }) => name),
    );
  });

  it('has each kind once', () => {
    assert.equal(new Set(kinds.map(({ id }) => id)).size, kinds.length);
  });
});

describe('looking through a folder', () => {
  it('finds what texts hold, the nearest first, and opens no file but those that may be of a kind, once', async () => {
    const files = noting(texts);
    const { survey, files: known } = await surveyFolder(files, never, { table });
    assert.deepEqual(survey, {
      found: [
        { kind: 'marked', path: 'z.yml', marks: ['z'] },
        { kind: 'marked', path: 'deep/a.yml', marks: ['a', 'b'] },
      ],
      isWhole: true,
    });
    assert.deepEqual(await known.read('z.yml', never), { state: 'text', text: 'mark-z' });
    assert.deepEqual(files.opened, ['b.yml', 'z.yml', 'deep/a.yml']);
  });

  it('opens once more only what was found before', async () => {
    const memory: SurveyMemory = new Map();
    await surveyFolder(noting(texts), never, { table, memory });
    const files = noting({ ...texts, 'z.yml': 'gone', 'new.yml': 'mark-new' });
    const { survey } = await surveyFolder(files, never, { table, memory });
    assert.deepEqual(
      survey.found.map(({ path }) => path),
      ['new.yml', 'deep/a.yml'],
    );
    assert.deepEqual(files.opened, ['new.yml', 'z.yml', 'deep/a.yml']);
  });

  it('has no flow decoded, counts what was read of it all the same, and forgets what was found in it before', async () => {
    const flow = 'namespace: a\ntasks:\nmark-gone';
    const memory: SurveyMemory = new Map();
    const found = { kind: 'marked', path: 'z.yml', marks: ['gone'] };
    memory.set('z.yml', [found]);
    const decoded: string[] = [];
    const files = decoding({ 'a.yml': 'mark-a', 'b.yml': 'namespace: a', 'z.yml': flow }, decoded);
    const { survey } = await surveyFolder(files, never, { table, memory });
    assert.deepEqual(decoded, ['a.yml', 'b.yml']);
    assert.deepEqual(survey, { found: [{ kind: 'marked', path: 'a.yml', marks: ['a'] }], isWhole: true });
    assert.deepEqual(memory.get('z.yml'), []);
    decoded.length = 0;
    const typed = { table, otherText: (path: string) => (path === 'z.yml' ? 'mark-typed' : null) };
    assert.equal((await surveyFolder(files, never, typed)).survey.found.length, 2);
    assert.deepEqual(decoded, ['a.yml', 'b.yml', 'z.yml']);
    const many = decoding(
      Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`${at}.yml`, flow])),
      [],
    );
    const limits = { files: 1000, characters: flow.length * 100 };
    assert.equal((await surveyFolder(many, never, { table, limits })).survey.isWhole, false);
  });

  it('is to be done anew where a changed file is of a kind now or was before, and for no other', async () => {
    const manifest = 'kind: Deployment\nimage: kestra/kestra:v1.0.0\n';
    const before = { 'deploy/server.yml': manifest, 'later.yml': 'a: b\n', 'flow.yml': 'id: a\n' };
    const flow = `namespace: a\ntasks:\n- ${manifest}`;
    const now = noting({ 'later.yml': manifest, 'flow.yml': flow, 'new.yaml': manifest, 'a.txt': manifest });
    const concerns = async (...changed: string[]) => {
      const memory: SurveyMemory = new Map();
      await surveyFolder(memoryFiles(before), never, { memory });
      const answer = await concernsConfiguration(now, changed, memory, never);
      assert.ok(changed.every((path) => !memory.has(path)));
      return answer;
    };
    assert.equal(await concerns('flow.yml', 'a.txt', 'gone.yml'), false);
    assert.deepEqual(now.opened, ['flow.yml', 'gone.yml']);
    assert.equal(await concerns('flow.yml', 'later.yml'), true);
    assert.equal(await concerns('new.yaml'), true);
    assert.equal(await concerns('deploy/server.yml'), true, 'it is gone');
  });

  it('is to be done anew where a folder of such a file went, or one came that holds one', async () => {
    const compose = 'services: {kestra: {image: kestra/kestra}}\n';
    const folders = ['with', 'application', 'compose', 'env', 'encoded', 'without', 'gone'];
    const now: FolderFiles = {
      ...memoryFiles({
        'with/deep/server.yml': compose,
        'compose/docker-compose.yml': '',
        'application/application.yml': '',
        'env/.env': '',
        'encoded/deep/.env_encoded': '',
        'without/a.yml': '',
        'without-it/compose.yml': compose,
      }),
      isFolder: (path) => Promise.resolve(folders.includes(path) && path !== 'gone'),
    };
    const concerns = async (...changed: string[]) => {
      const memory: SurveyMemory = new Map();
      await surveyFolder(memoryFiles({ 'gone/a/server.yml': compose, 'gone/b.yml': '' }), never, { memory });
      const answer = await concernsConfiguration(now, changed, memory, never);
      assert.equal(memory.size, changed.includes('gone') ? 0 : 2);
      return answer;
    };
    assert.equal(await concerns('gone'), true);
    assert.equal(await concerns('with'), true);
    assert.equal(await concerns('application'), true);
    assert.equal(await concerns('compose'), true);
    assert.equal(await concerns('env'), true);
    assert.equal(await concerns('encoded'), true);
    assert.equal(await concerns('without', 'gon', 'with/deep/compose'), false);
  });

  it('counts a text that is not saved besides the saved one', async () => {
    const otherText = (path: string) => (path === 'b.yml' ? 'mark-typed' : path === 'z.yml' ? '' : null);
    const { survey, files } = await surveyFolder(noting(texts), never, { table, otherText });
    assert.deepEqual(
      survey.found.map(({ path, marks }) => `${path} ${marks.join()}`),
      ['b.yml typed', 'z.yml z', 'deep/a.yml a,b'],
    );
    assert.deepEqual(await files.read('b.yml', never), { state: 'text', text: 'nothing' });
  });

  for (const limits of [
    { files: 2, characters: 1000 },
    { files: 1000, characters: 8 },
  ]) {
    it(`ends at ${JSON.stringify(limits)}, and says so`, async () => {
      const many = Object.fromEntries(
        Array.from({ length: 300 }, (_, index) => [`d/f${index}.yml`, 'nothing']),
      );
      const files = noting({ ...many, 'z.yml': 'mark-z' });
      const { survey } = await surveyFolder(files, never, { table, limits });
      assert.equal(survey.isWhole, false);
      assert.deepEqual(survey.found, [{ kind: 'marked', path: 'z.yml', marks: ['z'] }]);
      assert.ok(files.opened.length <= 100);
    });
  }

  it('is told where it came to its end', async () => {
    const { problems } = await readConfiguration({
      files: memoryFiles({}),
      settings: { environmentFiles: [], environment: null },
      signal: never,
      survey: { found: [], isWhole: false },
    });
    assert.deepEqual(
      problems.map(({ code, severity, file, data }) => [code, severity, file, data.what]),
      [['too-large', 'information', '.', 'survey']],
    );
  });

  it('leaves out what only shows how a real one could look', async () => {
    const files = noting({ 'x.example.yml': 'mark-x' });
    assert.deepEqual((await surveyFolder(files, never, { table })).survey.found, []);
    assert.deepEqual(files.opened, []);
  });
});
