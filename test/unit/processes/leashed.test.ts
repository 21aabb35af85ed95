import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { runLeashed } from '../../processes/leashed.ts';
import { until } from '../../vscode/until.ts';

const module = new URL('../../processes/leashed.ts', import.meta.url).href;
const forever = 'setInterval(() => {}, 1000)';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a leashed command', () => {
  it('gives its output and its exit code', async () => {
    const run = runLeashed(process.execPath, ['-e', 'console.log("said"); process.exit(7)']);
    assert.equal(await run.ended, 7);
    assert.equal(run.output(), 'said\n');
  });

  it('is 127 where there is no such command', async () => {
    assert.equal(await runLeashed('no-such-command', []).ended, 127);
  });

  it('is gone when it is stopped, even if it does not want to', async () => {
    const script = `process.on('SIGTERM', () => {}); console.log(process.pid); ${forever}`;
    const run = runLeashed(process.execPath, ['-e', script]);
    await until('it runs', () => run.output().includes('\n'));
    await run.stop();
    // Killed it is; whoever inherits it may take a moment to bury it.
    await until('it is gone', () => !isRunning(Number(run.output())), 5000);
  });

  it('does not outlive who started it, however that ended', async () => {
    const script = `
      const { runLeashed } = await import(${JSON.stringify(module)});
      const child = 'console.log(process.pid); ${forever}';
      runLeashed(process.execPath, ['-e', child], { onOutput: (text) => process.stdout.write(text) });
      ${forever}`;
    const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    owner.stdout.on('data', (text: Buffer) => (said += text.toString()));
    await until('it runs', () => said.includes('\n'));
    const pid = Number(said);
    assert.equal(isRunning(pid), true);
    owner.kill('SIGKILL');
    await until('it is gone', () => !isRunning(pid), 5000);
  });
});
