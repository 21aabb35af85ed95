import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { notification } from '../vscode/dialog.ts';
import { focusedEditor } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { eventually, oneTry, until } from '../vscode/until.ts';
import { chooseFromMenu, expandRow, openView, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const flow = (...values: readonly string[]) =>
  ['id: uses', 'namespace: orchard.test', 'tasks:', '  - id: t', '    type: x', ...values, ''].join('\n');
const first = flow(
  `    a: "{{ secret('WEATHER_KEY') }}"`,
  `    b: '{{ secret("weather_key") }} {{ secret(inputs.x) }}'`,
);
const second = flow(`    c: >-`, `      {{ secret('WEATHER_KEY') }}`);

describe('the uses of a secret', () => {
  const session = useSession(() => ({
    example: 'environment',
    files: { 'flows/uses-a.yml': first, 'flows/uses-b.yml': second },
  }));
  const picture = async (name: string) => {
    const folder = path.join(projectFolder, 'out/pictures');
    await mkdir(folder, { recursive: true });
    await session().page.screenshot({ path: path.join(folder, `references-${name}.png`) });
  };

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await openFile(page, 'uses-a.yml');
    await goTo(page, 6, 22);
  });

  it('are shown beside the call, from the keyboard', async () => {
    const { page } = session();
    const peek = page.locator('.reference-zone-widget');
    await eventually(async () => {
      if (!(await peek.isVisible())) await page.keyboard.press('Shift+F12');
      await peek.waitFor({ timeout: oneTry });
    });
    await peek.locator('.head', { hasText: 'References (4)' }).waitFor();
    await picture('peek');
    await eventually(async () => {
      // What has the focus may still be filling.
      if (await peek.isVisible()) await page.keyboard.press('Escape');
      await peek.waitFor({ state: 'detached', timeout: oneTry });
    });
  });

  it('are shown in the view References, from a row of the tree', async () => {
    const { page } = session();
    await expandRow(page, 'Environment variables');
    await chooseFromMenu(page, treeRow(page, 'secret WEATHER_KEY'), 'Find All References');
    await page.locator('.part.sidebar .composite.title', { hasText: 'References' }).waitFor();
    const rows = page.locator('.part.sidebar .pane-body .monaco-list-row');
    for (const file of ['uses-a.yml', 'uses-b.yml']) await rows.filter({ hasText: file }).first().waitFor();
    // Its line holds the value.
    assert.equal(await rows.filter({ hasText: '.env_encoded' }).count(), 0);
    await picture('view');
  });

  it('of one that no flow names is a message', async () => {
    const { page } = session();
    // The view References comes forward once more when it has read its lines, at any moment of these steps.
    await eventually(async () => {
      await openView(page, 'Kestra Secrets');
      await treeRow(page, '2 hidden secrets').waitFor({ timeout: oneTry });
      await expandRow(page, '2 hidden secrets', oneTry);
      await chooseFromMenu(page, treeRow(page, 'secret WEIGHBRIDGE_PIN'), 'Find All References', oneTry);
    });
    await notification(page, 'No flow of this folder names').waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('get a new name after a preview, and the old one again', async () => {
    const { page, read } = session();
    await openFile(page, 'uses-a.yml');
    await goTo(page, 6, 22);
    const box = page.locator('.rename-box input');
    const panel = page.locator('.bulk-edit-panel');
    const files = panel.locator('.monaco-list-row[aria-level="1"]');
    await eventually(async () => {
      // A box that was asked for twice comes twice, and the second time with the old name.
      if (!(await panel.isVisible())) {
        if (await box.isVisible()) await page.keyboard.press('Escape');
        await focusedEditor(page).waitFor({ timeout: oneTry });
        await page.keyboard.press('F2');
        await box.waitFor({ timeout: oneTry });
        assert.equal(await box.inputValue({ timeout: oneTry }), 'WEATHER_KEY');
        await box.fill('STORM_KEY', { timeout: oneTry });
        await box.press('Enter', { timeout: oneTry });
      }
      await panel.waitFor({ timeout: oneTry });
    });
    // A flow of the example's own is among them.
    await until('each file is listed', async () => (await files.count()) === 4);
    await picture('preview');
    await notification(page, 'Only files of this folder change.').waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    for (const each of await files.locator('.edit-checkbox').all()) {
      const isTicked = () => each.isChecked({ timeout: oneTry });
      // VS Code draws the row anew a moment after the click.
      await eventually(async () => {
        if (!(await isTicked())) await each.click({ timeout: oneTry });
        await until('the file is ticked', isTicked, oneTry);
      });
    }
    await page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
    await page.locator('.view-line', { hasText: "secret('STORM_KEY')" }).first().waitFor();
    await picture('renamed');
    await runCommand(page, 'File: Save All Files');
    await eventually(async () => {
      assert.match(await read('flows/uses-b.yml'), /STORM_KEY/);
      assert.match(await read('.env_encoded'), /export SECRET_STORM_KEY=/);
      assert.match(await read('flows/uses-a.yml'), /secret\("STORM_KEY"\).*inputs\.x/);
    });
    await openFile(page, 'uses-a.yml');
    await page.keyboard.press('Control+z');
    await page.locator('.view-line', { hasText: "secret('WEATHER_KEY')" }).first().waitFor();
    await picture('undo');
    await runCommand(page, 'File: Save All Files');
    await eventually(async () => {
      assert.match(await read('flows/uses-a.yml'), /secret\('WEATHER_KEY'\)/);
    });
  });
});
