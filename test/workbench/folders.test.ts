import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { closeHover, hoverText, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { trustWorkspace, waitUntilRestricted } from '../vscode/trust.ts';
import { until } from '../vscode/until.ts';
import { openView, treeRow, treeRows, untilProblem } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const counted = Buffer.from('VALUE-MARKER-counts').toString('base64');

describe('a workspace of several folders', () => {
  const session = useSession(() => ({
    example: 'environment',
    beside: ['none'],
    trust: 'ask',
    env: { SECRET_OF_THIS_MACHINE: counted },
    files: {
      '../none/.vscode/settings.json': JSON.stringify({
        'kestraSecrets.environmentFiles': ['server.env'],
        'kestraSecrets.useEnvironment': true,
      }),
      '../none/server.env': `SECRET_COUNTS_TOKEN=${counted}\n`,
      '../later/.env': `SECRET_LATECOMER=${counted}\n`,
    },
  }));

  const home = () => path.dirname(session().folder);
  /** Changes the file of the workspace, as VS Code itself does when a folder is added or removed. */
  const setFolders = async (...names: readonly string[]) => {
    const file = path.join(home(), 'several.code-workspace');
    const workspace = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...workspace, folders: names.map((name) => ({ path: name })) }));
  };

  it('shows each folder, and takes no setting from one before it is trusted', async () => {
    const { page } = session();
    await waitUntilRestricted(page);
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'folder environment').waitFor();
    await treeRow(page, 'folder none').waitFor();
    await treeRow(page, 'secret HARVEST_API').waitFor();
    await treeRow(page, 'no Kestra configuration here').waitFor();
  });

  it('reads each folder by its own settings once it is trusted', async () => {
    const { page } = session();
    await trustWorkspace(page);
    await treeRow(page, 'secret COUNTS_TOKEN').waitFor();
    const rows = await treeRows(page).allInnerTexts();
    const at = (text: string) => rows.findIndex((row) => row.startsWith(text));
    const order = ['environment', 'HARVEST_API', 'none', 'COUNTS_TOKEN'].map(at);
    assert.deepEqual(
      order,
      [...order].sort((one, other) => one - other),
    );
    assert.ok(!order.includes(-1) && at('OF_THIS_MACHINE') === -1, rows.join('\n'));
  });

  it('asks for a flow’s secrets in the folder of the flow', async () => {
    const { page } = session();
    await openFile(page, 'count-birds.yml');
    await goTo(page, 11, 40);
    await until('the hover knows the secret', async () => {
      const text = await hoverText(page);
      return text.includes('Found: COUNTS_TOKEN') && text.includes('server.env');
    });
    await closeHover(page);
    await squiggles(page, 'warning').first().waitFor();
    await untilProblem(page, (row) => row.includes('ARCHIVE'));
  });

  it('follows a folder that is added, and one that is removed', async () => {
    const { page } = session();
    await setFolders('environment', 'none', 'later');
    // To a workspace that is trusted nothing is added before that is trusted, too.
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: /^Yes$/ }).click();
    await treeRow(page, 'folder later').waitFor();
    await treeRow(page, 'secret LATECOMER').waitFor();
    await setFolders('environment', 'later');
    await treeRow(page, 'folder none').waitFor({ state: 'detached' });
    await treeRow(page, 'secret HARVEST_API').waitFor();
    await until('its problems are gone', async () => (await squiggles(page, 'warning').count()) === 0);
  });
});
