import assert from 'node:assert/strict';
import { closeSync, existsSync, openSync } from 'node:fs';
import { run, type Output } from '../../../src/cli/run.ts';
import { skipBecause } from '../../processes/skip.ts';
import { folderOf, kestraSecrets } from './command.ts';

const calls = Array.from({ length: 1000 }, (_, index) => `      A${index}: "{{ secret('NAME_${index}') }}"`);
const flow = `id: a\nnamespace: b\ntasks:\n  - id: c\n    type: io.kestra.plugin.scripts.shell.Commands\n    env:\n${calls.join('\n')}\n`;
const args = ['check', '--json', '--offline', '--fail-on', 'none', '--timeout', '600'];

describe('command line: whoever reads its output', function () {
  this.timeout(30_000);
  let folder: Awaited<ReturnType<typeof folderOf>>;
  before(async () => (folder = await folderOf({ 'a.yml': flow })));
  after(() => folder.remove());

  it('is waited for, and has not stopped the run though its time is over meanwhile', async () => {
    const { setTimeout } = globalThis;
    let endTime = (): void => assert.fail('no limit was set');
    // The limit is over when the first piece is written, however long that takes here.
    Object.assign(globalThis, {
      setTimeout(callback: () => void, delay: number) {
        if (delay === 600_000) endTime = callback;
        return setTimeout(callback, delay);
      },
    });
    const errors: string[] = [];
    let [waiting, most] = [0, 0];
    let out = '';
    const slow: Output = {
      async out(text) {
        waiting += 1;
        most = Math.max(most, waiting);
        endTime();
        await new Promise((resolve) => setTimeout(resolve, 1));
        out += text;
        waiting -= 1;
      },
      err: (line) => void errors.push(line),
      colours: false,
    };
    try {
      assert.equal(await run([...args, '--folder', folder.root], 'any', slow), 0);
    } finally {
      Object.assign(globalThis, { setTimeout });
    }
    assert.equal((JSON.parse(out) as { references: unknown[] }).references.length, 1000);
    assert.equal(most, 1);
    assert.deepEqual(
      errors.filter((line) => line.includes('stopped')),
      [],
    );
  });

  it('gets all of it, though only after a while', async () => {
    const { code, out } = await kestraSecrets([...args, '--folder', folder.root], {
      meanwhile({ stdout }) {
        stdout?.pause();
        setTimeout(() => stdout?.resume(), 2000);
      },
    });
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as { references: unknown[] }).references.length, 1000);
  });

  it('may go before its end: the run ends as it would, and what else is told is told', async () => {
    const failing = ['check', '--json', '--offline', '--fail-on', 'unknown', '--folder', folder.root];
    const { code, err } = await kestraSecrets(failing, {
      meanwhile: ({ stdout }) => void stdout?.destroy(),
    });
    assert.equal(code, 1);
    assert.match(err, /Kestra's configuration is looked for in/);
  });

  it('learns where not all could be written', async function () {
    const full = '/dev/full';
    if (!existsSync(full)) return skipBecause(this, 'this system has no disk that is always full');
    const disk = openSync(full, 'w');
    try {
      const { code, err } = await kestraSecrets([...args, '--folder', folder.root], { stdout: disk });
      assert.equal(code, 2);
      assert.match(err, /^kestra-secrets: Not all of the answer could be written \(ENOSPC\): /m);
    } finally {
      closeSync(disk);
    }
  });
});
