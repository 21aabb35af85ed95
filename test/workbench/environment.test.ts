import assert from 'node:assert/strict';
import { closeHover, everySuggestion, hoverText, save, squiggles, type } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { paste } from '../vscode/typing.ts';
import { eventually, until } from '../vscode/until.ts';
import { chooseFromMenu, expandRow, openView, problemRows, treeRow, treeRows } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

describe('open-source Kestra, whose secrets are variables', () => {
  const aliased = `id: aliased
namespace: farm.office
variables:
  greeting: &greeting "{{ secret('HARVEST_API') }}"
tasks:
  - id: greet
    type: io.kestra.plugin.core.log.Log
    message: *greeting
`;
  const session = useSession(() => ({ example: 'environment', files: { 'flows/aliased.yml': aliased } }));

  it('shows each secret with its lock, and no value', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    const row = treeRow(page, 'secret HARVEST_API');
    await row.waitFor();
    assert.match((await row.getAttribute('aria-label')) ?? '', /read-only/);
    assert.equal(await row.locator('.codicon-lock').count(), 1);
    await treeRow(page, 'secret WEATHER_KEY').waitFor();
    const labels = await treeRows(page).allInnerTexts();
    assert.ok(!labels.some((label) => label.startsWith('MARKET_FEED')), 'what only .env has is no secret');
    assert.doesNotMatch(labels.join('\n'), /VALUE-MARKER|VkFMVU/);
  });

  it('shows the subkeys of a JSON value', async () => {
    const { page } = session();
    await expandRow(page, 'secret ORCHARD_DB');
    for (const subkey of ['HOST', 'PASSWORD', 'USERNAME']) {
      await treeRow(page, `subkey ${subkey} of ORCHARD_DB`).waitFor();
    }
  });

  it('groups what Kestra does not see, each with its rule', async () => {
    const { page } = session();
    await expandRow(page, '2 hidden secrets');
    const hidden = treeRow(page, 'secret TRACTOR_TOKEN, hidden by');
    await hidden.waitFor();
    assert.match((await hidden.getAttribute('aria-label')) ?? '', /not Base64/);
  });

  it('says on hover what becomes of a reference', async () => {
    const { page } = session();
    await openFile(page, 'harvest-import.yaml');
    await goTo(page, 9, 42);
    await until('the hover knows the secret', async () => {
      const text = await hoverText(page);
      return text.includes('Found: HARVEST_API') && text.includes('docker-compose.yml');
    });
    await closeHover(page);
  });

  it('copies the expression of a row, and inserts it at the cursor', async () => {
    const { page, read } = session();
    const row = treeRow(page, 'secret WEATHER_KEY');
    await chooseFromMenu(page, row, 'Copy Expression');
    await until('it is on the clipboard', async () => {
      const copied: unknown = await page.evaluate('navigator.clipboard.readText()');
      return copied === "{{ secret('WEATHER_KEY') }}";
    });
    await openFile(page, 'harvest-letter.yml');
    await goTo(page, 3, 1);
    await type(page, 'variables: ');
    await page.locator('.view-line', { hasText: /^variables:\s$/ }).waitFor();
    await chooseFromMenu(page, row, 'Insert Expression at Cursor');
    await page.locator('.view-line', { hasText: /^variables:\s".*WEATHER_KEY/ }).waitFor();
    await save(page);
    await eventually(async () => {
      const text = await read('flows/mail/harvest-letter.yml');
      assert.match(text, /^variables: "\{\{ secret\('WEATHER_KEY'\) \}\}"$/m);
    });
  });

  it('underlines mistakes, and nothing else', async () => {
    const { page } = session();
    await until(
      'the flow without one has none',
      async () => (await squiggles(page, 'warning').count()) === 0,
    );
    await openFile(page, 'every-mistake.yml');
    await squiggles(page, 'warning').first().waitFor();
    await until('the mistakes are listed', async () => {
      const problems = (await problemRows(page)).join('\n');
      return ['MAIL_PASWORD', 'TRACTOR_TOKEN', 'PORT'].every((name) => problems.includes(name));
    });
    assert.doesNotMatch((await problemRows(page)).join('\n'), /STATION_/, 'nothing on what nobody can tell');
  });

  it('underlines an alias, which Kestra does not follow', async () => {
    const { page } = session();
    await openFile(page, 'aliased.yml');
    await squiggles(page, 'warning').first().waitFor();
    await goTo(page, 8, 16);
    await until('its hover says what Kestra makes of it', async () =>
      (await hoverText(page)).includes('does not follow aliases, so this is the text greeting'),
    );
    await closeHover(page);
  });

  it('offers nothing in a key, a comment, or a file that is no flow', async () => {
    const { page } = session();
    await openFile(page, 'docker-compose.yml');
    await goTo(page, 1, 1);
    await type(page, 'x: secr');
    const labels = await everySuggestion(page);
    assert.ok(!labels.some((label) => label.includes('secret(')), labels.join(', '));
    await page.keyboard.press('Escape');
    await runCommand(page, 'File: Revert File');
  });

  it('shows a variable that is added to a file', async () => {
    const { page } = session();
    await openFile(page, '.env_encoded');
    await goTo(page, 1, 1);
    // Pasted: Enter behind a word may take another word of the file that VS Code lists meanwhile.
    await paste(page, 'SECRET_SCARECROW=aGF5\n');
    await save(page);
    await treeRow(page, 'secret SCARECROW').waitFor();
  });
});

describe('open-source Kestra with hundreds of variables', () => {
  const count = 600;
  const variables = Array.from({ length: count }, (_, index) => {
    const value = Buffer.from(`VALUE-MARKER-${String(index)}`).toString('base64');
    return `      SECRET_FIELD_${String(index).padStart(3, '0')}: ${value}\n`;
  });
  const compose = `services:\n  kestra:\n    image: kestra/kestra:latest\n    environment:\n${variables.join('')}`;
  const session = useSession(() => ({ example: 'environment', files: { 'docker-compose.yml': compose } }));

  it('shows them, though their file is read in a thread of its own', async () => {
    // More than is read at one stretch.
    assert.ok(compose.length > 24_000);
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret FIELD_000').waitFor();
    await treeRow(page, 'Environment variables').filter({ hasText: '600 secrets' }).waitFor();
  });
});
