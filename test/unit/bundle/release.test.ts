import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { releaseFaults, withAddress } from '../../../release-faults.js';
import { runLeashed } from '../../processes/leashed.ts';
import { removeFolder } from '../../processes/remove-folder.ts';
import { packageExtension } from '../../runner/build.ts';

describe('a release', function () {
  this.timeout(300_000);

  it('waits for an address and a date', () => {
    const homepage = 'https://git.example.com/somebody/kestra-secrets';
    assert.deepEqual(releaseFaults({ version: '1.2.3', homepage }, '# a\n\n## [1.2.3] - 2026-12-01\n'), []);
    for (const [manifest, changelog, fault] of [
      [{ version: '1.2.3' }, '## [1.2.3] - 2026-12-01', /homepage/],
      [{ version: '1.2.3', homepage: '' }, '## [1.2.3] - 2026-12-01', /homepage/],
      [{ version: '1.2.3', homepage }, '## [Unreleased]', /1\.2\.3/],
      [{ version: '1.2.3', homepage }, '## [1.2.2] - 2026-12-01', /1\.2\.3/],
      [{ version: '1.2.3', homepage }, '## [1.2.3] - soon', /1\.2\.3/],
    ] as const) {
      const faults = releaseFaults(manifest, changelog);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? '', fault);
    }
  });

  it('has its other addresses from that one', () => {
    const { bugs, repository } = withAddress({ homepage: 'https://git.example.com/somebody/project#readme' });
    assert.equal(bugs.url, 'https://git.example.com/somebody/project/issues');
    assert.equal(repository.url, 'https://git.example.com/somebody/project.git');
  });

  it('is refused as the project stands, and changes nothing then', async function () {
    const text = readFileSync('package.json', 'utf8');
    const manifest = JSON.parse(text) as { version: string; homepage?: string };
    if (releaseFaults(manifest, readFileSync('CHANGELOG.md', 'utf8')).length === 0) this.skip();
    const run = runLeashed(process.execPath, ['release.js']);
    assert.equal(await run.ended, 1);
    assert.equal(readFileSync('package.json', 'utf8'), text);
  });

  it('is the same byte for byte when it is packed again', async () => {
    const home = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-twice-'));
    try {
      const files = [];
      for (let turn = 0; turn < 2; turn += 1) {
        const file = await packageExtension(home);
        files.push(readFileSync(file));
      }
      const [first, second] = files;
      assert.ok(first !== undefined && second !== undefined && first.length > 100_000);
      assert.ok(first.equals(second));
    } finally {
      await removeFolder(home);
    }
  });
});
