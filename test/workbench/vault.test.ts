import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
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
import { untilStored } from '../vscode/stored.ts';
import { eventually, oneTry, until } from '../vscode/until.ts';
import {
  clickRow,
  dragRowBehind,
  expandRow,
  focusedRow,
  openView,
  pressRowButton,
  treeRow,
  treeRows,
} from '../vscode/views.ts';
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

const cursorAtLine = (page: Page, line: number) =>
  page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line},` }).waitFor();

async function clipboardHolds(page: Page, text: string, limit?: number): Promise<void> {
  await until(
    `${text} is on the clipboard`,
    async () => (await page.evaluate('navigator.clipboard.readText()')) === text,
    limit,
  );
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
    assert.match(text, /From now on, the secret names of Vault are read .* “Manage Approvals” undoes this/);
    await pressInDialog(page, 'Cancel');
    await treeRows(page).filter({ hasText: 'address not approved' }).first().waitFor();
    assert.deepEqual(await pathsAsked(vault().server), []);
  });

  it('shows its secrets, locked, once the address is approved', async () => {
    const { page } = session();
    await dialogText(page, () => pressRowButton(page, 'Vault', 'Approve Address'));
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
    await goTo(page, 11, 5);
    await page.keyboard.press('End');
    await type(page, `\ncontentType: "{{ secret('`);
    await acceptSuggestion(page, 'parcel-tracking');
    await acceptSuggestion(page, 'API_KEY');
    await save(page);
    await eventually(async () => {
      const text = await read('flows/newsletter.yml');
      assert.match(text, /contentType: "\{\{ secret\('parcel-tracking', subkey='API_KEY'\) ?\}\}"/);
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

  it('leaves out what is hidden where the user wants that', async () => {
    const { page } = session();
    await treeRow(page, '4 hidden secrets').waitFor();
    await runCommand(page, 'Kestra Secrets: Hide Hidden');
    await treeRow(page, '4 hidden secrets').waitFor({ state: 'detached' });
  });

  it('stays approved after the window is loaded anew, and what is hidden left out', async () => {
    const { page } = session();
    await untilStored(page, vault().server.url);
    await untilStored(page, 'hidesHidden');
    await reloadWorkbench(page);
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret coupons').waitFor();
    assert.equal(await treeRow(page, '4 hidden secrets').count(), 0);
    await runCommand(page, 'Kestra Secrets: Show Hidden');
    await treeRow(page, '4 hidden secrets').waitFor();
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

  it('says in its row where it is, how many there are, and that it is read-only', async () => {
    const { page } = session();
    const place = `${vault().server.url} payments/storefront`;
    await treeRow(page, `Vault, read-only, ${place}, 5 secrets, 4 hidden`).waitFor();
    assert.equal(await treeRow(page, 'Vault').locator('.codicon-lock').count(), 1);
    assert.match(
      await treeRow(page, 'Vault').innerText(),
      /^Vault\s*127\.0\.0\.1:\d+ payments\/storefront · 5 secrets/,
    );
  });

  it('says in the row of a hidden secret why, and leads to the rule that hides it', async () => {
    const { page } = session();
    await expandRow(page, '4 hidden secrets');
    const payroll = treeRow(page, 'secret payroll, hidden by');
    assert.match(await payroll.innerText(), /people-team/);
    await pressRowButton(page, 'secret payroll, hidden by', 'Open Configuration');
    await cursorAtLine(page, 14);
    await goTo(page, 1, 1);
    await expandRow(page, 'secret payroll, hidden by');
    await clickRow(page, 'filter-on-tags');
    await cursorAtLine(page, 14);
  });

  it('inserts the row that has the focus by Enter, and nothing by a click', async () => {
    const { page } = session();
    await openFile(page, 'newsletter.yml');
    await goTo(page, 8, 1);
    await page.keyboard.press('End');
    await type(page, '\ncontentType: ');
    const subkey = treeRow(page, 'subkey TOKEN of newsletter');
    await eventually(async () => {
      // A row that is drawn anew while the button goes down and up is not clicked.
      if (!(await subkey.isVisible())) await treeRow(page, 'secret newsletter').click({ timeout: oneTry });
      await subkey.waitFor({ timeout: oneTry });
    });
    // VS Code has learnt that a flow is open, as the button of the row shows.
    const button = treeRow(page, 'secret newsletter').locator('.action-item:not(.disabled) .codicon-insert');
    await button.waitFor();
    assert.equal(await page.locator('.view-line', { hasText: /^\s*contentType:\s*$/ }).count(), 1);
    await page.keyboard.press('ArrowUp');
    await focusedRow(page, 'secret ledger-db').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: /^\s*contentType:\s".*'ledger-db'/ }).waitFor();
    assert.equal(await treeRow(page, 'secret ledger-db').getAttribute('aria-expanded'), 'false');
  });

  it('copies the name of the row that has the focus, and leaves the keys to what is being typed', async () => {
    const { page } = session();
    await eventually(async () => {
      await treeRow(page, 'secret newsletter').click();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ControlOrMeta+KeyC');
      await clipboardHolds(page, 'ledger-db', oneTry);
    });
    await page.keyboard.press('ControlOrMeta+Alt+KeyF');
    const find = page.locator(
      '.part.sidebar .tree-filter-input input, .part.sidebar .monaco-tree-type-filter input',
    );
    await find.first().waitFor();
    await type(page, 'card');
    await page.keyboard.press('ControlOrMeta+KeyA');
    await page.keyboard.press('ControlOrMeta+KeyC');
    await clipboardHolds(page, 'card');
    await page.keyboard.press('Escape');
  });

  it('is dropped in the quotes that the place needs', async () => {
    const { page } = session();
    await openFile(page, 'newsletter.yml');
    await page.keyboard.press('ControlOrMeta+KeyZ');
    const line = page.locator('.view-line', { hasText: /^\s*contentType:\s*$/ });
    await line.waitFor();
    await dragRowBehind(page, treeRow(page, 'secret parcel-tracking'), line.locator('span').first());
    await page
      .locator('.view-line', { hasText: /^\s*contentType:\s"\{\{\ssecret\('parcel-tracking'\)\s\}\}"$/ })
      .waitFor();
    await runCommand(page, 'File: Revert File');
  });

  it('is signed out again once the token is forgotten', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Forget Credential');
    await chooseTicked(page, vault().server.url);
    await treeRows(page).filter({ hasText: 'signed out' }).first().waitFor();
  });
});
