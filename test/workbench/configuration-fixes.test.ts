import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseCodeAction } from '../vscode/code-actions.ts';
import { everySuggestion, focusedEditor, save, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { openView, treeRow, untilProblem } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const wrong = 'aws-secrets-manager';
const lines = [
  'services:',
  '  kestra:',
  '    image: kestra/kestra-ee:v2.0.0',
  '    environment:',
  '      KESTRA_CONFIGURATION: |',
  '        kestra:',
  '          secret:',
  `            type: ${wrong}`,
  '            aws-secret-manager:',
  '              region: eu-west-1',
  '              ',
];
const line = 8;
const column = (lines[line - 1] ?? '').indexOf(wrong) + 1;

describe('a mistake in the configuration inside a Compose file', () => {
  const session = useSession(() => ({
    example: 'environment',
    files: { 'docker-compose.yml': `${lines.join('\n')}\n` },
  }));
  const text = async () => readFile(path.join(session().folder, 'docker-compose.yml'), 'utf8');

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await openFile(page, 'docker-compose.yml');
  });

  it('is underlined where it stands', async () => {
    const { page } = session();
    await squiggles(page, 'error').first().waitFor();
    await untilProblem(page, (row) => row.includes(`[Ln ${line}, Col ${column}]`) && row.includes(wrong));
  });

  it('is mended by the light bulb, and a step back brings it again', async () => {
    const { page } = session();
    await goTo(page, line, column + 2);
    await chooseCodeAction(page, `Replace '${wrong}' with 'aws-secret-manager'`);
    await squiggles(page, 'error').first().waitFor({ state: 'detached' });
    await focusedEditor(page).waitFor();
    await page.keyboard.press('Control+z');
    await squiggles(page, 'error').first().waitFor();
    await page.keyboard.press('Control+Shift+z');
    await squiggles(page, 'error').first().waitFor({ state: 'detached' });
    await save(page);
    assert.equal(await text(), `${lines.join('\n')}\n`.replace(wrong, 'aws-secret-manager'));
    await treeRow(page, 'AWS Secrets Manager').first().waitFor();
  });

  it('has the keys that are left completed', async () => {
    const { page } = session();
    await goTo(page, lines.length, (lines.at(-1) ?? '').length + 1);
    const labels = await everySuggestion(page);
    assert.ok(labels.includes('access-key-id') && !labels.includes('region'), labels.join(', '));
  });
});
