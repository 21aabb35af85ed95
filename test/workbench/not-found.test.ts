import assert from 'node:assert/strict';
import path from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
import { openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { expandRow, openView, treeRow, untilProblem } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const asking = (...names: readonly string[]) =>
  [
    'id: lost',
    'namespace: farm.office',
    'tasks:',
    ...names.flatMap((name, index) => [
      `  - id: t${index}`,
      '    type: io.kestra.plugin.core.log.Log',
      `    message: "{{ secret(${name}) }}"`,
    ]),
    '',
  ].join('\n');

describe('what is not found, and what nobody uses', () => {
  const session = useSession(() => ({
    example: 'none',
    files: {
      'compose.yml': [
        'services:',
        '  kestra:',
        '    image: kestra/kestra:v1.3.0',
        '    environment:',
        ...['ORCHARD', 'BARN', 'SHED_A', 'FORGOTTEN'].map(
          (name) => `      SECRET_${name}: ${Buffer.from('VALUE-MARKER-x').toString('base64')}`,
        ),
        '',
      ].join('\n'),
      'flows/used.yml': asking(`'ORCHARD'`, `'BARN'`),
      'flows/lost.yml': asking(`'ORCHART'`, `'SHED_' ~ inputs.which`),
      'docs/ignored.yml': `# kestra-secrets-ignore-file secret-missing\n${asking(`'NOWHERE'`)}`,
    },
  }));
  const badge = () =>
    session().page.locator('.activitybar .action-item:has(a[aria-label^="Kestra Secrets"]) .badge-content');
  /** The group and the icon have the number. */
  const untilCounted = async (count: number) => {
    await treeRow(session().page, `Not found, ${String(count)} calls`).waitFor();
    await until('the icon has the number', async () => (await badge().innerText()) === String(count));
  };

  it('are groups of the view that wait until somebody opens them', async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'Unused secrets').waitFor();
    const group = treeRow(page, 'Not found, not checked yet');
    await group.waitFor();
    assert.equal(await group.getAttribute('aria-expanded'), 'false');
    assert.equal(await badge().filter({ hasText: /\d/ }).count(), 0);
  });

  it('name what no flow uses, and apart from it what may be used', async () => {
    const { page } = session();
    await expandRow(page, 'Unused secrets');
    const row = treeRow(page, 'secret FORGOTTEN, not used');
    await row.waitFor();
    await expandRow(page, 'May be used (1)');
    await treeRow(page, 'secret SHED_A, may be used by flows/lost.yml:9').waitFor();
    assert.equal(await treeRow(page, 'secret BARN, not used').count(), 0);
  });

  // Two of the example's own flows ask for what is not there, too.
  it('count what is not found, at the group and at the icon', async () => {
    const { page } = session();
    await expandRow(page, 'Not found');
    await treeRow(page, 'call of ORCHART').waitFor();
    await untilCounted(3);
    const label = (await treeRow(page, 'call of ORCHART').getAttribute('aria-label')) ?? '';
    assert.match(label, /flows\/lost\.yml:6/);
  });

  it('lead to the flow by the keyboard', async () => {
    const { page } = session();
    await openFile(page, 'used.yml');
    await openView(page, 'Kestra Secrets');
    await runCommand(page, 'Kestra Secrets: Focus on Kestra Secrets View');
    await treeRow(page, 'Unused secrets').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'lost.yml' }).waitFor();
  });

  it('follow the files, and have the problems of closed ones once all are checked', async () => {
    const { page, folder } = session();
    await runCommand(page, 'Kestra Secrets: Check All Flows');
    await writeFile(path.join(folder, 'flows/another.yml'), asking(`'ORCHARDS'`));
    await untilCounted(4);
    await untilProblem(page, (row) => row.includes('ORCHARDS'));
    await rm(path.join(folder, 'flows/another.yml'));
    await untilCounted(3);
  });
});
