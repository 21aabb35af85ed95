import assert from 'node:assert/strict';
import { closeHover, hoverText, squiggles, everySuggestion, type } from '../vscode/editing.ts';
import { dialogText, notification, pressInDialog } from '../vscode/dialog.ts';
import { askBy, chooseRow, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { eventually, until } from '../vscode/until.ts';
import { clickRow, expandRow, pressRowButton, openView, treeRow, treeRows } from '../vscode/views.ts';
import { useAws } from './use-aws.ts';
import { useSession } from './use-session.ts';

describe('an AWS Secrets Manager, asked as a profile', () => {
  const aws = useAws();
  const session = useSession(
    () => ({
      example: 'aws',
      files: { '.env': `AWS_ENDPOINT_URL_SECRETS_MANAGER=${aws().server.url}\n` },
      env: aws().env,
    }),
    () => aws().credentials,
  );

  const valuesRead = async () =>
    (await aws().server.asked()).filter((action) => action === 'GetSecretValue').length;
  /** By the row that stands under a secret whose subkeys are not read; those of one secret are open at a time. */
  const askToRead = async (name: string) => {
    const { page } = session();
    await expandRow(page, `secret ${name}`);
    await askBy(page, treeRow(page, 'Read subkeys'));
    return page.locator('.quick-input-widget').innerText();
  };

  it('offers the profiles of ~/.aws, and sends nothing before its address is approved', async () => {
    const { page } = session();
    const { server } = aws();
    await openView(page, 'Kestra Secrets');
    await treeRows(page).filter({ hasText: 'signed out' }).first().waitFor();
    await askBy(page, treeRow(page, 'Sign in'));
    await chooseRow(page, 'lister');
    await treeRows(page).filter({ hasText: 'address not approved' }).first().waitFor();
    assert.deepEqual(await server.asked(), []);
    const text = await dialogText(page, () => clickRow(page, `Approve ${server.url}`));
    assert.match(text, /Credential: Profile lister of ~\/\.aws/);
    assert.match(text, /Identity: you, as you are signed in on this machine/);
    await pressInDialog(page, 'Approve');
    await treeRow(page, 'secret SENSOR_API, read-only').waitFor();
  });

  it('says what is read and what that needs, and reads nothing where nobody agrees', async () => {
    const { page } = session();
    const text = await askToRead('SENSOR_API');
    const question = 'Read the value of lab_SENSOR_API in AWS Secrets Manager once?';
    await page.locator(`.quick-input-box input[placeholder^="${question}"]`).waitFor();
    assert.match(text, /Read Subkeys/);
    assert.match(text, /secretsmanager:GetSecretValue/);
    assert.match(text, /neither shown, nor stored, nor logged/);
    await chooseRow(page, 'Do Not Read');
    assert.equal(await valuesRead(), 0);
  });

  it('names the permission that is missing', async () => {
    const { page } = session();
    await runCommand(page, 'Notifications: Clear All Notifications');
    await askToRead('SENSOR_API');
    await chooseRow(page, 'Read Once');
    const toast = notification(
      page,
      'ask for the permission secretsmanager:GetSecretValue on lab_SENSOR_API',
    );
    await toast.waitFor();
    await toast.locator('.monaco-button', { hasText: 'Sign in' }).waitFor();
    assert.equal(await valuesRead(), 1);
  });

  it('shows the subkeys once a profile that may read them has read one value', async () => {
    const { page } = session();
    await eventually(async () => {
      await runCommand(page, 'Kestra Secrets: Sign In');
      await chooseRow(page, 'reader');
      await runCommand(page, 'Kestra Secrets: Refresh');
      await askToRead('SENSOR_API');
      await chooseRow(page, 'Read Once');
      await treeRow(page, 'subkey TOKEN of SENSOR_API').waitFor({ timeout: 10_000 });
    });
    await treeRow(page, 'subkey STATION of SENSOR_API').waitFor();
  });

  it('says of a plain text that it has none', async () => {
    const { page } = session();
    await askToRead('ARCHIVE_KEY');
    await chooseRow(page, 'Read Once');
    await treeRow(page, 'Read subkeys').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[role="treeitem"][aria-label*="of ARCHIVE_KEY"]').count(), 0);
  });

  it('completes and checks them, and keeps them over a refresh', async () => {
    const { page } = session();
    const before = await valuesRead();
    await runCommand(page, 'Kestra Secrets: Refresh');
    await openFile(page, 'every-mistake.yml');
    await goTo(page, 47, 49);
    await until('the hover knows the subkey', async () => (await hoverText(page)).includes('Found: STATION'));
    await closeHover(page);
    await openFile(page, 'storm-warning.yaml');
    await goTo(page, 14, 5);
    await page.keyboard.press('End');
    await type(page, `\nextra: "{{ secret('SENSOR_API', subkey='`);
    // The rows of the letters before, which have quotes, may still be there.
    await until(
      'the subkeys are listed',
      async () => (await everySuggestion(page)).sort().join() === 'STATION,TOKEN',
    );
    await page.keyboard.press('Escape');
    await type(page, `NONE') ~ secret('ARCHIVE_KEY', subkey='X`);
    await until('the mistakes are underlined', async () => (await squiggles(page, 'warning').count()) === 2);
    await goTo(page, 15, 84);
    await until('the hover says why', async () => {
      const text = await hoverText(page);
      return text.includes('Missing') && text.includes('ARCHIVE_KEY is not a JSON object');
    });
    await closeHover(page);
    assert.equal(await valuesRead(), before);
  });

  it('leaves the login of a session that is over to the user, typed in a terminal', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Sign In');
    await chooseRow(page, 'corp');
    await treeRows(page).filter({ hasText: 'signed out' }).first().waitFor();
    const asked = (await aws().server.asked()).length;
    await pressRowButton(page, 'AWS Secrets Manager', 'Sign In');
    await chooseRow(page, 'Renew the session of corp');
    await page.locator('.part.panel .action-item.checked', { hasText: /terminal/i }).waitFor();
    await treeRow(page, 'secret SENSOR_API').waitFor();
    assert.equal((await aws().server.asked()).length, asked);
  });

  it('shows no value anywhere', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Show Log');
    await page.locator('.part.panel', { hasText: 'one value is read' }).waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /VALUE-MARKER/);
    assert.doesNotMatch(String(await page.evaluate('navigator.clipboard.readText()')), /VALUE-MARKER/);
    assert.deepEqual(
      [...new Set(await aws().server.asked())].filter((action) => action !== 'DescribeSecret').sort(),
      ['GetSecretValue', 'ListSecrets'],
    );
  });
});
