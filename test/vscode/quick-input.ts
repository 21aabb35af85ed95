// The box at the top of the window: the command palette, quick open, and the questions an extension asks.
// On a busy machine a key can come while the focus moves, and a list while it is filled: each verb looks whether it
// had its effect, and begins anew where that does no harm.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { focusedEditor } from './editing.ts';
import { eventually, happens, oneTry, until } from './until.ts';

const widget = (page: Page) => page.locator('.quick-input-widget:visible');
const input = (page: Page) => widget(page).locator('.quick-input-box input');
const focusedRow = (page: Page) => widget(page).locator('.quick-input-list .monaco-list-row.focused');

/** The rows of a quick pick that are in sight. */
const quickRows = (page: Page): Locator => widget(page).locator('.quick-input-list .monaco-list-row');

/** Those that show a text: VS Code makes a row of one that was there before, and hides what only that one had. */
const showing = (page: Page, rows: Locator, text: string): Locator =>
  rows.filter({ has: page.getByText(text).filter({ visible: true }) });

/** Runs a command by its label in the palette, such as "Kestra Secrets: Refresh". */
export async function runCommand(page: Page, label: string): Promise<void> {
  const typed = `>${label}`;
  await eventually(async () => {
    await summon(page, 'F1');
    await input(page).fill(typed, { timeout: oneTry });
    // The row that Enter will run must be this command, or another would be.
    await showing(page, focusedRow(page), label).waitFor({ timeout: oneTry });
  });
  // It closes, or the command has a question of its own.
  const ran = async () => (await typedText(page)) !== typed;
  await eventually(async () => {
    if (await ran()) return;
    await input(page).press('Enter', { timeout: oneTry });
    await until(`the palette runs "${label}"`, ran, oneTry);
  });
}

/** Closes every editor, and waits until none is left: a palette that lost the focus closes without running a command. */
export async function closeEditors(page: Page): Promise<void> {
  await eventually(async () => {
    await runCommand(page, 'View: Close All Editors');
    await page
      .locator('.editor-group-container .tab')
      .first()
      .waitFor({ state: 'detached', timeout: oneTry });
  });
}

/** Opens a file of the workspace by its name and waits until its editor has the focus. */
export async function openFile(page: Page, name: string): Promise<void> {
  const group = page.locator('.editor-group-container.active');
  await eventually(async () => {
    await summon(page, 'ControlOrMeta+KeyP');
    await input(page).fill(name, { timeout: oneTry });
    await showing(page, focusedRow(page), name).waitFor({ timeout: oneTry });
    await input(page).press('Enter', { timeout: oneTry });
    const tab = group.locator(`.tab.active[data-resource-name="${name}"]`);
    await tab.first().waitFor({ timeout: oneTry });
    await group.locator('.monaco-editor .view-line').first().waitFor({ timeout: oneTry });
    await focusedEditor(page).waitFor({ timeout: oneTry });
  });
}

/** Puts the cursor of the active editor at a line and a column, both from 1. */
export async function goTo(page: Page, line: number, column: number): Promise<void> {
  const place = page.locator('[id="status.editor.selection"]', {
    hasText: new RegExp(`Ln ${line}, Col ${column}\\b`),
  });
  await eventually(async () => {
    await summon(page, 'Control+KeyG');
    await input(page).fill(`:${line}:${column}`, { timeout: oneTry });
    await input(page).press('Enter', { timeout: oneTry });
    await widget(page).waitFor({ state: 'hidden', timeout: oneTry });
    await place.waitFor({ timeout: oneTry });
    await focusedEditor(page).waitFor({ timeout: oneTry });
  });
}

/** Answers the text question whose prompt holds `prompt`. */
export async function answerQuestion(page: Page, prompt: string, text: string): Promise<void> {
  const question = widget(page).filter({ hasText: prompt });
  await question.waitFor();
  await eventually(async () => {
    if (!(await question.isVisible())) return;
    await input(page).fill(text, { timeout: oneTry });
    await input(page).press('Enter', { timeout: oneTry });
    await question.waitFor({ state: 'hidden', timeout: oneTry });
  });
}

/** Types what the open question does not take, waits until it says why, and closes it. */
export async function typeRefused(page: Page, text: string, why: string): Promise<void> {
  await eventually(async () => {
    await input(page).fill(text, { timeout: oneTry });
    await widget(page).filter({ hasText: why }).waitFor({ timeout: oneTry });
  });
  await dismissQuestion(page);
}

/** Chooses the row of an open quick pick that holds `text`. Rejects where the pick closes before it was chosen. */
export async function chooseRow(page: Page, text: string): Promise<void> {
  const row = showing(page, quickRows(page), text).first();
  await row.waitFor();
  const isFocused = () => showing(page, focusedRow(page), text).first().isVisible();
  let pressed = false;
  // By the keyboard: the list may still be sliding into place, and a click would hit another row.
  await eventually(async () => {
    if (pressed && !(await row.isVisible())) return;
    await until(
      `the row "${text}" has the focus`,
      async () => {
        // Twice: rows that come in late take the focus back to the first.
        if ((await isFocused()) && (await sleep(50, true)) && (await isFocused())) return true;
        await input(page).press('ArrowDown', { timeout: oneTry });
        return false;
      },
      oneTry,
    );
    await input(page).press('Enter', { timeout: oneTry });
    pressed = true;
    await row.waitFor({ state: 'hidden', timeout: oneTry });
  });
}

/** Ticks the row that holds `text` in an open quick pick of which several can be chosen, and confirms. */
export async function chooseTicked(page: Page, text: string): Promise<void> {
  const row = showing(page, quickRows(page), text).first();
  await row.waitFor();
  await eventually(async () => {
    if (await row.locator('[role="checkbox"][aria-checked="true"]').isVisible()) return;
    await row.locator('[role="checkbox"]').click({ timeout: oneTry });
    throw new Error(`The row "${text}" is not ticked.`);
  });
  await input(page).press('Enter');
  await widget(page).waitFor({ state: 'hidden' });
}

/** Clicks what brings up a question of the extension, until the question is there. */
export async function askBy(page: Page, control: Locator): Promise<void> {
  await dismissQuestion(page);
  await eventually(async () => {
    if (await widget(page).isVisible()) return;
    await control.click({ timeout: oneTry });
    await widget(page).waitFor({ timeout: oneTry });
  });
}

/** Closes the box, whatever it asks. */
export async function dismissQuestion(page: Page): Promise<void> {
  await eventually(async () => {
    if (!(await widget(page).isVisible())) return;
    await page.keyboard.press('Escape');
    await widget(page).waitFor({ state: 'hidden', timeout: oneTry });
  });
}

/** What stands in the box, or null where there is none. */
async function typedText(page: Page): Promise<string | null> {
  if (!(await input(page).isVisible())) return null;
  // It may go between the two questions.
  return input(page)
    .inputValue({ timeout: oneTry })
    .catch(() => null);
}

/** Presses a key until the box is there. One that is there already goes first: to press twice would choose in it. */
async function summon(page: Page, key: string): Promise<void> {
  await dismissQuestion(page);
  await page.keyboard.press(key);
  if (await happens(input(page).waitFor({ timeout: oneTry }))) return;
  throw new Error(`${key} brought up no input box.`);
}
