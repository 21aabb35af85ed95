import type { Page } from 'playwright-core';
import type { ExampleVault } from '../demo/example-vault.ts';
import { dialogText, pressInDialog } from '../vscode/dialog.ts';
import { closeHover, hoverText, suggestions, type } from '../vscode/editing.ts';
import { closeEditors, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { clickRow, expandRow, openView, problemRows, treeRow, treeRows } from '../vscode/views.ts';
import { take } from './take.ts';

/** A flow with an expression that is begun: a list opens there, and the file is not changed for it. */
const checkout = `id: checkout
namespace: shop.orders

tasks:
  - id: charge
    type: io.kestra.plugin.core.http.Request
    uri: https://cards.shop.example/charges
    headers:
      Authorization: "Bearer {{ secret('card-gateway', subkey='API_TOKEN') }}"
      X-Signature: secr
`;

/** One with a mistake of each kind that people make. */
const nightly = `id: nightly
namespace: shop.orders

tasks:
  - id: report
    type: io.kestra.plugin.core.http.Request
    uri: https://reports.shop.example
    headers:
      Authorization: "Bearer {{ secret('newsleter', subkey='TOKEN') }}"
      X-Payroll: "{{ secret('payroll', subkey='PASSWORD') }}"
      X-Card: "{{ secret('card-gateway', subkey='api_token') }}"
      X-Carrier: "{{ secret('card-gateway', 'API_TOKEN') }}"
`;

/** Its size, in pixels of the page. */
const window = { width: 1080, height: 560 };

/** What is laid into the folder of the Vault, beside what the example has. */
export const flows = { 'flows/checkout.yml': checkout, 'flows/nightly.yml': nightly };

/** Those of one window on the example of a Vault, of which only the first four are in the walkthrough, in every theme. */
export async function takeVault(page: Page, vault: ExampleVault, theme: string): Promise<void> {
  await page.setViewportSize(window);
  await openView(page, 'Kestra Secrets');
  await openFile(page, 'newsletter.yml');
  if (theme !== 'high-contrast') await takeCannotTell(page, theme);
  await dialogText(page, () => clickRow(page, `Approve ${vault.url}`));
  await take(page, `approve-${theme}`, { width: 1080, height: 460 });
  await pressInDialog(page, 'Approve');

  await expandRow(page, 'secret card-gateway');
  await treeRow(page, 'subkey API_TOKEN of card-gateway').waitFor();
  await restPointer(page);
  await goTo(page, 10, 45);
  await until('the hover knows the secret', async () =>
    (await hoverText(page)).includes('Found: newsletter'),
  );
  await take(page, `hover-${theme}`, { width: 1080, height: 475 });
  await closeHover(page);

  await openFile(page, 'checkout.yml');
  await goTo(page, 10, 1);
  await page.keyboard.press('End');
  await until('whole expressions are offered', async () =>
    (await suggestions(page)).some((label) => label.includes("secret('")),
  );
  await take(page, `completion-${theme}`, { width: 1080, height: 365 });
  await page.keyboard.press('Escape');
  await closeEditors(page);

  await takeMistakes(page, theme);
  if (theme === 'high-contrast') return;
  await takeHidden(page, theme);
  // People's terminals are dark.
  if (theme === 'dark') await takeCommandLine(page, vault);
}

/** Before the address is approved nothing is known. */
async function takeCannotTell(page: Page, theme: string): Promise<void> {
  await goTo(page, 10, 45);
  await until('the hover cannot tell', async () => (await hoverText(page)).includes('Cannot tell'));
  await take(page, `cannot-tell-${theme}`, { width: 1080, height: 300 });
  await closeHover(page);
}

/** The problems to their end, for which the side bar makes room; then what is offered at one of them. */
async function takeMistakes(page: Page, theme: string): Promise<void> {
  // As wide as the longest of them.
  await page.setViewportSize({ width: 1240, height: 590 });
  await openFile(page, 'nightly.yml');
  await runCommand(page, 'View: Close Primary Side Bar');
  await until('the mistakes are listed', async () => {
    const rows = (await problemRows(page)).join('\n');
    return ['newsleter', 'payroll', 'api_token', 'second argument'].every((text) => rows.includes(text));
  });
  await goTo(page, 1, 1);
  await take(page, `problems-${theme}`, { width: 1240, height: 445 });
  await page.setViewportSize(window);
  if (theme === 'high-contrast') return;
  await runCommand(page, 'View: Hide Panel');
  await goTo(page, 9, 42);
  await page.keyboard.press('Control+.');
  await page.locator('.action-widget .monaco-list-row', { hasText: "'newsletter'" }).first().waitFor();
  await take(page, `light-bulb-${theme}`, { width: 780, height: 330 });
  await page.keyboard.press('Escape');
}

async function takeHidden(page: Page, theme: string): Promise<void> {
  await openView(page, 'Kestra Secrets');
  await closeEditors(page);
  await widenSidebar(page, 640);
  await expandRow(page, '4 hidden secrets');
  await expandRow(page, 'secret payroll, hidden by');
  await treeRow(page, 'filter-on-tags').waitFor();
  await take(page, `hidden-${theme}`, { width: 640, height: 380 });
}

async function takeCommandLine(page: Page, vault: ExampleVault): Promise<void> {
  await runCommand(page, 'View: Close Primary Side Bar');
  await page.setViewportSize({ width: 1270, height: 300 });
  await runCommand(page, 'Terminal: Create New Terminal in Editor Area');
  const terminal = page.locator('.terminal-wrapper.active, .editor-instance .terminal-wrapper').first();
  await terminal.waitFor();
  await terminal.click();
  await type(page, `kestra-secrets check flows/nightly.yml --allow-endpoint ${vault.url}\n`);
  await until('the terminal has the last line', async () =>
    (await page.locator('.xterm-rows').allInnerTexts()).join('\n').includes('flow file'),
  );
  await take(page, 'command-line', { width: 1270, height: 190 });
}

/** Folders of several managers in one window. */
export async function takeSeveral(page: Page, theme: string): Promise<void> {
  await page.setViewportSize({ width: 1080, height: 720 });
  await openView(page, 'Kestra Secrets');
  await widenSidebar(page, 560);
  // A list that is not read to its end has no count yet.
  for (const name of ['5 secrets, 4 hidden', '4 secrets, 4 hidden', 'HARVEST_API']) {
    await treeRows(page).filter({ hasText: name }).first().waitFor();
  }
  await take(page, `several-${theme}`, { width: 560, height: 690 });
}

/** Moves it to where nothing is pointed at. */
async function restPointer(page: Page): Promise<void> {
  await page.mouse.move(30, 520);
}

/** Drags the edge between the side bar and the editors to `x`, in pixels from the window's left. */
async function widenSidebar(page: Page, x: number): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (bar === null) throw new Error('There is no side bar.');
  await page.mouse.move(bar.x + bar.width, 300);
  await page.mouse.down();
  await page.mouse.move(x, 300, { steps: 5 });
  await page.mouse.up();
  await restPointer(page);
}
