import assert from 'node:assert/strict';
import { folderOf, kestraSecrets } from './command.ts';

describe('command line: config', function () {
  this.timeout(30_000);

  async function configOf(files: Readonly<Record<string, string>>): Promise<string> {
    const { root, remove } = await folderOf(files);
    try {
      return (await kestraSecrets(['config', '--folder', root])).out;
    } finally {
      await remove();
    }
  }

  it('names what of a service is out of sight', async () => {
    const compose = 'services:\n  kestra:\n    image: kestra/kestra:v2.0.0\n    entrypoint: ./start.sh\n';
    assert.match(
      await configOf({ 'compose.yml': compose }),
      /^compose\.yml:4:17 {2}information .*\.\/start\.sh.* {2}configuration-out-of-sight$/m,
    );
  });

  it('names what is wrong where Kestra finds nothing', async () => {
    const text = 'secret:\n  type: vault\n';
    assert.match(
      await configOf({ 'application.yml': text }),
      /^application\.yml:1:1 {2}warning .* {2}kestra-key-missing$/m,
    );
  });
});
