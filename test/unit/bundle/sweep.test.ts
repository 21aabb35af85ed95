import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeOthers } from '../../../esbuild.sweep.js';

describe('a build beside a program that runs', () => {
  it('leaves what was written, and removes what is left of an earlier one', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-dist-'));
    try {
      mkdirSync(path.join(folder, 'chunks'));
      const files = ['extension.js', 'chunks/a-1.js', 'chunks/a-2.js', 'old.map'].map((name) =>
        path.join(folder, name),
      );
      for (const file of files) writeFileSync(file, '');
      removeOthers(folder, [files[0] ?? '', path.relative('.', files[2] ?? '')]);
      assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), [
        'chunks',
        path.join('chunks', 'a-2.js'),
        'extension.js',
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
