// The light bulb: what is offered at the cursor, chosen by the keyboard or the mouse.
import type { Page } from 'playwright-core';
import { focusedEditor } from './editing.ts';
import { eventually, oneTry, until } from './until.ts';

/** Chooses what is offered at the cursor under a title that holds `title`. Rejects where it is not offered. */
export async function chooseCodeAction(page: Page, title: string): Promise<void> {
  const list = page.locator('.action-widget');
  const row = list.locator('.monaco-list-row', { hasText: title }).first();
  const isFocused = () => list.locator('.monaco-list-row.focused', { hasText: title }).isVisible();
  let pressed = false;
  await eventually(async () => {
    if (!(await row.isVisible())) {
      if (pressed) return;
      // One press a try: each asks anew, and the list of a later one would take the place of the one in sight.
      await page.keyboard.press('Escape');
      await focusedEditor(page).waitFor({ timeout: oneTry });
      await page.keyboard.press('Control+.');
      await row.waitFor({ timeout: oneTry });
    }
    await until(
      `"${title}" has the focus`,
      async () => {
        if (await isFocused()) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      },
      oneTry,
    );
    await page.keyboard.press('Enter');
    pressed = true;
    await row.waitFor({ state: 'hidden', timeout: oneTry });
  });
}

/** The bulb on the cursor's line, before its text or in the margin. */
const bulb = (page: Page) =>
  page
    .locator('.editor-group-container.active .monaco-editor [class*="lightbulb" i]')
    .locator('visible=true')
    .first();

/** The same by the mouse alone: on the bulb, then on the row. */
export async function clickCodeAction(page: Page, title: string): Promise<void> {
  const list = page.locator('.action-widget .monaco-list').first();
  const row = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  let clicked = false;
  await eventually(async () => {
    if (clicked && !(await row.isVisible())) return;
    if (!(await row.isVisible())) {
      // The bulb of the line before stays for a moment, and has the list of that line.
      if (await list.isVisible()) await page.keyboard.press('Escape');
      // VS Code looks for what to offer when the cursor moves, and not when a list is closed.
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowLeft');
      await bulb(page).click({ timeout: oneTry });
      await row.waitFor({ timeout: oneTry });
    }
    // The list lets nothing through until the mouse has moved over it.
    await row.hover({ force: true, timeout: oneTry });
    await row.hover({ force: true, position: { x: 20, y: 8 }, timeout: oneTry });
    await row.click({ timeout: oneTry });
    clicked = true;
    await row.waitFor({ state: 'hidden', timeout: oneTry });
  });
}
