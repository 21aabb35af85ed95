import assert from 'node:assert/strict';
import { startExampleAzure } from '../demo/example-azure.ts';
import { startExampleGoogle } from '../demo/example-google.ts';
import type { ExampleServer } from '../demo/example-server.ts';
import { dialogText, notification, pressInDialog } from '../vscode/dialog.ts';
import { closeHover, hoverText, suggestions, type } from '../vscode/editing.ts';
import { askBy, chooseRow, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { clickRow, expandRow, pressRowButton, openView, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

describe('an Azure Key Vault, and a Google Secret Manager that a namespace has of its own', () => {
  let azure: ExampleServer;
  let google: ExampleServer;
  before(async () => {
    azure = await startExampleAzure();
    google = await startExampleGoogle();
  });
  after(async () => {
    await azure.stop();
    await google.stop();
  });

  const session = useSession(() => ({
    example: 'azure',
    env: { ...azure.env, ...google.env },
    files: {
      // Without the credential, which the process has: that one waits for leave.
      '.env': `KEY_VAULT_URI=${azure.dotEnv.KEY_VAULT_URI ?? ''}\n`,
    },
    workspaceSettings: {
      'kestraSecrets.secretManagers': [
        {
          namespace: 'museum.exhibits',
          secretType: 'google-secret-manager',
          secretReadOnly: true,
          secretConfiguration: {
            project: 'harbour-office',
            filterOnTags: { tags: { 'used-by': 'kestra' } },
          },
        },
      ],
    },
  }));

  it('are listed each, the one while the other waits for leave', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret harbour-radio, read-only').waitFor();
    const waiting = treeRows(page).filter({ hasText: 'address not approved' }).first();
    await waiting.waitFor();
    const asked = await dialogText(page, () => clickRow(page, 'Approve https://'));
    assert.match(asked, /May AZURE_CLIENT_SECRET from your environment be sent to https:/);
    await pressInDialog(page, 'Approve');
    await treeRow(page, 'secret TICKET_API, read-only').waitFor();
    await treeRow(page, 'secret harbour-radio, read-only').waitFor();
  });

  it('complete the names that a flow’s namespace sees, the nearest first', async () => {
    const { page } = session();
    await openFile(page, 'floor-plan.yaml');
    await goTo(page, 16, 1);
    await page.keyboard.press('End');
    await type(page, `\nX-Radio: "{{ secret('`);
    const offered = await suggestions(page);
    const at = (name: string) => offered.findIndex((each) => each.includes(name));
    assert.ok(at('harbour-radio') !== -1 && at('CATALOGUE_KEY') !== -1, offered.join('\n'));
    assert.ok(at('harbour-radio') < at('CATALOGUE_KEY'), offered.join('\n'));
    assert.equal(at('harbour-customs'), -1, 'it has not the label');
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Revert and Close Editor');
  });

  it('say on hover why a name is hidden, and what stands in its place', async () => {
    const { page } = session();
    await openFile(page, 'every-mistake.yml');
    for (const [line, column, words] of [
      [17, 32, ['Cannot tell: MAIL_PASSWORD', 'MAIL-PASSWORD']],
      [22, 32, ['CATALOGUE_KEY is hidden', 'museum.exhibits']],
      [42, 32, ['SCANNER is hidden', 'disabled']],
    ] as const) {
      await goTo(page, line, column);
      await until(`the hover says ${words.join(', ')}`, async () => {
        const text = await hoverText(page);
        return words.every((word) => text.includes(word));
      });
      await closeHover(page);
    }
  });

  it('name the right that is missing where a value is to be read', async () => {
    const { page } = session();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await expandRow(page, 'secret harbour-radio');
    await askBy(page, treeRow(page, 'Read subkeys'));
    const question = 'Read the value of harbour-radio in Google Secret Manager of museum.exhibits once?';
    await page.locator(`.quick-input-box input[placeholder^="${question}"]`).waitFor();
    await chooseRow(page, 'Read Once');
    await notification(page, 'Secret Manager Secret Accessor').waitFor();
  });

  it('fail each by itself, and take up a credential that has changed', async () => {
    const { page } = session();
    // Its key goes with it.
    await google.stop();
    await runCommand(page, 'Kestra Secrets: Refresh');
    await treeRows(page).filter({ hasText: 'Not fully configured' }).first().waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await pressRowButton(page, 'Google Secret Manager', 'Sign In');
    await notification(page, 'gcloud auth application-default login').waitFor();
    await treeRow(page, 'secret TICKET_API, read-only').waitFor();
    await openFile(page, 'ticket-report.yml');
    await goTo(page, 9, 40);
    await until('the hover knows the secret', async () => (await hoverText(page)).includes('TICKET_API'));
    await closeHover(page);
  });
});
