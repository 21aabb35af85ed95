import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { readConfiguration, readSmallConfiguration } from '../../../src/configuration/index.ts';
import { readInWorker } from '../../../src/folder/worker/read-in-worker.ts';
import type { FolderFiles } from '../../../src/ports/files.ts';
import { openFolder } from '../../../src/folder/index.ts';
import type { FolderClient } from '../../../src/folder/client.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { temporaryFolder } from '../workspace/support.ts';
import { memoryFiles } from '../configuration/support.ts';
import { never } from '../../fakes/never.ts';
import { buildConfigurationWorker, type WorkerProgram } from '../../fakes/configuration-worker.ts';

const vault =
  'kestra:\n  secret:\n    type: vault\n    vault: {address: "http://v:8200", token.token: "${T}"}\n';
const small = { 'application.yml': vault, '.env': 'T=x\n' };
const large = {
  ...small,
  'application.yml': `${vault}other:\n${'  - {key: value, list: [a, b, c]}\n'.repeat(3000)}`,
  'compose.yml':
    'services: {kestra: {image: kestra/kestra, env_file: .env, environment: {SECRET_A: YQ==}}}\n',
};
const settings = { environmentFiles: [], environment: process.env };

const input = (files: FolderFiles, signal: AbortSignal = never) => ({ files, settings, signal });

describe('a large configuration', function () {
  this.timeout(60_000);
  let program: WorkerProgram;
  before(async () => (program = await buildConfigurationWorker()));
  after(() => program.remove());

  it('is not read at one stretch, and a small one is', async () => {
    const counted = memoryFiles(large);
    assert.equal(await readSmallConfiguration(input(counted)), null);
    const found = await readSmallConfiguration(input(memoryFiles(small)));
    assert.deepEqual(found, await readConfiguration(input(memoryFiles(small))));
  });

  it('is read in a thread of its own as it would be here', async () => {
    const found = await readInWorker(program.file, input(memoryFiles(large)));
    assert.equal(found.backends[0]?.type, 'vault');
    assert.ok(found.backends.some(({ type }) => type === 'env'));
    assert.deepEqual(found, await readConfiguration(input(memoryFiles(large))));
  });

  it('is read there with what git tracks', async () => {
    const files = {
      ...memoryFiles(large),
      isTracked: (path: string) => Promise.resolve(path === '.env'),
    };
    const { problems } = await readInWorker(program.file, input(files));
    const told = problems.filter(({ code }) => code === 'credential-in-file');
    assert.deepEqual(
      told.map(({ file, data }) => [file, data.variable]),
      [['.env', 'T']],
    );
  });

  it('is told of where it is more than is read', async () => {
    const doubling = Array.from(
      { length: 40 },
      (_, index) => `A${index + 1}=\${A${index}}\${A${index}}\n`,
    ).join('');
    const files = {
      'application.yml': vault,
      'compose.yml': 'services: {kestra: {image: kestra/kestra, env_file: .env}}\n',
      '.env': `T=x\nA0=aaaaaaaa\n${doubling}`,
    };
    assert.equal(await readSmallConfiguration(input(memoryFiles(files))), null);
    const { problems, backends } = await readInWorker(program.file, input(memoryFiles(files)));
    assert.deepEqual(
      problems.map(({ code }) => code).filter((code) => code === 'too-large'),
      ['too-large'],
    );
    assert.ok(backends.every(({ partial }) => partial === true));
  });

  it('is given up when nobody wants it any more', async () => {
    const controller = new AbortController();
    const files: FolderFiles = {
      list: () => {
        controller.abort();
        return new Promise(() => undefined);
      },
      read: () => new Promise(() => undefined),
    };
    await assert.rejects(readInWorker(program.file, input(files, controller.signal)), { name: 'AbortError' });
    await assert.rejects(readInWorker(program.file, input(files, controller.signal)), { name: 'AbortError' });
  });

  it('is an error where the thread fails, and where its files do', async () => {
    const broken = fileURLToPath(new URL('no-such-worker.js', import.meta.url));
    await assert.rejects(readInWorker(broken, input(memoryFiles(small))), /no-such-worker/);
    const files = { ...memoryFiles(small), list: () => Promise.reject(new Error('no list')) };
    await assert.rejects(readInWorker(program.file, input(files)), /no list/);
  });

  it('is what the client of a folder gives a thread for, and a small one is not', async () => {
    const worker = fileURLToPath(new URL('no-such-worker.js', import.meta.url));
    const typesIn = async (files: Readonly<Record<string, string>>, client: Partial<FolderClient>) => {
      const folder = temporaryFolder(files);
      const opened = openFolder(folderClient(folder.root, client));
      try {
        return (await opened.readConfiguration(null, never)).backends.map(({ type }) => type);
      } finally {
        opened.catalog.close();
        folder.remove();
      }
    };
    assert.deepEqual(await typesIn(small, { configurationWorker: worker }), ['vault']);
    await assert.rejects(typesIn(large, { configurationWorker: worker }), /no-such-worker/);
    assert.deepEqual(await typesIn(large, { configurationWorker: program.file }), ['vault', 'env']);
    assert.deepEqual(await typesIn(large, {}), ['vault', 'env'], 'at one stretch');
  });
});
