import assert from 'node:assert/strict';
import {
  acceptSuggestion,
  closeHover,
  everySuggestion,
  hoverText,
  save,
  squiggles,
  type,
} from '../vscode/editing.ts';
import { closeEditors, goTo, openFile, runCommand } from '../vscode/quick-input.ts';
import { until } from '../vscode/until.ts';
import { openView, problemRows, treeRow, untilProblem } from '../vscode/views.ts';
import { neighbourObjects, neighbourSays, neighbourSuggests, packNeighbour } from './neighbour.ts';
import { setSettings } from './set-settings.ts';
import { useSession } from './use-session.ts';

const lines = [
  'id: beside',
  'namespace: orchard.harvest',
  "description: The secret is read by {{ secret('NOT_THERE') }}, see the docs.",
  'tasks:',
  '  - id: one',
  '    type: io.kestra.plugin.mail.Letter',
  "    description: se secret('NOT_THERE')",
  `    message: "{{ secret('NOT_THERE') }}"`,
  `    name: "{{ secret('HARVEST') }}"`,
  '    value: ',
];
const flow = `${lines.join('\n')}\n`;
/** The line of the text, from 1, and the column behind `after` in it. */
const placeAfter = (line: number, after: string) =>
  [line, (lines[line - 1] ?? '').indexOf(after) + after.length + 1] as const;
const insideName = placeAfter(9, "'");

const brokenLines = [
  'id: broken',
  'namespace: orchard.harvest',
  'tasks:',
  '  - id: one',
  '    type: io.kestra.plugin.core.log.Log',
  `   message: "{{ secret('HARVEST_API') }}"`,
  `    level: INFO ${neighbourObjects}`,
  '  - id: two',
  '    type: io.kestra.plugin.core.log.Log',
  `    message: "{{ secret('') }}"`,
  '    level: @two',
];
const broken = `${brokenLines.join('\n')}\n`;

/** Each must leave our suggestions as they are. */
const manners: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'as they come': {},
  'without quick suggestions': {
    'editor.quickSuggestions': { other: 'off', strings: 'off', comments: 'off' },
  },
  'with words of every document': { 'editor.wordBasedSuggestions': 'allDocuments' },
  'with neither snippets first nor words': {
    'editor.snippetSuggestions': 'top',
    'editor.wordBasedSuggestions': 'off',
  },
};

