import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseCodeAction } from '../vscode/code-actions.ts';
import { focusedEditor, save, squiggles } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { useSession } from './use-session.ts';

const lines = [
  'id: ignoring',
  'namespace: company.team',
  'tasks:',
  '  - id: shell',
  '    type: io.kestra.plugin.scripts.shell.Commands',
  '    commands:',
  '      - |',
  '        echo "{{ secret(\'NOWHERE\') }}"',
  '',
];
const line = 8;
const column = (lines[line - 1] ?? '').indexOf('NOWHERE') + 1;
const comment = '      # kestra-secrets-ignore secret-missing';

describe('a problem that is ignored', () => {
  const session = useSession(() => ({ example: 'environment', files: { 'ignoring.yml': lines.join('\n') } }));
  const text = async () => readFile(path.join(session().folder, 'ignoring.yml'), 'utf8');

  it('goes by the light bulb, and a step back brings it again', async () => {
    const { page } = session();
    const mark = squiggles(page, 'warning').first();
    await openFile(page, 'ignoring.yml');
    await mark.waitFor();
    await goTo(page, line, column + 2);
    await chooseCodeAction(page, 'Ignore secret-missing in the whole value');
    await mark.waitFor({ state: 'detached' });
    await focusedEditor(page).waitFor();
    await page.keyboard.press('Control+z');
    await mark.waitFor();
    await page.keyboard.press('Control+Shift+z');
    await mark.waitFor({ state: 'detached' });
    await save(page);
    const [before, after] = [lines.slice(0, 6), lines.slice(6)];
    assert.equal(await text(), [...before, comment, ...after].join('\n'));
  });
});
