// `npm run pictures`: takes the README's pictures of the packaged extension at work, anew each time.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startExampleVault } from '../demo/example-vault.ts';
import { buildExtension } from '../runner/build.ts';
import { hoverText, suggestions, type } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { expandRow, openView, treeRow } from '../vscode/views.ts';
import { type Session, startSession } from './session.ts';

const media = path.join(projectFolder, 'media');
/** Largest size of one picture, in bytes. */
const largest = 200_000;

/** What only a browser shows, and what says nothing of the extension. */
const hidden = `
  [id="status.workbench.keyboardLayout"], [id="status.host"],
  .statusbar-item:has(.codicon-radio-tower) { display: none !important }`;

const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

async function take(page: Page, name: string): Promise<void> {
  await page.addStyleTag({ content: hidden });
  await mkdir(media, { recursive: true });
  const file = path.join(media, `${name}.png`);
  await page.screenshot({ path: file });
  const { size } = await stat(file);
  if (size > largest) throw new Error(`${name}.png has ${size} bytes, more than ${largest}.`);
  console.log(`media/${name}.png, ${Math.round(size / 1000)} kB`);
}

async function takeAll({ page }: Session): Promise<void> {
  await page.setViewportSize({ width: 1120, height: 620 });
  await openView(page, 'Kestra Secrets');
  await expandRow(page, 'secret card-gateway');
  await treeRow(page, 'subkey API_TOKEN of card-gateway').waitFor();
  await openFile(page, 'charge-card.yaml');
  await goTo(page, 16, 33);
  await hoverText(page);
  await take(page, 'hover');
  await page.keyboard.press('Escape');

  await goTo(page, 17, 1);
  await page.keyboard.press('End');
  await type(page, '\nX-Trace: sec');
  await suggestions(page);
  await take(page, 'completion');
  await page.keyboard.press('Escape');
  await openFile(page, 'every-mistake.yml');
  await goTo(page, 12, 30);
  await hoverText(page);
  await take(page, 'missing');
}

const problem = await buildExtension();
if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);
const vault = await startExampleVault();
if ('missing' in vault) throw new Error(vault.missing);
const temporary = await mkdtemp(path.join(tmpdir(), 'pictures-'));
try {
  const session = await startSession({
    example: 'vault',
    settings,
    files: { '.env': `VAULT_ADDR=${vault.url}\n` },
    env: { VAULT_ADDR: vault.url, VAULT_TOKEN: vault.token },
  });
  try {
    await takeAll(session);
  } finally {
    await session.stop();
  }
} finally {
  await vault.stop();
  await rm(temporary, { recursive: true, force: true });
}
