import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, type Output } from '../../../src/cli/run.ts';
import { folderOf, kestraSecrets } from './command.ts';

const calls = Array.from({ length: 1000 }, (_, index) => `      A${index}: "{{ secret('NAME_${index}') }}"`);
const flow = `id: a\nnamespace: b\ntasks:\n  - id: c\n    type: io.kestra.plugin.scripts.shell.Commands\n    env:\n${calls.join('\n')}\n`;

describe('command line: whoever reads its output slowly', function () {
  this.timeout(30_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;
  before(async () => (folder = await folderOf({ 'a.yml': flow })));
  after(() => folder.remove());

  it('is waited for, and has not stopped the run though its time is over meanwhile', async () => {
    const errors: string[] = [];
    let waiting = 0;
    let most = 0;
    let out = '';
    const slow: Output = {
      async out(text) {
        waiting += 1;
        most = Math.max(most, waiting);
        await sleep(out === '' ? 3100 : 1);
        out += text;
        waiting -= 1;
      },
      err: (line) => void errors.push(line),
      colours: false,
    };
    const args = ['check', '--json', '--offline', '--timeout', '3', '--fail-on', 'none'];
    assert.equal(await run([...args, '--folder', folder.root], 'any', slow), 0);
    assert.equal((JSON.parse(out) as { references: unknown[] }).references.length, 1000);
    assert.equal(most, 1);
    assert.deepEqual(
      errors.filter((line) => line.includes('stopped')),
      [],
    );
  });

  it('gets all of it', async () => {
    const args = ['check', '--json', '--offline', '--fail-on', 'none', '--folder', folder.root];
    const { code, out } = await kestraSecrets(args, {
      meanwhile({ stdout }) {
        stdout?.pause();
        setTimeout(() => stdout?.resume(), 2000);
      },
    });
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as { references: unknown[] }).references.length, 1000);
  });
});
