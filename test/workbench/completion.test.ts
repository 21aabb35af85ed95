import assert from 'node:assert/strict';
import { acceptSuggestion, save } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { eventually } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import { flowWith, styles } from './flow-styles.ts';
import { packWordPattern } from './word-pattern.ts';
import type { SessionOptions } from './session.ts';
import { useSession } from './use-session.ts';
import { verdictsIn } from './verdicts.ts';

const fileOf = (index: number) => `flows/styles/style-${index}.yml`;

function acceptsEachStyle(mode: 'insert' | 'replace', more: () => Promise<Partial<SessionOptions>>): void {
  const files = Object.fromEntries(styles.map(({ before }, index) => [fileOf(index), flowWith(before).text]));
  const session = useSession(async () => ({
    example: 'environment',
    files,
    settings: { 'editor.suggest.insertMode': mode },
    ...(await more()),
  }));

  before(async () => {
    const { page } = session();
    await openView(page, 'Kestra Secrets');
    await treeRow(page, 'secret HARVEST_API').waitFor();
  });

  for (const [index, { name, before: written, accept, after, inserted = after }] of styles.entries()) {
    it(name, async () => {
      const { page, read } = session();
      const { line, column } = flowWith(written);
      await openFile(page, `style-${index}.yml`);
      await goTo(page, line, column);
      await acceptSuggestion(page, accept);
      await save(page);
      const wanted = `    ${mode === 'insert' ? inserted : after}\n`;
      await eventually(async () => {
        assert.equal((await read(fileOf(index))).split('- id: one\n')[1], wanted);
      });
    });
  }

  it('and what was accepted is found', async () => {
    const asked = await verdictsIn(session().folder, 'flows/styles');
    assert.equal(asked.length, styles.length);
    const others = asked.filter(({ verdict }) => verdict !== 'resolvable').map(({ name }) => name);
    const kept = styles.filter(({ inserted }) => inserted !== undefined).map(() => 'HARVEST_APIEST');
    assert.deepEqual(others, mode === 'insert' ? kept : []);
  });
}

describe('accepting a suggestion leaves valid YAML, insert mode "insert"', () => {
  acceptsEachStyle('insert', () => Promise.resolve({}));
});

describe('accepting a suggestion leaves valid YAML, insert mode "replace"', () => {
  acceptsEachStyle('replace', () => Promise.resolve({}));
});

describe('beside an extension that takes quotes for a part of words', () => {
  acceptsEachStyle('insert', async () => ({ extensions: [await packWordPattern()] }));
});
