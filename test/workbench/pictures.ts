// `npm run pictures`: takes the README's pictures of the packaged extension at work, anew each time.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startExampleVault } from '../demo/example-vault.ts';
import { buildExtension } from '../runner/build.ts';
import { hoverText, suggestions, type } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { until } from '../vscode/until.ts';
import { expandRow, openView, problemRows, treeRow } from '../vscode/views.ts';
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
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
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

  await openFile(page, 'newsletter.yml');
  await goTo(page, 10, 45);
  await until('the hover knows the secret', async () =>
    (await hoverText(page)).includes('Found: newsletter'),
  );
  await take(page, 'hover');
  await page.keyboard.press('Escape');

  await openFile(page, 'charge-card.yaml');
  await goTo(page, 16, 1);
  await page.keyboard.press('End');
  await type(page, '\nX-Signature: sec');
  await suggestions(page);
  await take(page, 'completion');
  await page.keyboard.press('Escape');
  await runCommand(page, 'View: Revert and Close Editor');

  await openFile(page, 'every-mistake.yml');
  await goTo(page, 12, 1);
  await until('the mistakes are listed', async () => {
    const rows = (await problemRows(page)).join('\n');
    return rows.includes('newsleter') && rows.includes('payroll');
  });
  await take(page, 'problems');
}

const problem = await buildExtension();
if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);
const vault = await startExampleVault();
if ('missing' in vault) throw new Error(vault.missing);
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
}
