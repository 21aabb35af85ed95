import assert from 'node:assert/strict';
import { chooseCodeAction } from '../vscode/code-actions.ts';
import { acceptSuggestion, everySuggestion, focusedEditor, save, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { openView, treeRow, untilProblem } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const value = Buffer.from('VALUE-MARKER-of-a-chart').toString('base64');
const lines = [
  'image:',
  '  repository: kestra/kestra-ee',
  'configurations:',
  '  application:',
  '    kestra:',
  '      secret:',
  '        type: aws-secret-manager',
  '        aws-secret-manager:',
  '          region: eu-west-1',
  '          ',
  'common:',
  '  env:',
  '    - name: SECRET_OF_CHART',
  `      value: ${value}`,
  'deployments:',
  '  standalone:',
  '    extraEnv:',
  '      - name: SECRET_OF_SERVER',
  `        value: ${value}`,
  '',
];
const name = 'values-kestra.yaml';
const file = `deploy/${name}`;
const lineOf = (text: string) => lines.indexOf(text) + 1;

describe('the values of Kestra’s Helm chart', () => {
  const session = useSession(() => ({ example: 'none', files: { [file]: lines.join('\n') } }));

  it('fill the tree', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'AWS Secrets Manager').waitFor();
    await treeRow(page, 'secret OF_SERVER').waitFor();
    assert.equal(await treeRow(page, 'secret OF_CHART').count(), 0);
  });

  it('have the keys of a secret manager completed', async () => {
    const { page } = session();
    const line = lineOf('          ');
    await openFile(page, name);
    await goTo(page, line, 11);
    const labels = await everySuggestion(page);
    assert.ok(labels.includes('endpoint-override') && !labels.includes('region'), labels.join(', '));
    await page.keyboard.press('Escape');
    await acceptSuggestion(page, 'endpoint-override');
    await page.keyboard.type('http://localhost:4566');
    await save(page);
    assert.equal(
      (await session().read(file)).split('\n')[line - 1],
      '          endpoint-override: http://localhost:4566',
    );
  });

  it('have a mistake mended by the light bulb, and a step back brings it again', async () => {
    const { page, read } = session();
    const line = lineOf('  env:');
    await squiggles(page, 'warning').first().waitFor();
    await untilProblem(page, (row) => row.includes(`[Ln ${line}, Col 3]`) && row.includes('extraEnv'));
    await goTo(page, line, 4);
    await chooseCodeAction(page, "Replace 'env' with 'extraEnv'");
    await treeRow(page, 'secret OF_CHART').waitFor();
    await focusedEditor(page).waitFor();
    await page.keyboard.press('Control+z');
    await treeRow(page, 'secret OF_CHART').waitFor({ state: 'detached' });
    await squiggles(page, 'warning').first().waitFor();
    await page.keyboard.press('Control+Shift+z');
    await treeRow(page, 'secret OF_CHART').waitFor();
    await squiggles(page, 'warning').first().waitFor({ state: 'detached' });
    await save(page);
    assert.equal((await read(file)).split('\n')[line - 1], '  extraEnv:');
  });
});
