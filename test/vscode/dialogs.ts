// What stands in the way or pops up: modal dialogs, notifications, trust.
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';

export const dialog = (page: Page): Locator => page.locator('.monaco-dialog-box');
export const toasts = (page: Page): Locator => page.locator('.notification-toast');

/** Presses a button of the modal dialog and waits until it is gone. */
export async function answerDialog(page: Page, button: string): Promise<void> {
  await dialog(page).locator('.monaco-button', { hasText: button }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Presses a button of the notification that holds `text`. */
export async function answerToast(page: Page, text: string, button: string): Promise<void> {
  const toast = toasts(page).filter({ hasText: text });
  await toast.locator('.monaco-button', { hasText: button }).click();
  await toast.waitFor({ state: 'hidden' });
}

/** Waits for Restricted Mode, as a folder nobody has trusted opens. */
export async function waitUntilRestricted(page: Page): Promise<void> {
  await page.locator('[id="status.workspaceTrust"]').waitFor();
}

/** Trusts the open folder as a user does who opens it restricted and decides later. */
export async function trustWorkspace(page: Page): Promise<void> {
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click();
  await page.locator('[id="status.workspaceTrust"]').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+KeyW');
}
