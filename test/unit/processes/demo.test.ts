import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeFolder } from '../../processes/remove-folder.ts';
import { skipBecause } from '../../processes/skip.ts';
import { projectFolder } from '../../vscode/releases.ts';

/** What it left of its temporary files. tsx and V8 keep what they compiled for the next start. */
function leftoversIn(temporary: string): readonly string[] {
  return readdirSync(temporary).filter((name) => !/^(?:tsx-|node-compile-cache)/.test(name));
}

/** What `npm start` does, with a program in the place of VS Code that writes down what it was to open. */
describe('the demo', function () {
  this.timeout(120_000);

  it('opens a page of mistakes, says what to look at, and leaves nothing when it is stopped twice', async function () {
    if (process.platform === 'win32') this.skip();
    const home = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-start-'));
    const temporary = path.join(home, 'temporary');
    mkdirSync(temporary);
    const editor = path.join(home, 'editor');
    writeFileSync(editor, `#!/bin/sh\nprintf '%s\\n' "$@" > '${home}/opened'\nexec sleep 600\n`);
    chmodSync(editor, 0o755);
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/demo/start.ts'], {
      cwd: projectFolder,
      env: { ...process.env, TMPDIR: temporary, KESTRA_SECRETS_VSCODE: editor },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      let output = '';
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const ready = new Promise<void>((resolve) => {
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          if (/^ {2}3\. .*\n/m.test(output)) resolve();
        });
      });
      await Promise.race([ready, ended]);
      assert.match(output, /\n {2}1\. .*\n {2}2\. .*\n {2}3\. .*\n$/);
      // The lines do not wait for the editor.
      while (!existsSync(path.join(home, 'opened'))) await sleep(50);
      const opened = readFileSync(path.join(home, 'opened'), 'utf8').trim().split('\n');
      assert.ok(opened.at(-2)?.endsWith('examples.code-workspace'), opened.join(' '));
      const page = opened.at(-1) ?? '';
      assert.ok(page.endsWith('every-mistake.yml') && readFileSync(page, 'utf8').includes('secret('));
      const [, opener = ''] = opened.flatMap(
        (flag) => /^--extensionDevelopmentPath=(.*)/.exec(flag)?.[1] ?? [],
      );
      assert.match(readFileSync(path.join(opener, 'main.js'), 'utf8'), /kestraSecrets\.secrets\.focus/);
      child.kill('SIGINT');
      await sleep(50);
      child.kill('SIGINT');
      assert.equal(await ended, 0);
      assert.deepEqual(leftoversIn(temporary), []);
    } finally {
      child.kill('SIGKILL');
      await removeFolder(home);
    }
  });

  it('leaves nothing where it is stopped while it starts its servers', async function () {
    if (process.platform !== 'linux')
      skipBecause(this, 'only on Linux the variable says where it has its files');
    const home = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-start-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/demo/start.ts'], {
      cwd: projectFolder,
      env: { ...process.env, TMPDIR: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      const isStarting = () =>
        leftoversIn(home).some((name) => readdirSync(path.join(home, name)).length > 0) ||
        child.exitCode !== null;
      while (!isStarting()) await sleep(20);
      child.kill('SIGINT');
      assert.equal(await ended, 0, output);
      assert.doesNotMatch(output, /1\. /);
      assert.deepEqual(leftoversIn(home), []);
    } finally {
      child.kill('SIGKILL');
      await removeFolder(home);
    }
  });
});
