import assert from 'node:assert/strict';
import path from 'node:path';
import { readSeed, writeSecret } from '../servers/openbao.ts';
import { dialogText, pressInDialog } from '../vscode/dialog.ts';
import { trustWorkspace, waitUntilRestricted } from '../vscode/trust.ts';
import { acceptSuggestion, closeHover, hoverText, save, type } from '../vscode/editing.ts';
import {
  answerQuestion,
  askBy,
  chooseRow,
  chooseTicked,
  goTo,
  openFile,
  runCommand,
} from '../vscode/quick-input.ts';
import { projectFolder } from '../vscode/releases.ts';
import { eventually, until } from '../vscode/until.ts';
import { clickRow, expandRow, openView, treeRow, treeRows } from '../vscode/views.ts';
import { reloadWorkbench } from '../vscode/workbench.ts';
import { useSession } from './use-session.ts';
import { type OpenBao, useVault } from './use-vault.ts';

/** The paths that anybody but the tests themselves, who are root, has asked for. */
async function pathsAsked(server: OpenBao): Promise<string[]> {
  const entries = await server.auditLog();
  return entries
    .filter(({ type, auth }) => type === 'request' && auth?.policies?.includes('root') !== true)
    .map(({ request }) => request.path)
    .filter((name) => name !== 'sys/audit/test'); // the server's own
}

describe('a Vault whose token comes from the environment', () => {
  const vault = useVault();
  const session = useSession(
    () => ({
      example: 'vault',
      trust: 'ask',
      files: { '.env': `VAULT_ADDR=${vault().server.url}\n` },
      env: { VAULT_TOKEN: vault().token },
    }),
    () => [vault().token],
  );

  const askToApprove = async () => {
    const { page } = session();
    return dialogText(page, () => clickRow(page, `Approve ${vault().server.url}`));
  };

  it('is not asked in a folder that is not trusted', async () => {
    const { page } = session();
    await waitUntilRestricted(page);
    await openView(page, 'Kestra Secrets');
    await treeRows(page).filter({ hasText: 'folder not trusted' }).first().waitFor();
    await openFile(page, 'newsletter.yml');
    await goTo(page, 10, 45);
    await eventually(async () => assert.match(await hoverText(page), /Cannot tell/));
    await closeHover(page);
    assert.deepEqual(await pathsAsked(vault().server), []);
  });

  it('is not sent the token before its address is approved', async () => {
    const { page } = session();
    await trustWorkspace(page);
    await treeRows(page).filter({ hasText: 'address not approved' }).first().waitFor();
    assert.deepEqual(await pathsAsked(vault().server), []);
  });

  it('stays unasked when the address is refused', async () => {
    const { page } = session();
    const { url } = vault().server;
    const text = await askToApprove();
    assert.match(text, new RegExp(`May VAULT_TOKEN from your environment be sent to ${url}\\?`));
    assert.match(text, new RegExp(`Place: Vault · ${url} payments/storefront`));
    assert.match(text, /Credential: VAULT_TOKEN from your environment/);
    assert.match(text, /Identity: whoever it belongs to/);
    assert.match(text, /From now on Vault is asked .* “Manage Approvals” takes that back/);
    await pressInDialog(page, 'Cancel');
    await treeRows(page).filter({ hasText: 'address not approved' }).first().waitFor();
    assert.deepEqual(await pathsAsked(vault().server), []);
  });

  it('shows its secrets, locked, once the address is approved', async () => {
    const { page } = session();
    await askToApprove();
    await pressInDialog(page, 'Approve');
    const row = treeRow(page, 'secret card-gateway');
    await row.waitFor();
    assert.equal(await row.locator('.codicon-lock').count(), 1);
    for (const name of ['ledger-db', 'newsletter', 'parcel-tracking']) {
      await treeRow(page, `secret ${name}, read-only`).waitFor();
    }
  });

  it('fetches the subkeys of a secret that is opened', async () => {
    const { page } = session();
    await expandRow(page, 'secret card-gateway');
    await treeRow(page, 'subkey API_TOKEN of card-gateway').waitFor();
  });

  it('completes a name with its subkey', async () => {
    const { page, read } = session();
    await openFile(page, 'newsletter.yml');
    await goTo(page, 13, 5);
    await page.keyboard.press('End');
    await type(page, `\nextra: "{{ secret('`);
    await acceptSuggestion(page, 'parcel-tracking');
    await acceptSuggestion(page, 'API_KEY');
    await save(page);
    await eventually(async () => {
      const text = await read('flows/newsletter.yml');
      assert.match(text, /extra: "\{\{ secret\('parcel-tracking', subkey='API_KEY'\) ?\}\}"/);
    });
  });

  it('says on hover where a secret is and what shows it', async () => {
    const { page } = session();
    await goTo(page, 10, 45);
    await until('the hover knows the secret', async () => {
      const text = await hoverText(page);
      return text.includes('Found: newsletter') && text.includes('storefront/newsletter');
    });
    await closeHover(page);
  });

  it('shows a new secret after a refresh', async () => {
    const { page } = session();
    const { server } = vault();
    const { seed } = await readSeed(path.join(projectFolder, 'examples/vault'));
    await writeSecret(server, seed, {
      path: 'storefront/coupons',
      fields: { CODE: 'VALUE-MARKER-coupon' },
      custom_metadata: { 'used-by': 'kestra-shop' },
    });
    assert.equal(await treeRow(page, 'secret coupons').count(), 0);
    await runCommand(page, 'Kestra Secrets: Refresh');
    await treeRow(page, 'secret coupons').waitFor();
  });

  it('stays approved after the window is loaded anew', async () => {
    const { page } = session();
    await reloadWorkbench(page);
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret coupons').waitFor();
  });

  it('waits again once the approval is withdrawn', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Manage Approvals');
    await page.locator('.quick-input-widget', { hasText: 'VAULT_TOKEN from your environment' }).waitFor();
    await chooseTicked(page, vault().server.url);
    await treeRows(page).filter({ hasText: 'address not approved' }).first().waitFor();
  });

  it('was asked for names alone', async () => {
    const asked = await pathsAsked(vault().server);
    assert.ok(asked.some((name) => name.startsWith('payments/metadata/storefront')));
    assert.deepEqual(
      asked.filter((name) => name.includes('/data/')),
      [],
    );
  });
});

describe('a Vault whose token is typed', () => {
  const vault = useVault();
  const session = useSession(
    () => ({ example: 'vault', files: { '.env': `VAULT_ADDR=${vault().server.url}\n` } }),
    () => [vault().token],
  );

  it('says that nobody is signed in', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRows(page).filter({ hasText: 'signed out' }).first().waitFor();
  });

  it('shows its secrets once the token is typed', async () => {
    const { page } = session();
    await askBy(page, treeRow(page, 'Sign in'));
    await chooseRow(page, 'Token');
    await answerQuestion(page, vault().server.url, vault().token);
    await treeRow(page, 'secret card-gateway').waitFor();
  });

  it('is signed out again once the token is forgotten', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Forget Credential');
    await chooseTicked(page, vault().server.url);
    await treeRows(page).filter({ hasText: 'signed out' }).first().waitFor();
  });
});
