// The side bar and the panel.
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';
import { until } from './until.ts';

/** The rows of the side bar's trees that are in sight. */
export const treeRows = (page: Page): Locator =>
  page.locator('.part.sidebar .pane-body .monaco-list-row[role="treeitem"]');

/** The row whose label begins with `text`. */
export const treeRow = (page: Page, text: string): Locator =>
  page.locator(`.part.sidebar .pane-body .monaco-list-row[role="treeitem"][aria-label^="${text}"]`);

/** Shows a container of the activity bar by its title. */
export async function openView(page: Page, title: string): Promise<void> {
  const item = page.locator(`.activitybar .action-item:has(a.action-label[aria-label^="${title}"])`);
  await item.waitFor();
  // A click on the one that is open would hide the side bar.
  const classes = (await item.getAttribute('class')) ?? '';
  if (!classes.split(' ').includes('checked')) await item.click();
  await page.locator('.part.sidebar .composite.title', { hasText: title }).waitFor();
  await page.mouse.move(640, 400); // off the item: its tooltip would cover the view
}

/** Opens a row that has rows below it, unless it is open. */
export async function expandRow(page: Page, text: string): Promise<void> {
  const row = treeRow(page, text);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'true') return;
  await row.locator('.monaco-tl-twistie').click();
  await page.locator(`.part.sidebar [aria-label^="${text}"][aria-expanded="true"]`).waitFor();
}

/**
 * Chooses an entry of a row's context menu. The menu takes no click in its first moment, and goes when the focus moves:
 * the entry is clicked until the menu closes by it, and a menu that never came is asked for again.
 */
export async function chooseFromMenu(page: Page, row: Locator, entry: string): Promise<void> {
  const item = page.locator('.monaco-menu .action-menu-item', { hasText: entry }).first();
  await until(`"${entry}" is chosen`, async () => {
    if (!(await item.isVisible())) await row.click({ button: 'right' });
    if (!(await happens(item.waitFor({ timeout: 2000 })))) return false;
    if (!(await happens(item.click({ timeout: 2000 })))) return false;
    return happens(item.waitFor({ state: 'hidden', timeout: 1000 }));
  });
}

function happens(event: Promise<void>): Promise<boolean> {
  return event.then(
    () => true,
    () => false,
  );
}

/** What the Problems view says of the open files, one text a row. */
export async function problemRows(page: Page): Promise<string[]> {
  await runCommand(page, 'Problems: Focus on Problems View');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor();
  return rows.allInnerTexts();
}
