import assert from 'node:assert/strict';
import { readConfiguration } from '../../../src/configuration/index.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { never } from '../../fakes/never.ts';
import { memoryFiles } from './support.ts';

/** A folder on a disk that finds a file in any case. */
function anyCase(files: Readonly<Record<string, string>>): FolderFiles {
  const kept = memoryFiles(files);
  const nameOf = (path: string) =>
    Object.keys(files).find((name) => name.toLowerCase() === path.replace('C:/proj/', '').toLowerCase()) ??
    path;
  return {
    ...kept,
    read: (path, signal) => kept.read(nameOf(path), signal),
    ignoresCase: () => true,
    nameOf: (path) => Promise.resolve(nameOf(path)),
  };
}

function readAnyCase(files: Readonly<Record<string, string>>) {
  return readConfiguration({
    files: anyCase(files),
    settings: { environmentFiles: [], environment: null },
    signal: never,
  });
}

describe('a configuration on a disk that tells no case apart', () => {
  const kestra = 'kestra: {secret: {type: vault, vault: {address: http://v:1}}}\n';

  for (const file of ['APPLICATION.YML', 'conf/Application.yaml', 'Application-Prod.yml']) {
    it(`is found in ${file}, and under that name`, async () => {
      const { backends, problems } = await readAnyCase({ [file]: kestra });
      assert.deepEqual(
        backends.map(({ id, sources }) => [id, sources.map((origin) => origin.file)]),
        [['vault', [file]]],
      );
      assert.deepEqual(
        problems.filter(({ code }) => code === 'several-configurations'),
        [],
      );
    });
  }

  for (const source of ['./application.yml', 'C:\\proj\\APPLICATION.yml']) {
    it(`is one with what ${source} mounts`, async () => {
      const compose = `services: {k: {image: kestra/kestra, volumes: ['${source}:/app/confs/application.yml']}}\n`;
      const { backends, problems, files } = await readAnyCase({
        'Compose.yml': compose,
        'Application.yml': kestra,
      });
      assert.deepEqual(
        backends.map(({ id }) => id),
        ['vault'],
      );
      assert.deepEqual(
        backends[0]?.sources.map(({ file }) => file),
        ['Application.yml'],
      );
      assert.deepEqual(
        problems.filter(({ code }) => code === 'several-configurations'),
        [],
      );
      assert.ok(!files.includes('application.yml'));
    });
  }
});
