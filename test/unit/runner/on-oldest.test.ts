import assert from 'node:assert/strict';
import path from 'node:path';
import { faces, onOldest } from '../../runner/on-oldest.ts';
import { testFiles } from '../../runner/suite.ts';

describe('what runs in the oldest release', () => {
  it('is a file for each face of a window, and each is there', async () => {
    const files = await testFiles('workbench');
    const chosen = onOldest(files);
    assert.deepEqual(chosen.map((file) => path.basename(file)).sort(), Object.keys(faces).sort());
    assert.ok(chosen.length < files.length);
  });
});
