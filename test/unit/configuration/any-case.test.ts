import assert from 'node:assert/strict';
import { readConfiguration } from '../../../src/configuration/index.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { never } from '../../fakes/never.ts';
import { memoryFiles } from './support.ts';

/** A folder on a disk that finds a file in any case. */
function anyCase(files: Readonly<Record<string, string>>): FolderFiles {
  const kept = memoryFiles(files);
  const names = Object.keys(files).map((name) => name.replace(/^!/, ''));
  const nameOf = (path: string) =>
    names.find((name) => name.toLowerCase() === path.replace('C:/proj/', '').toLowerCase()) ?? path;
  return {
    ...kept,
    read: (path, signal) => kept.read(nameOf(path), signal),
    ignoresCase: () => true,
    nameOf: (path) => Promise.resolve(nameOf(path)),
  };
}

function readAnyCase(files: Readonly<Record<string, string>>, environmentFiles: readonly string[] = []) {
  return readConfiguration({
    files: anyCase(files),
    settings: { environmentFiles, environment: null },
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

  /** Each secret with the file that defines it. */
  async function defined(...given: Parameters<typeof readAnyCase>): Promise<string[]> {
    const { backends, files } = await readAnyCase(...given);
    const names = Object.keys(given[0]).map((name) => name.replace(/^!/, ''));
    // A file under two names would be watched twice.
    for (const file of files.filter((name) => !names.includes(name))) {
      assert.ok(!names.some((name) => name.toLowerCase() === file.toLowerCase()), file);
    }
    return backends.flatMap((backend) =>
      backend.type === 'env'
        ? backend.definitions.definitions.map(({ key, origin }) => `${key} ${origin?.file ?? ''}`)
        : [],
    );
  }
  const secret = 'SECRET_A=dg==\n';
  const service = 'services: {k: {image: kestra/kestra';

  for (const ignored of ['', '!']) {
    const where = ignored === '' ? 'is listed' : 'is ignored';
    it(`has an env file that ${where}, under its own name`, async () => {
      assert.deepEqual(await defined({ [`${ignored}.ENV`]: secret }), ['A .ENV']);
    });

    it(`has one that ${where} and a service loads`, async () => {
      const files = {
        'compose.yml': `${service}, env_file: conf/kestra.env}}`,
        [`${ignored}Conf/Kestra.ENV`]: secret,
      };
      assert.deepEqual(await defined(files), ['A Conf/Kestra.ENV']);
    });

    it(`has one that ${where} and the user names`, async () => {
      assert.deepEqual(await defined({ [`${ignored}Kestra.ENV`]: secret }, ['kestra.env']), ['A Kestra.ENV']);
    });

    it(`has an override file that ${where}`, async () => {
      const files = {
        'Compose.YML': `${service}}}`,
        [`${ignored}compose.override.YML`]: 'services: {k: {environment: {SECRET_A: dg==}}}',
      };
      assert.deepEqual(await defined(files), ['A compose.override.YML']);
    });

    it(`fills placeholders from an env file that ${where}`, async () => {
      const files = {
        'compose.yml': `${service}, environment: {SECRET_A: "\${A}"}}}`,
        [`${ignored}.Env`]: 'A=dg==\n',
      };
      const { backends } = await readAnyCase(files);
      const ways = backends.flatMap((backend) =>
        backend.type === 'env' ? backend.definitions.definitions.map(({ origin }) => origin?.file) : [],
      );
      assert.deepEqual(ways, ['compose.yml']);
      assert.ok((await readAnyCase(files)).files.includes('.Env'));
    });
  }

  it('has the files that COMPOSE_FILE names in another case', async () => {
    const files = {
      '.env': 'COMPOSE_FILE=compose.yml:MORE.yml\n',
      'Compose.yml': `${service}}}`,
      'more.yml': 'services: {k: {environment: {SECRET_A: dg==}}}',
    };
    assert.deepEqual(await defined(files), ['A more.yml']);
  });

  it('tells of an env file once that a service does not load', async () => {
    const { problems } = await readAnyCase({ 'compose.yml': `${service}}}`, '.ENV': secret });
    assert.deepEqual(
      problems.map(({ code, file }) => `${code} ${file}`),
      ['secret-not-loaded .ENV'],
    );
  });
});
