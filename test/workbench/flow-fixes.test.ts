import assert from 'node:assert/strict';
import { chooseCodeAction, clickCodeAction } from '../vscode/code-actions.ts';
import { focusedEditor, save, squiggles, type } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { openView } from '../vscode/views.ts';
import { useSession } from './use-session.ts';

const lines = [
  'id: fixes',
  'namespace: orchard.test',
  'tasks:',
  '  - id: t',
  '    type: io.kestra.plugin.scripts.shell.Script',
  `    a: "{{ secret('HARVEST_APY') }}"`,
  `    b: '{{ secret("ORCHARD_DB", subkey="HOSTS") }}'`,
  `    c: {{ secrets('MAIL_PASSWORD', Name_Space="orchard") }} # kept`,
  `    d: "{{ secret('ORCHARD_DB', 'HOST') }} {{ secrets.WEATHER_KEY }}"`,
  '',
];
const mended = [
  ...lines.slice(0, 5),
  `    a: "{{ secret('HARVEST_API') }}"`,
  `    b: '{{ secret("ORCHARD_DB", subkey="HOST") }}'`,
  `    c: "{{ secret('MAIL_PASSWORD', namespace=\\"orchard\\") }}" # kept`,
  `    d: "{{ secret('ORCHARD_DB', subkey='HOST') }} {{ secrets.WEATHER_KEY }}"`,
  '',
];

describe('the mistakes of a flow', () => {
  const session = useSession(() => ({
    example: 'environment',
    files: { 'flows/fixes.yml': lines.join('\n') },
    workspaceSettings: { 'editor.codeActionsOnSave': { 'source.fixAll.kestraSecrets': 'explicit' } },
  }));
  const columnOf = (text: string) => {
    const line = lines.findIndex((each) => each.includes(text));
    return [line + 1, (lines[line] ?? '').indexOf(text) + 2] as const;
  };

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await openFile(page, 'fixes.yml');
    await squiggles(page, 'warning').first().waitFor();
  });

  it('are mended by the light bulb from the keyboard, and a step back brings them again', async () => {
    const { page } = session();
    await goTo(page, ...columnOf('HARVEST_APY'));
    await chooseCodeAction(page, "Replace 'HARVEST_APY' with 'HARVEST_API'");
    const right = page.locator('.view-line', { hasText: "secret('HARVEST_API')" }).first();
    await right.waitFor();
    await focusedEditor(page).waitFor();
    await page.keyboard.press('Control+z');
    await right.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await right.waitFor();
  });

  it('are mended by a click on the light bulb', async () => {
    const { page } = session();
    await goTo(page, ...columnOf('HOSTS'));
    await clickCodeAction(page, "Replace 'HOSTS' with 'HOST'");
    await page.locator('.view-line', { hasText: 'subkey="HOST"' }).first().waitFor();
  });

  it('are mended on save where that is beyond doubt, and left where it is not', async () => {
    const { page, read } = session();
    await goTo(page, lines.length, 1);
    await type(page, '# typed');
    await save(page);
    await page.locator('.view-line', { hasText: `"{{ secret('MAIL_PASSWORD'` }).first().waitFor();
    assert.equal(await read('flows/fixes.yml'), [...mended.slice(0, -1), '# typed'].join('\n'));
  });
});
