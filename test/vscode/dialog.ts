import type { Locator, Page } from 'playwright-core';
import { eventually, oneTry } from './until.ts';

/** The modal dialog that is open. */
const dialog = (page: Page): Locator => page.locator('.monaco-dialog-box');

/** A notification that holds `text`. */
export const notification = (page: Page, text: string): Locator =>
  page.locator('.notification-toast', { hasText: text }).first();

/** Has a modal dialog brought up by `ask`, and gives what it says. It stays open. */
export async function dialogText(page: Page, ask: () => Promise<void>): Promise<string> {
  await ask();
  await dialog(page).waitFor();
  return dialog(page).innerText();
}

/** Presses a button of the dialog that is open, by its label; fails where none is. */
export async function pressInDialog(page: Page, label: string): Promise<void> {
  await dialog(page).waitFor({ timeout: oneTry });
  await eventually(async () => {
    // Pressed already, in a try that did not see it go.
    if (!(await dialog(page).isVisible())) return;
    await dialog(page)
      .locator('.monaco-button', { hasText: new RegExp(`^${label}$`) })
      .click({ timeout: oneTry });
    await dialog(page).waitFor({ state: 'hidden', timeout: oneTry });
  });
}
