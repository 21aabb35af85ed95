import assert from 'node:assert/strict';
import fileSystem from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';
import { readConfiguration } from '../../../src/configuration/index.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { isInside } from '../../../src/workspace/file-names.ts';
import { never } from '../../fakes/never.ts';
import { temporaryFolder } from './support.ts';

const calls = ['realpath', 'readlink', 'stat', 'lstat', 'open', 'readdir'] as const;

/** Notes every path that the disk is asked for. */
function watchDisk(): { readonly paths: readonly string[]; stop(): void } {
  const paths: string[] = [];
  const undo: (() => void)[] = [];
  const watch = (library: object, name: string): void => {
    const original: unknown = Reflect.get(library, name);
    assert.ok(typeof original === 'function');
    Reflect.set(library, name, (...given: unknown[]): unknown => {
      paths.push(String(given[0]));
      const answer: unknown = Reflect.apply(original, library, given);
      return answer;
    });
    undo.push(() => Reflect.set(library, name, original));
  };
  for (const name of calls) watch(fs, name);
  watch(fileSystem, 'realpath');
  syncBuiltinESMExports();
  return {
    paths,
    stop() {
      for (const each of undo) each();
      syncBuiltinESMExports();
    },
  };
}

const away = [
  '//evil.example/share/k.yml',
  '\\\\evil.example\\share\\k.yml',
  '\\\\?\\UNC\\evil.example\\share\\k.yml',
  '\\\\.\\UNC\\evil.example\\share\\k.yml',
  '/net/evil.example/k.yml',
  '../evil.example/k.yml',
];

const start = 'services:\n  k:\n    image: kestra/kestra\n';
const mounted = 'target: /app/confs/application.yml';
const ways: Readonly<Record<string, (path: string) => Readonly<Record<string, string>>>> = {
  'a short volume': (path) => ({
    'compose.yml': `${start}    volumes: ['${path}:/app/confs/application.yml']\n`,
  }),
  'a folder as a volume': (path) => ({ 'compose.yml': `${start}    volumes: ['${path}:/app/confs']\n` }),
  'a long volume': (path) => ({
    'compose.yml': `${start}    volumes: [{type: bind, source: '${path}', ${mounted}}]\n`,
  }),
  'a config': (path) => ({
    'compose.yml': `${start}    configs: [{source: c, ${mounted}}]\nconfigs: {c: {file: '${path}'}}\n`,
  }),
  'a secret': (path) => ({
    'compose.yml': `${start}    secrets: [{source: c, ${mounted}}]\nsecrets: {c: {file: '${path}'}}\n`,
  }),
  'an env file': (path) => ({ 'compose.yml': `${start}    env_file: '${path}'\n` }),
  'an env file in a map': (path) => ({ 'compose.yml': `${start}    env_file: [{path: '${path}'}]\n` }),
  'a file that is extended': (path) => ({
    'compose.yml': `${start}    extends: {file: '${path}', service: k}\n`,
  }),
  'a file that is included': (path) => ({ 'compose.yml': `include: ['${path}']\n${start}` }),
  'a command': (path) => ({ 'compose.yml': `${start}    command: ['server', '--config', '${path}']\n` }),
  'a command with a mount': (path) => ({
    'compose.yml': `${start}    command: server --config /k.yml\n    volumes: ['${path}:/k.yml']\n`,
  }),
  MICRONAUT_CONFIG_FILES: (path) => ({
    'compose.yml': `${start}    environment: {MICRONAUT_CONFIG_FILES: '${path}'}\n`,
  }),
  COMPOSE_FILE: (path) => ({ 'compose.yml': start, '.env': `COMPOSE_FILE=compose.yml;${path}\n` }),
  'a placeholder': (path) => ({
    'compose.yml': `${start}    volumes: ['\${CONF}:/app/confs/application.yml']\n`,
    '.env': `CONF='${path}'\n`,
  }),
};

describe('what lies outside the folder by its path alone', () => {
  for (const [way, filesOf] of Object.entries(ways)) {
    it(`is not looked for, nor resolved, where it is named by ${way}`, async () => {
      for (const path of away) {
        const folder = temporaryFolder(filesOf(path));
        const disk = watchDisk();
        try {
          await readConfiguration({
            files: createFolderFiles(folder.root),
            settings: { environmentFiles: [path], environment: null },
            signal: never,
          });
        } finally {
          disk.stop();
          folder.remove();
        }
        assert.ok(disk.paths.includes(folder.path('compose.yml')), 'the disk is watched');
        assert.deepEqual(outside(folder.root, disk.paths), [], path);
      }
    });
  }

  it('keeps its name, and is not asked for in any other way', async () => {
    const folder = temporaryFolder({ 'a.yml': 'id: a' });
    const files = createFolderFiles(folder.root);
    for (const path of away) {
      const disk = watchDisk();
      try {
        assert.equal(await files.nameOf?.(path, never), path);
        await files.read(path, never);
        await files.listBelow(path, never);
      } finally {
        disk.stop();
      }
      assert.deepEqual(outside(folder.root, disk.paths), [], path);
    }
    folder.remove();
  });
});

describe('a machine that a file .git names', () => {
  it('is not asked for the index', async () => {
    const server = sep === '/' ? '/net/evil.example' : '//evil.example/share';
    const folder = temporaryFolder({ '.gitignore': '*', '.git': `gitdir: ${server}/.git\n` });
    const disk = watchDisk();
    try {
      assert.deepEqual(await createFolderFiles(folder.root).list(never), []);
    } finally {
      disk.stop();
    }
    assert.ok(disk.paths.includes(folder.path('.git')), 'the file is read');
    assert.deepEqual(outside(folder.root, disk.paths), []);
    folder.remove();
  });
});

function outside(root: string, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.includes('evil') && !isInside(root, path));
}
