import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../vscode/releases.ts';

/**
 * Every file that joins, splits or compares paths of a disk, with the test that holds it against `path.win32`, or that runs
 * it on the disk of whatever system the tests run on, Windows among them (`npm run test:windows`).
 */
const tests: Readonly<Record<string, string>> = {
  'host/find-program.ts': 'host/programs.test.ts',
  'host/gcloud.ts': 'host/gcloud.test.ts',
  'host/home.ts': 'stores/aws-profiles.test.ts',
  'host/run-program.ts': 'cli/programs.test.ts',
  'host/search-path.ts': 'host/programs.test.ts',
  'workspace/file-names.ts': 'workspace/file-names.test.ts',
  'workspace/list-files.ts': 'workspace/folder-files.test.ts',
  'workspace/matching-paths.ts': 'workspace/matching-paths.test.ts',
  'workspace/named-places.ts': 'workspace/named-places.test.ts',
  'workspace/read-many.ts': 'workspace/read-many.test.ts',
  'workspace/real-path.ts': 'workspace/real-path.test.ts',
  'workspace/root.ts': 'workspace/real-path.test.ts',
  'workspace/tracked-files.ts': 'workspace/tracked-files.test.ts',
  'workspace/true-name.ts': 'workspace/true-name.test.ts',
};

describe('the files that take paths apart', () => {
  it('are known, each with a test that tries it with the paths of Windows', async () => {
    const source = path.join(projectFolder, 'src');
    const found: string[] = [];
    for (const name of await readdir(source, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const text = await readFile(path.join(source, name), 'utf8');
      if (/from '(?:node:)?path/.test(text)) found.push(name.split(path.sep).join('/'));
    }
    assert.deepEqual(found.sort(), Object.keys(tests));
    for (const test of Object.values(tests)) {
      assert.ok(existsSync(path.join(projectFolder, 'test/unit', test)), test);
    }
  });
});
