// The side bar and the panel.
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';
import { eventually, oneTry, patience, until } from './until.ts';

/** The rows of the side bar's trees that are in sight. */
export const treeRows = (page: Page): Locator =>
  page.locator('.part.sidebar .pane-body .monaco-list-row[role="treeitem"]');

/** The row whose label begins with `text`. */
export const treeRow = (page: Page, text: string): Locator =>
  page.locator(`.part.sidebar .pane-body .monaco-list-row[role="treeitem"][aria-label^="${text}"]`).first();

/** The same, with the focus. */
export const focusedRow = (page: Page, text: string): Locator =>
  page.locator(`.part.sidebar .monaco-list-row.focused[role="treeitem"][aria-label^="${text}"]`);

/** Shows a container of the activity bar by its title. */
export async function openView(page: Page, title: string): Promise<void> {
  const item = page.locator(`.activitybar .action-item:has(a.action-label[aria-label^="${title}"])`);
  const heading = page.locator('.part.sidebar .composite.title', { hasText: title });
  await eventually(async () => {
    const classes = (await item.getAttribute('class', { timeout: oneTry })) ?? '';
    // A click on the one that is open would hide the side bar.
    if (!classes.split(' ').includes('checked')) await item.click({ timeout: oneTry });
    await heading.waitFor({ timeout: oneTry });
  });
  await restMouse(page);
}

/** Clicks a row that does something. */
export async function clickRow(page: Page, text: string): Promise<void> {
  await treeRow(page, text).waitFor();
  await restMouse(page);
  await treeRow(page, text).click();
  await restMouse(page);
}

/** A button of a row, by the title of its command; it is there once the mouse is on the row. */
export async function rowButton(page: Page, text: string, title: string): Promise<Locator> {
  await closeTooltip(page);
  await treeRow(page, text).hover({ timeout: oneTry });
  return treeRow(page, text).locator(`.action-label[aria-label^="${title}"]`);
}

/** Presses a button of a row, by the title of its command. */
export async function pressRowButton(page: Page, text: string, title: string): Promise<void> {
  await eventually(async () => {
    const button = await rowButton(page, text, title);
    await button.click({ timeout: oneTry });
  });
  await restMouse(page);
}

/**
 * Drags a row to the end of a text in the editor, with the key that VS Code wants for dropping into one. A row that is
 * not carried along, on a machine with much else to do, is let go and taken again.
 */
export async function dragRowBehind(page: Page, row: Locator, text: Locator): Promise<void> {
  await eventually(async () => {
    try {
      await carryRowBehind(page, row, text);
    } catch (error) {
      await page.keyboard.press('Escape');
      await page.mouse.up();
      await page.keyboard.up('Shift');
      throw error;
    }
  });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await restMouse(page);
}

/** Until the editor shows where the row would be dropped. */
async function carryRowBehind(page: Page, row: Locator, text: Locator): Promise<void> {
  const [from, to] = [await row.boundingBox(), await text.boundingBox()];
  if (from === null || to === null) throw new Error('The row or the text is out of sight.');
  const drop = { x: to.x + to.width + 2, y: to.y + to.height / 2 };
  await page.mouse.move(from.x + 60, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 30, { steps: 4 });
  await page.mouse.move(drop.x, drop.y, { steps: 10 });
  await page.keyboard.down('Shift');
  // The editor learns of the key by the next movement.
  const cursor = page.locator('.monaco-editor .dnd-target');
  let nudge = 0;
  const isShown = async () => {
    nudge = 1 - nudge;
    await page.mouse.move(drop.x + nudge, drop.y);
    return (await cursor.count()) > 0;
  };
  await until('the editor shows where it would be dropped', isShown, oneTry);
}

/** Opens a row that has rows below it, unless it is open. Rejects after `limit` milliseconds. */
export async function expandRow(page: Page, text: string, limit = patience): Promise<void> {
  const row = treeRow(page, text);
  await row.waitFor({ timeout: limit });
  await eventually(async () => {
    await restMouse(page);
    if ((await row.getAttribute('aria-expanded', { timeout: oneTry })) === 'true') return;
    await row.locator('.monaco-tl-twistie').click({ timeout: oneTry });
    await until(
      `"${text}" opens`,
      async () => (await row.getAttribute('aria-expanded', { timeout: oneTry })) === 'true',
      oneTry,
    );
  }, limit);
  await restMouse(page);
}

/** Chooses an entry of a row's context menu. Rejects after `limit` milliseconds. */
export function chooseFromMenu(page: Page, row: Locator, entry: string, limit = patience): Promise<void> {
  return chooseFrom(page, entry, () => row.click({ button: 'right', timeout: oneTry }), limit);
}

/** Chooses an entry of the menu behind the "…" of the view in the side bar. */
export function chooseFromView(page: Page, entry: string): Promise<void> {
  const more = page.locator('.part.sidebar .composite.title .codicon-toolbar-more');
  return chooseFrom(page, entry, () => more.click({ timeout: oneTry }));
}

/**
 * Chooses an entry of the menu that `open` brings up, by the keyboard: a menu takes no click at first. One that went, or whose
 * entry has the state of an earlier moment, is asked for again.
 */
async function chooseFrom(
  page: Page,
  entry: string,
  open: () => Promise<void>,
  limit = patience,
): Promise<void> {
  const menu = page.locator('.monaco-menu');
  const item = menu.locator('.action-menu-item', { hasText: entry }).first();
  await eventually(async () => {
    try {
      await restMouse(page);
      if (!(await item.isVisible())) await open();
      await item.hover({ timeout: oneTry });
      await menu.locator('.action-item.focused', { hasText: entry }).waitFor({ timeout: oneTry });
      await page.keyboard.press('Enter');
      await item.waitFor({ state: 'hidden', timeout: oneTry });
    } catch (error) {
      await page.keyboard.press('Escape');
      throw error;
    }
  }, limit);
  await restMouse(page);
}

/** Takes the mouse away, and a tooltip that stayed all the same: it would lie over the rows. */
async function closeTooltip(page: Page): Promise<void> {
  await restMouse(page);
  if (await page.locator('.monaco-hover:visible').first().isVisible()) await page.keyboard.press('Escape');
}

/** Takes the mouse to where it brings up nothing: a tooltip would lie over what is clicked next. */
async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(1050, 12);
}

/** What the Problems view says of the open files, one text a row. */
export async function problemRows(page: Page): Promise<string[]> {
  const view = page.locator('.markers-panel');
  if (!(await view.isVisible())) await runCommand(page, 'Problems: Focus on Problems View');
  await view.waitFor();
  return view.locator('.monaco-list-row').allInnerTexts();
}

/** Waits until the Problems view has a row of which this holds. Rejects with the rows that are there. */
export async function untilProblem(page: Page, holds: (row: string) => boolean): Promise<void> {
  await eventually(async () => {
    const rows = await problemRows(page);
    if (!rows.some(holds)) throw new Error(`Not among the problems: ${rows.join('\n')}`);
  });
}

/** Shows the tooltip of a row: again from the start where the row was drawn anew meanwhile. */
export async function rowTooltip(page: Page, text: string, words: string): Promise<Locator> {
  const tooltip = page.locator('.monaco-hover:visible', { hasText: words });
  await eventually(async () => {
    await closeTooltip(page);
    await treeRow(page, text).hover({ timeout: oneTry });
    await tooltip.waitFor({ timeout: oneTry });
  });
  return tooltip;
}
