// The box at the top of the window: the command palette, quick open, and the questions an extension asks.
import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

const widget = (page: Page) => page.locator('.quick-input-widget:visible');
const input = (page: Page) => widget(page).locator('.quick-input-box input');
const focusedRow = (page: Page) => widget(page).locator('.quick-input-list .monaco-list-row.focused');

/** The rows of a quick pick that are in sight. */
const quickRows = (page: Page): Locator => widget(page).locator('.quick-input-list .monaco-list-row');

/** Runs a command by its label in the palette, such as "Kestra Secrets: Refresh". */
export async function runCommand(page: Page, label: string): Promise<void> {
  const box = await summon(page, 'F1');
  await box.fill(`>${label}`);
  // The row that Enter will run must be this command, or another would be.
  await focusedRow(page).filter({ hasText: label }).waitFor();
  await page.keyboard.press('Enter');
  const typed = `>${label}`;
  await until(`the palette ran "${label}"`, async () => {
    // It closes, or the command has a question of its own.
    const shown = await box.inputValue({ timeout: 200 }).catch(() => '');
    return shown !== typed;
  });
}

/** Opens a file of the workspace by its name and waits for its editor. */
export async function openFile(page: Page, name: string): Promise<void> {
  const box = await summon(page, 'Control+KeyP');
  await box.fill(name);
  await focusedRow(page).filter({ hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page
    .locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`)
    .first()
    .waitFor();
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
}

/** Puts the cursor of the active editor at a line and a column, both from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  const box = await summon(page, 'Control+KeyG');
  await box.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
  await page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

/** Answers the text question whose prompt holds `prompt`. */
export async function answerQuestion(page: Page, prompt: string, text: string): Promise<void> {
  await widget(page).filter({ hasText: prompt }).waitFor();
  await input(page).fill(text);
  await page.keyboard.press('Enter');
  await widget(page).filter({ hasText: prompt }).waitFor({ state: 'hidden' });
}

/** Chooses the row of an open quick pick that holds `text`. */
export async function chooseRow(page: Page, text: string): Promise<void> {
  const row = quickRows(page).filter({ hasText: text }).first();
  await row.waitFor();
  // The list may still be sliding into place, on a busy machine for long: the row is hit all the same.
  await row.click({ force: true });
}

/** Presses a key until the box is there: one pressed while the focus moves is lost. */
async function summon(page: Page, key: string): Promise<Locator> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.keyboard.press(key);
    const shown = await input(page)
      .waitFor({ timeout: 1000 })
      .then(
        () => true,
        () => false,
      );
    if (shown) return input(page);
  }
  throw new Error(`${key} brought up no input box.`);
}
