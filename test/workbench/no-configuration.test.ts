import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  answerQuestion,
  askBy,
  chooseRow,
  closeEditors,
  goTo,
  openFile,
  runCommand,
} from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { chooseFromView, openView, problemRows, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const activeTab = (page: Page, name: string) =>
  page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).first();

const flow = (id: string, name: string) =>
  `id: ${id}\nnamespace: birds\ntasks:\n  - id: log\n    type: io.kestra.plugin.core.log.Log\n    message: "{{ secret('${name}') }}"\n`;
const files = { 'flows/nests.yml': flow('nests', 'NEST_BOX'), 'flows/new.yml': flow('new', '') };

describe('a folder of flows only', () => {
  const session = useSession(() => ({ example: 'none', files }));

  it('has the names that other flows use offered while a call is written', async () => {
    const { page } = session();
    await openFile(page, 'new.yml');
    await goTo(page, 6, 26);
    // The flows are read first; the list opens by itself as soon as they are.
    await page.keyboard.press('Control+Space');
    const row = page.locator('.suggest-widget .monaco-list-row', { hasText: 'used in other flows' });
    await row.first().waitFor();
    const rows = (await row.allInnerTexts()).join('\n');
    for (const name of ['ARCHIVE', 'COUNTS_TOKEN', 'NEST_BOX']) assert.ok(rows.includes(name), rows);
    await page.keyboard.press('Escape');
    await closeEditors(page);
  });

  it('has a way to a secret manager, which writes a configuration to fill in', async () => {
    const { page, read } = session();
    await openView(page, 'Kestra Secrets');
    const button = page.locator('.part.sidebar .monaco-button', { hasText: 'Connect to a Secret Manager' });
    await askBy(page, button);
    await chooseRow(page, 'Vault');
    await chooseRow(page, 'application.yml');
    await activeTab(page, 'application.yml').waitFor();
    await treeRows(page).filter({ hasText: 'not fully configured' }).first().waitFor();
    const text = await read('application.yml');
    assert.match(text, /^ {4}type: vault$/m);
    assert.match(text, /^ {6}address: "\$\{VAULT_ADDR\}"$/m);
    const problems = await problemRows(page);
    assert.ok(!problems.some((row) => /not valid|no key|cannot be/.test(row)), problems.join('\n'));
  });

  it('writes over nothing, but opens what is there at the place', async () => {
    const { page, read } = session();
    const before = await read('application.yml');
    await closeEditors(page);
    await runCommand(page, 'Kestra Secrets: Connect to a Secret Manager');
    await chooseRow(page, 'AWS Secrets Manager');
    await chooseRow(page, 'application.yml');
    await activeTab(page, 'application.yml').waitFor();
    await page.locator('[id="status.editor.selection"]', { hasText: 'Ln 5,' }).waitFor();
    await page.locator('.notification-toast', { hasText: 'application.yml is there already' }).waitFor();
    assert.equal(await read('application.yml'), before);
  });

  it('has managers of namespaces in its settings, too', async () => {
    const { page, read } = session();
    await runCommand(page, 'Kestra Secrets: Connect to a Secret Manager');
    await chooseRow(page, 'Google Secret Manager');
    await chooseRow(page, 'kestraSecrets.secretManagers');
    await answerQuestion(page, 'namespace whose flows', 'acme.shipping');
    await treeRow(page, 'Google Secret Manager of acme.shipping').waitFor();
    const settings: unknown = JSON.parse(await read('.vscode/settings.json'));
    assert.deepEqual(settings, {
      'kestraSecrets.secretManagers': [
        {
          namespace: 'acme.shipping',
          secretType: 'google-secret-manager',
          secretReadOnly: true,
          secretConfiguration: { project: '${GOOGLE_CLOUD_PROJECT}' },
        },
      ],
    });
  });

  it('reports an issue with versions, and with no name of the folder’s', async () => {
    const { page } = session();
    await chooseFromView(page, 'Report Issue');
    const lines = page.locator('.editor-group-container.active .editor-instance .view-lines');
    let written = '';
    await until('the versions are there', async () => {
      written = (await lines.innerText()).replaceAll('\u00a0', ' ');
      return written.includes('- Kestra Secrets: 0.1.0');
    });
    assert.match(written, /Backends: google-secret-manager, vault/);
    assert.match(written, /Remote: other/);
    assert.doesNotMatch(written, /acme|none|VAULT_ADDR|127\.0|\//);
  });

  it('leads from the view to what there is to read, to the settings, and to the walkthrough', async () => {
    const { page } = session();
    await chooseFromView(page, 'Open Documentation');
    await page.locator('.extension-editor').first().waitFor();
    await chooseFromView(page, 'Open Settings');
    await page
      .locator('.settings-editor .setting-item-contents', { hasText: 'Secret Managers' })
      .first()
      .waitFor();
    // Last, and no test after it: VS Code may show its page a second time, over what opens meanwhile.
    await chooseFromView(page, 'Open Walkthrough');
    await page.locator('.getting-started-step', { hasText: 'See what Kestra sees' }).waitFor();
  });
});
