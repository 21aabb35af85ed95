import assert from 'node:assert/strict';
import { hoverText } from '../vscode/editing.ts';
import { goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { expandRow, openView, problemRows, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

describe('in a VS Code that speaks German', () => {
  const session = useSession(() => ({ example: 'environment', locale: 'de' }));

  it('the rows are spoken in German', async () => {
    const { page } = session();
    assert.equal(await page.evaluate('globalThis._VSCODE_NLS_LANGUAGE'), 'de');
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'Secret HARVEST_API, schreibgeschützt').waitFor();
    await treeRow(page, 'Umgebungsvariablen, schreibgeschützt').waitFor();
    await expandRow(page, '2 ausgeblendete Secrets');
    await treeRow(page, 'Secret TRACTOR_TOKEN, ausgeblendet durch: nicht Base64').waitFor();
  });

  it('so are the commands', async () => {
    const { page } = session();
    await runCommand(page, 'Kestra Secrets: Aktualisieren');
    await runCommand(page, 'Kestra Secrets: Adresse genehmigen');
    await page
      .locator('.notification-toast', { hasText: 'Kein Backend braucht eine Genehmigung.' })
      .waitFor();
  });

  it('so are hovers and problems', async () => {
    const { page } = session();
    await openFile(page, 'harvest-import.yaml');
    await goTo(page, 9, 42);
    await until('the hover knows the secret', async () =>
      (await hoverText(page)).includes('Gefunden: HARVEST_API'),
    );
    await page.keyboard.press('Escape');
    await openFile(page, 'every-mistake.yml');
    await until('the mistakes are listed', async () =>
      (await problemRows(page)).join('\n').includes('War MAIL_PASSWORD gemeint?'),
    );
  });
});
