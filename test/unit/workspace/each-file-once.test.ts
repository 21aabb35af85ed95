import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { readConfiguration } from '../../../src/configuration/index.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { eachFileOnce, findFlows } from '../../../src/workspace/flow-files.ts';
import { never } from '../../fakes/never.ts';
import { folderOf, kestraSecrets } from '../cli/command.ts';
import { itWithLinks, makeLinks, temporaryFolder } from './support.ts';

const flow = 'id: a\nnamespace: n\ntasks: [{id: t, type: x, message: "{{ secret(\'A\') }}"}]\n';

describe('a file that links lead to', () => {
  const folder = temporaryFolder({
    'flows/b.yml': flow,
    'docker/compose.prod.yml': 'services: {k: {image: kestra/kestra, environment: {SECRET_A: dg==}}}',
    '.gitignore': 'hidden/\n',
    'hidden/c.yml': flow,
  });
  const files = createFolderFiles(folder.root);
  before(() => {
    makeLinks({
      [folder.path('a-link.yml')]: 'flows/b.yml',
      [folder.path('z-link.yml')]: 'flows/b.yml',
      [folder.path('linked')]: 'flows',
      [folder.path('one.yml')]: 'hidden/c.yml',
      [folder.path('two.yml')]: 'hidden/c.yml',
      [folder.path('docker/compose.yml')]: 'compose.prod.yml',
    });
  });
  after(() => folder.remove());

  itWithLinks('is one though the disk answers with its accents apart', async () => {
    const accented = temporaryFolder({ 'grün.yml': flow });
    makeLinks({ [accented.path('a-link.yml')]: 'grün.yml' });
    const known = createFolderFiles(accented.root);
    const found = await known.list(never);
    assert.deepEqual(found, ['a-link.yml', 'grün.yml']);
    const { realpath } = fs;
    const apart = async (file: string) => (await realpath(file)).normalize('NFD');
    Object.assign(fs, { realpath: apart });
    syncBuiltinESMExports();
    try {
      const places = await Promise.all(found.map(async (each) => known.placeOf?.(each, never)));
      assert.equal(places[0], places[1]);
    } finally {
      fs.realpath = realpath;
      syncBuiltinESMExports();
      accented.remove();
    }
  });

  itWithLinks('is checked once, under its own name where that is among them', async () => {
    const found = await findFlows(
      files,
      ['flows', 'a-link.yml', 'z-link.yml', 'linked', 'one.yml', 'two.yml'],
      never,
    );
    assert.deepEqual(found, [
      'a-link.yml',
      'flows/b.yml',
      'linked/b.yml',
      'one.yml',
      'two.yml',
      'z-link.yml',
    ]);
    const counted = new Set<string>();
    assert.deepEqual(await eachFileOnce(files, found, counted, never), ['flows/b.yml', 'one.yml']);
    assert.deepEqual(await eachFileOnce(files, found, counted, never), []);
    assert.deepEqual(await eachFileOnce(files, ['z-link.yml'], new Set(), never), ['z-link.yml']);
  });

  itWithLinks('is counted once by the command line, in whatever way it is named', async () => {
    const { root, remove } = await folderOf({ 'flows/b.yml': flow, '.env': 'SECRET_A=dg==\n' });
    try {
      makeLinks({ [`${root}/a.yml`]: 'flows/b.yml', [`${root}/linked`]: 'flows' });
      for (const paths of [[], ['.'], ['a.yml', 'flows'], ['linked', 'flows/b.yml'], ['*.yml', 'flows']]) {
        const run = await kestraSecrets(['check', '--json', '--folder', root, ...paths], { cwd: root });
        const { references } = JSON.parse(run.out) as { readonly references: readonly unknown[] };
        assert.equal(references.length, 1, `${paths.join(' ')}: ${run.out}${run.err}`);
      }
    } finally {
      await remove();
    }
  }).timeout(60_000);

  itWithLinks('is one place of a configuration', async () => {
    const settings = { environmentFiles: [], environment: null };
    const { problems, backends } = await readConfiguration({ files, settings, signal: never });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      backends.map(({ id, sources }) => [id, sources.map(({ file }) => file)]),
      [['env', ['docker/compose.yml']]],
    );
  });
});
