// `npm run pictures`: takes the pictures of the README and of the walkthrough, of the packaged extension at work and in
// each theme, and draws the icon, anew each time.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type ExampleVault, startExampleVault } from '../demo/example-vault.ts';
import { buildExtension } from '../runner/build.ts';
import { dialogText, pressInDialog } from '../vscode/dialog.ts';
import { closeHover, hoverText, suggestions, type } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { until } from '../vscode/until.ts';
import { clickRow, expandRow, openView, problemRows, treeRow } from '../vscode/views.ts';
import { drawIcon } from './icon.ts';
import { type Session, startSession } from './session.ts';

const media = path.join(projectFolder, 'media');
/** Largest size of one picture, in bytes. */
const largest = 200_000;

const themes: Readonly<Record<string, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
};

/** What only a browser shows, and what says nothing of the extension. */
const hidden = `
  [id="status.workbench.keyboardLayout"], [id="status.host"],
  .statusbar-item:has(.codicon-radio-tower) { display: none !important }`;

const settings = {
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.selectionHighlight': false,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

interface Part {
  readonly width: number;
  readonly height: number;
}

/** `part`: from the window's upper left corner, in pixels; default: all of it. */
async function take(page: Page, name: string, part?: Part): Promise<void> {
  await page.addStyleTag({ content: hidden });
  // A box that fades in is half transparent for a moment.
  await page.evaluate(
    `Promise.all([...document.querySelectorAll('.quick-input-widget, .monaco-hover, .monaco-dialog-box')].flatMap((box) => box.getAnimations()).map((each) => each.finished))`,
  );
  const file = path.join(media, `${name}.png`);
  await page.screenshot({ path: file, ...(part === undefined ? {} : { clip: { x: 0, y: 0, ...part } }) });
  const { size } = await stat(file);
  if (size > largest) throw new Error(`${name}.png has ${size} bytes, more than ${largest}.`);
  console.log(`media/${name}.png, ${Math.round(size / 1000)} kB`);
}

async function takeAll({ page }: Session, vault: ExampleVault, theme: string): Promise<void> {
  await page.setViewportSize({ width: 1120, height: 620 });
  await openView(page, 'Kestra Secrets');
  await openFile(page, 'newsletter.yml');
  await dialogText(page, () => clickRow(page, `Approve ${vault.url}`));
  await take(page, `approve-${theme}`);
  await pressInDialog(page, 'Approve');

  await expandRow(page, 'secret card-gateway');
  await treeRow(page, 'subkey API_TOKEN of card-gateway').waitFor();
  await goTo(page, 10, 45);
  await until('the hover knows the secret', async () =>
    (await hoverText(page)).includes('Found: newsletter'),
  );
  await take(page, `hover-${theme}`);
  await closeHover(page);

  await openFile(page, 'charge-card.yaml');
  await goTo(page, 16, 1);
  await page.keyboard.press('End');
  await type(page, '\nX-Signature: secr');
  // Words of the file may have come first: then only the key asks anew.
  await page.keyboard.press('Escape');
  await until('whole expressions are offered', async () =>
    (await suggestions(page)).some((label) => label.includes("secret('")),
  );
  await take(page, `completion-${theme}`);
  await page.keyboard.press('Escape');
  await runCommand(page, 'View: Revert and Close Editor');

  await openFile(page, 'every-mistake.yml');
  await goTo(page, 12, 1);
  await until('the mistakes are listed', async () => {
    const rows = (await problemRows(page)).join('\n');
    return rows.includes('newsleter') && rows.includes('payroll');
  });
  await take(page, `problems-${theme}`);

  await widenSidebar(page, 640);
  await expandRow(page, '4 hidden secrets');
  await expandRow(page, 'secret payroll, hidden by');
  await treeRow(page, 'filter-on-tags').waitFor();
  await take(page, `hidden-${theme}`, { width: 640, height: 400 });
}

/** Drags the edge between the side bar and the editors to `x`, in pixels from the window's left. */
async function widenSidebar(page: Page, x: number): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (bar === null) throw new Error('There is no side bar.');
  await page.mouse.move(bar.x + bar.width, 300);
  await page.mouse.down();
  await page.mouse.move(x, 300, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(x + 300, 12);
}

// First of all: without it nothing can be packed.
await mkdir(media, { recursive: true });
await drawIcon(path.join(media, 'icon.png'));
const problem = await buildExtension();
if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);
const vault = await startExampleVault();
if ('missing' in vault) throw new Error(vault.missing);
try {
  for (const [theme, colorTheme] of Object.entries(themes)) {
    const session = await startSession({
      example: 'vault',
      settings: { ...settings, 'workbench.colorTheme': colorTheme },
      files: { '.env': `VAULT_ADDR=${vault.url}\n` },
      env: { VAULT_TOKEN: vault.token },
    });
    try {
      await takeAll(session, vault, theme);
    } finally {
      await session.stop();
    }
  }
} finally {
  await vault.stop();
}
