// What a user does and sees in the active text editor.
import type { Locator, Page } from 'playwright-core';
import { eventually, happens, oneTry, until } from './until.ts';

const activeEditor = '.editor-group-container.active .editor-instance';

export const suggestRows = (page: Page): Locator => page.locator('.suggest-widget.visible .monaco-list-row');

/** Underlined stretches of a severity. */
export const squiggles = (page: Page, severity: 'error' | 'warning' | 'info' | 'hint'): Locator =>
  page.locator(`${activeEditor} .squiggly-${severity}`);

/** The active editor's text, once keys go there. */
export const focusedEditor = (page: Page): Locator =>
  page.locator(`${activeEditor} .monaco-editor.focused`).first();

/** Asks for suggestions at the cursor and gives their labels, those in sight. */
export async function suggestions(page: Page): Promise<string[]> {
  let labels: string[] = [];
  await eventually(async () => {
    // Where they are shown already, the key would show their details.
    if (!(await suggestRows(page).first().isVisible())) await page.keyboard.press('Control+Space');
    await suggestRows(page).first().waitFor({ timeout: oneTry });
    labels = await suggestRows(page).locator('.label-name').allInnerTexts();
    if (labels.length === 0) throw new Error('No suggestion is shown.');
  });
  return labels;
}

/** What is offered at the cursor, which may be nothing: the labels in sight once every provider has answered. */
export async function everySuggestion(page: Page): Promise<string[]> {
  const widget = page.locator('.suggest-widget.visible');
  const nothing = widget.locator('.message', { hasText: 'No suggestions' });
  await eventually(async () => {
    if (await widget.isVisible()) await page.keyboard.press('Escape'); // what came by typing may not be all
    await widget.waitFor({ state: 'hidden', timeout: oneTry });
    await page.keyboard.press('Control+Space');
    await suggestRows(page).first().or(nothing).first().waitFor({ timeout: oneTry });
  });
  return suggestRows(page).locator('.label-name').allInnerTexts();
}

/** Takes the suggestion with this label, by the keyboard. */
export async function acceptSuggestion(page: Page, label: string): Promise<void> {
  const focused = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name');
  const isFocused = async () => (await focused.allInnerTexts())[0] === label;
  await eventually(async () => {
    const labels = await suggestions(page);
    if (!labels.includes(label)) {
      await page.keyboard.press('Escape'); // to ask anew: a backend may have answered meanwhile
      throw new Error(`"${label}" is not among the suggestions: ${labels.join(', ')}`);
    }
    await until(
      `"${label}" has the focus`,
      async () => {
        if (await isFocused()) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      },
      oneTry,
    );
    if (!(await isFocused())) throw new Error('The suggestions were filled anew.');
  });
  await page.keyboard.press('Enter');
  // The next suggestions may be there at once.
  await until(`"${label}" is accepted`, async () => !(await isFocused()));
}

/** Types at the cursor, at a pace that suggestions can follow. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 15 });
}

/** The text of the hover at the cursor, asked for anew. It stays open. */
export async function hoverText(page: Page): Promise<string> {
  let text = '';
  await eventually(async () => {
    await closeHover(page); // in one that is open already, the keys would move the focus
    await page.keyboard.press('ControlOrMeta+KeyK');
    await page.keyboard.press('ControlOrMeta+KeyI');
    await hover(page).waitFor({ timeout: oneTry });
    text = await hover(page).innerText({ timeout: oneTry });
    if (text.startsWith('Loading')) throw new Error('The hover has nothing to say yet.');
  });
  return text;
}

const hover = (page: Page): Locator =>
  page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover:visible').first();

/** Closes the hover where one is open. */
export async function closeHover(page: Page): Promise<void> {
  await eventually(async () => {
    if (!(await hover(page).isVisible())) return;
    await page.keyboard.press('Escape');
    await hover(page).waitFor({ state: 'hidden', timeout: oneTry });
  });
}

/** Saves the active file and waits until it is on disk; again where an edit came in after the key was pressed. */
export async function save(page: Page): Promise<void> {
  const dirty = page.locator('.editor-group-container.active .tab.active.dirty');
  await until('the file is saved', async () => {
    await page.keyboard.press('ControlOrMeta+KeyS');
    return happens(dirty.waitFor({ state: 'detached', timeout: 2000 }));
  });
}