describe('beside another extension for YAML', () => {
  const session = useSession(async () => ({
    example: 'environment',
    extensions: [await packNeighbour()],
    files: {
      ...Object.fromEntries(['offers', 'whole', 'name', 'typed'].map((name) => [`flows/${name}.yml`, flow])),
      'flows/compose.yml': flow,
      'flows/broken.yml': broken,
    },
  }));

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret HARVEST_API').waitFor();
  });

  for (const [name, settings] of Object.entries(manners)) {
    it(`each name is offered once, among the other's, ${name}`, async () => {
      const { page } = session();
      await setSettings(session(), name, settings);
      await openFile(page, 'offers.yml');
      await goTo(page, ...insideName);
      const labels = await everySuggestion(page);
      assert.equal(labels.filter((label) => label === 'HARVEST_API').length, 1, labels.join(', '));
      assert.ok(labels.includes(neighbourSuggests), labels.join(', '));
      await page.keyboard.press('Escape');
    });
  }

  it('a name is put in the place of another, in insert mode "replace"', async () => {
    const { page, read } = session();
    await setSettings(session(), 'replace', { 'editor.suggest.insertMode': 'replace' });
    await openFile(page, 'name.yml');
    await goTo(page, ...insideName);
    await acceptSuggestion(page, 'HARVEST_API');
    await save(page);
    assert.match(await read('flows/name.yml'), /^ {4}name: "\{\{ secret\('HARVEST_API'\) \}\}"$/m);
  });

  it('what is typed is closed where the editor closes nothing', async () => {
    const { page, read } = session();
    const closing = ['Brackets', 'Quotes'].map((what) => [`editor.autoClosing${what}`, 'never']);
    await setSettings(session(), 'closing nothing', Object.fromEntries(closing) as Record<string, unknown>);
    await openFile(page, 'whole.yml');
    await goTo(page, ...placeAfter(10, 'value: '));
    await type(page, 'secr');
    await acceptSuggestion(page, "{{ secret('HARVEST_API') }}");
    await save(page);
    assert.match(await read('flows/whole.yml'), /^ {4}value: "\{\{ secret\('HARVEST_API'\) \}\}"$/m);
    await openFile(page, 'typed.yml');
    await goTo(page, ...placeAfter(10, 'value: '));
    await type(page, `"{{ secret('HAR`);
    await acceptSuggestion(page, 'HARVEST_API');
    await save(page);
    assert.match(await read('flows/typed.yml'), /^ {4}value: "\{\{ secret\('HARVEST_API'\) ?\}\}"$/m);
  });

  it('prose of a description is left alone', async () => {
    const { page } = session();
    await setSettings(session(), 'as they came', {});
    await openFile(page, 'offers.yml');
    // The message asks for the same name: where that is underlined, the prose has been looked at too.
    await squiggles(page, 'warning').first().waitFor();
    await untilProblem(page, (row) => row.includes('NOT_THERE'));
    const missing = (await problemRows(page)).filter((row) => row.includes('NOT_THERE'));
    assert.ok(missing.length > 0 && missing.every((row) => row.includes('[Ln 8, ')), missing.join('\n'));
    for (const [line, after] of [
      [3, "secret('NOT_"],
      [7, "secret('"],
      [7, 'description: se'],
    ] as const) {
      await goTo(page, ...placeAfter(line, after));
      assert.deepEqual(await everySuggestion(page), [neighbourSuggests]);
      await page.keyboard.press('Escape');
      // Ours and the other's come one after the other.
      await until('the hover has the words of the other', async () => {
        const hover = await hoverText(page);
        assert.ok(!hover.includes('Missing'), hover);
        return hover.includes(neighbourSays);
      });
      await closeHover(page);
    }
    await goTo(page, ...placeAfter(7, 'description: se'));
    await type(page, "cret {{ secret('");
    assert.deepEqual(await everySuggestion(page), [neighbourSuggests]);
    await runCommand(page, 'View: Revert and Close Editor');
  });

  it('a mistake that the other tells is not told again, and is told once it does not', async () => {
    const { page } = session();
    // The list has rows for what is in sight alone.
    await closeEditors(page);
    await openFile(page, 'broken.yml');
    const told = async () => (await problemRows(page)).filter((row) => row.includes('not valid YAML'));
    const objects = async () =>
      (await problemRows(page)).some((row) => row.includes('The neighbour objects.'));
    // Ours is told until the other has spoken.
    await until('each is told once', async () => (await objects()) && (await told()).length === 1);
    const [only] = await told();
    assert.match(only ?? '', /begins with @ needs quotes.*\[Ln 11, /s);
    await goTo(page, 7, '    level: INFO'.length + 1);
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await until('it is told', async () => (await told()).length === 2);
    const [first = ''] = await told();
    assert.match(first, /this line is not indented.*\[Ln 6, /s);
    assert.ok(!(await objects()));
  });

  it('an empty name is not told while it is being typed', async () => {
    const { page } = session();
    await openFile(page, 'broken.yml');
    const told = async () =>
      (await problemRows(page)).some((row) => row.includes('The name of the secret is empty.'));
    await goTo(page, 1, 1);
    await until('it is told', told);
    await openFile(page, 'broken.yml');
    await goTo(page, 10, (brokenLines[9] ?? '').indexOf("''") + 2);
    await until('it is withheld', async () => !(await told()));
    await openFile(page, 'broken.yml');
    await page.keyboard.press('Home');
    await until('it is told again', told);
  });

  it('a Compose file is left alone, though it reads like a flow', async () => {
    const { page } = session();
    await openFile(page, 'compose.yml');
    await page.locator('[id="status.editor.mode"]', { hasText: 'Compose' }).waitFor();
    for (const place of [insideName, placeAfter(10, 'value: ')]) {
      await goTo(page, ...place);
      assert.deepEqual(await everySuggestion(page), [neighbourSuggests]);
      await page.keyboard.press('Escape');
    }
    const hover = await hoverText(page);
    assert.ok(hover.includes(neighbourSays), hover);
    await closeHover(page);
    assert.equal(await squiggles(page, 'warning').count(), 0);
  });
});
