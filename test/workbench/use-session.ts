import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../vscode/releases.ts';
import { happens } from '../vscode/until.ts';
import { type Session, type SessionOptions, startSession } from './session.ts';

/** Every value of the examples and tests holds it. */
const valueMarker = 'VALUE-MARKER-';
const failures = path.join(projectFolder, 'out/failures');

/**
 * Gives the tests of a `describe` one window. A failed test leaves a picture of it in `out/failures/`; at the end,
 * nothing that VS Code and its extensions wrote may hold a value or one of `neverWritten`, and nothing that is shown may
 * hold a value.
 */
export function useSession(
  prepare: (this: Mocha.Context) => Promise<SessionOptions> | SessionOptions,
  neverWritten: () => readonly string[] = () => [],
): () => Session {
  let session: Session | undefined;

  before(async function () {
    session = await startSession(await prepare.call(this));
  });

  afterEach(async function () {
    const test = this.currentTest;
    if (session === undefined || test?.state !== 'failed') return;
    await mkdir(failures, { recursive: true });
    const picture = path.join(failures, `${test.fullTitle().replaceAll(/[^\w]+/g, '-')}.png`);
    // A page that no longer answers is not to hide why the test failed.
    if (!(await happens(session.page.screenshot({ path: picture, timeout: 10_000 })))) return;
    console.log(`      what it looked like: ${path.relative(projectFolder, picture)}`);
    // What the test left open is not to fail the next.
    for (let layer = 0; layer < 3; layer += 1) await session.page.keyboard.press('Escape');
  });

  after(async () => {
    const shown = session === undefined ? '' : await shownText(session);
    const written = (await session?.writtenTexts()) ?? [];
    await session?.stop();
    assert.ok(!shown.includes(valueMarker), `the workbench shows ${valueMarker}`);
    for (const { file, text } of written) {
      for (const secret of [valueMarker, ...neverWritten()]) {
        assert.ok(!text.includes(secret), `${file} holds ${secret}`);
      }
    }
  });

  return () => {
    assert.ok(session, 'the window is open');
    return session;
  };
}

/** All that the window shows beside the editors, in which a file of the folder may hold anything. */
async function shownText({ page }: Session): Promise<string> {
  const parts = '.part.sidebar, .part.panel, .part.statusbar, .notifications-toasts';
  return (await page.locator(parts).allInnerTexts()).join('\n');
}
