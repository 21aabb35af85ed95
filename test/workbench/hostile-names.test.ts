import assert from 'node:assert/strict';
import { readSeed, writeSecret } from '../servers/openbao.ts';
import path from 'node:path';
import { dismissQuestion, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { expandRow, openView, pressRowButton, rowTooltip, treeRow } from '../vscode/views.ts';
import { packExtension } from './pack-extension.ts';
import { useSession } from './use-session.ts';
import { useVault } from './use-vault.ts';

/** In a notification a link that runs a command, in a quick pick an icon, were it shown as markup. */
const hostile = '[Repair](command:canary.run) $(trash)';

/** Shows what the name would be, as markup, when its command is run. */
const canary = `
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand('canary.show', () => {
      void vscode.window.showWarningMessage('The canary: ${hostile}');
      void vscode.window.showQuickPick(['The canary: ${hostile}'], { title: 'Canary' });
    }),
  );
};
`;

const packCanary = () =>
  packExtension(
    'canary',
    {
      main: './main.js',
      activationEvents: [],
      contributes: { commands: [{ command: 'canary.show', title: 'Show the Canary' }] },
    },
    { 'main.js': canary },
  );

describe('a secret whose name is markup', () => {
  const vault = useVault();
  const session = useSession(
    async () => ({
      example: 'vault',
      files: { '.env': `VAULT_ADDR=${vault().server.url}\nVAULT_TOKEN=${vault().token}\n` },
      extensions: [await packCanary()],
    }),
    () => [vault().token],
  );
  const toast = (text: string) => session().page.locator('.notification-toast').filter({ hasText: text });
  const rows = () => session().page.locator('.quick-input-widget:visible .monaco-list-row');

  before(async () => {
    const { seed } = await readSeed(path.join(projectFolder, 'examples/vault'));
    await writeSecret(vault().server, seed, {
      path: `storefront/${hostile}`,
      fields: { A: 'VALUE-MARKER-hostile' },
      custom_metadata: { 'used-by': 'kestra-shop' },
    });
    await openView(session().page, 'Kestra Secrets');
    await treeRow(session().page, 'secret [Repair]').waitFor();
  });

  it('would be a link and an icon where it is shown as it is', async () => {
    const { page } = session();
    await runCommand(page, 'Show the Canary');
    await toast('The canary').locator('a', { hasText: 'Repair' }).waitFor();
    await rows().filter({ hasText: 'The canary' }).locator('.codicon-trash').waitFor();
    await dismissQuestion(page);
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is text in a notification', async () => {
    const { page } = session();
    await openFile(page, 'newsletter.yml');
    await goTo(page, 1, 2);
    await pressRowButton(page, 'secret [Repair]', 'Insert');
    const message = toast('command:canary.run');
    await message.waitFor();
    assert.equal(await message.locator('.notification-list-item-message a').count(), 0);
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is text in the search', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Search');
    const row = rows().filter({ hasText: '[Repair]' }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /\$.?\(trash\)/);
    assert.equal(await row.locator('.codicon-trash').count(), 0);
    await dismissQuestion(page);
  });

  it('is text in its tooltip', async () => {
    const { page } = session();
    await expandRow(page, 'secret [Repair]');
    const hover = await rowTooltip(page, 'secret [Repair]', 'canary.run');
    assert.equal(await hover.locator('a').count(), 0);
    assert.equal(await hover.locator('.codicon-trash').count(), 0);
  });
});
