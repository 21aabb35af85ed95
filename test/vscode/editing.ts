// What a user does and sees in the active text editor.
import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

const activeEditor = '.editor-group-container.active .editor-instance';

export const suggestRows = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');

/** Underlined stretches of a severity. */
export const squiggles = (page: Page, severity: 'error' | 'warning' | 'info' | 'hint'): Locator =>
  page.locator(`${activeEditor} .squiggly-${severity}`);

/** Asks for suggestions at the cursor and gives their labels, those in sight. */
export async function suggestions(page: Page): Promise<string[]> {
  if (!(await suggestRows(page).first().isVisible())) await page.keyboard.press('Control+Space');
  await suggestRows(page).first().waitFor();
  return suggestRows(page).locator('.label-name').allInnerTexts();
}

/** Takes the suggestion with this label, by the keyboard. */
export async function acceptSuggestion(page: Page, label: string): Promise<void> {
  const labels = await suggestions(page);
  if (!labels.includes(label))
    throw new Error(`"${label}" is not among the suggestions: ${labels.join(', ')}`);
  const wanted = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  while ((await wanted.innerText()) !== label) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
}

/** Types at the cursor, at a pace that suggestions can follow. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 15 });
}

/** The text of the hover at the cursor. */
export async function hoverText(page: Page): Promise<string> {
  const hover = page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover:visible').first();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.press('Control+KeyI');
  await hover.waitFor();
  return hover.innerText();
}

/** Saves the active file and waits until it is on disk; again where an edit came in after the key was pressed. */
export async function save(page: Page): Promise<void> {
  const dirty = page.locator('.editor-group-container.active .tab.active.dirty');
  await until('the file is saved', async () => {
    await page.keyboard.press('Control+KeyS');
    return dirty.waitFor({ state: 'detached', timeout: 2000 }).then(
      () => true,
      () => false,
    );
  });
}
