// Whether the open folder is trusted.
import type { Page } from 'playwright-core';
import { runCommand } from './quick-input.ts';
import { eventually, oneTry } from './until.ts';

/** Waits for Restricted Mode, as a folder nobody has trusted opens. */
export async function waitUntilRestricted(page: Page): Promise<void> {
  await page.locator('[id="status.workspaceTrust"]').waitFor();
}

/** Trusts the open folder as a user does who opens it restricted and decides later. */
export async function trustWorkspace(page: Page): Promise<void> {
  const restricted = page.locator('[id="status.workspaceTrust"]');
  const editor = page.locator('.workspace-trust-editor');
  const button = editor.locator('.monaco-button', { hasText: /^Trust$/ });
  await eventually(async () => {
    if (!(await editor.isVisible())) await runCommand(page, 'Workspaces: Manage Workspace Trust');
    // It fills anew while it learns what the extensions need: a click can come in between.
    if (await restricted.isVisible()) await button.click({ timeout: oneTry });
    await restricted.waitFor({ state: 'detached', timeout: oneTry });
  });
  await eventually(async () => {
    if (!(await editor.isVisible())) return;
    await page.keyboard.press('ControlOrMeta+KeyW');
    await editor.waitFor({ state: 'hidden', timeout: oneTry });
  });
}
