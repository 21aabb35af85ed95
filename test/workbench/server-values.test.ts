import assert from 'node:assert/strict';
import { closeHover, everySuggestion, hoverText, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const lines = [
  'kestra:',
  '  policies:',
  '    defaults:',
  '      rules:',
  '        - values:',
  `            apiKey: "{{ secret('HARVEST_API') }}"`,
  `            password: "{{ secret('HARVEST_APY') }}"`,
  `            note: "{{ secrets.HARVEST_API }}"`,
  '  plugins:',
  '    defaults:',
  '      - values:',
  `          apiKey: "{{ secret('HARVEST_OLD') }}"`,
];
/** The line of the text, from 1, and the column behind `after` in it. */
const placeAfter = (line: number, after: string) =>
  [line, (lines[line - 1] ?? '').indexOf(after) + after.length + 1] as const;

describe("what the server's configuration puts into tasks", () => {
  const session = useSession(() => ({
    example: 'environment',
    files: { 'application.yml': `${lines.join('\n')}\n` },
  }));

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret HARVEST_API').waitFor();
    await openFile(page, 'application.yml');
  });

  it('is hovered like a value of a flow', async () => {
    const { page } = session();
    await goTo(page, ...placeAfter(6, "('HAR"));
    await until('the hover knows the secret', async () =>
      (await hoverText(page)).includes('Found: HARVEST_API'),
    );
    await closeHover(page);
  });

  it('is completed', async () => {
    const { page } = session();
    await goTo(page, ...placeAfter(7, "('"));
    const labels = await everySuggestion(page);
    assert.ok(labels.includes('HARVEST_API'), labels.join(', '));
    await page.keyboard.press('Escape');
  });

  it('is underlined where a name is not found, or not written as Kestra reads it', async () => {
    const { page } = session();
    await squiggles(page, 'warning').first().waitFor();
    await squiggles(page, 'info').first().waitFor();
    // The server of the example is Kestra 2, which reads no defaults of plugins.
    assert.equal(await squiggles(page, 'warning').count(), 1);
  });
});
