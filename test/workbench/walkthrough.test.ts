import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { chooseRow, openFile, runCommand } from '../vscode/quick-input.ts';
import { treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

describe('the walkthrough', () => {
  const session = useSession(() => ({ example: 'environment' }));
  const step = (title: string) => session().page.locator('.getting-started-step', { hasText: title });
  const ticked = (title: string) => step(title).locator('.codicon.complete');

  async function openWalkthrough(page: Page): Promise<void> {
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await chooseRow(page, 'See what your Kestra flows can use');
    await step('See what Kestra sees').waitFor();
  }

  it('is found by the command of VS Code, with a picture to the step that is open', async () => {
    const { page } = session();
    // In a narrow window VS Code leaves the pictures out.
    await page.setViewportSize({ width: 1800, height: 900 });
    await openWalkthrough(page);
    assert.equal(await page.locator('.getting-started-step').count(), 4);
    const picture = page.locator('.getting-started-media img');
    await picture.waitFor();
    assert.match((await picture.getAttribute('srcset')) ?? '', /hover-\w+\.webp/);
    assert.match((await picture.getAttribute('alt')) ?? '', /secrets with a lock/);
  });

  it('ticks the view once it was shown, by the button of the step', async () => {
    const { page } = session();
    assert.equal(await ticked('See what Kestra sees').count(), 0);
    await step('See what Kestra sees').locator('.monaco-button', { hasText: 'Show Secrets' }).click();
    await treeRow(page, 'secret HARVEST_API').waitFor();
    await ticked('See what Kestra sees').waitFor();
    assert.equal(await ticked('Complete secret names').count(), 0);
  });

  it('ticks completion once a flow is open, and problems once they were shown', async () => {
    const { page } = session();
    await openFile(page, 'harvest-import.yaml');
    // Its tab, when it comes back into sight, shows a walkthrough of VS Code's own in the oldest release.
    await openWalkthrough(page);
    await ticked('Complete secret names').waitFor();
    await step('Find mistakes before a run').click();
    await step('Find mistakes before a run').locator('.monaco-button', { hasText: 'Show Problems' }).click();
    await ticked('Find mistakes before a run').waitFor();
    assert.equal(await ticked('Connect your secret manager').count(), 0);
  });
});
