// Whether the open folder is trusted.
import type { Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';

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
