import assert from 'node:assert/strict';
import { acceptSuggestion, save } from '../vscode/editing.ts';
import { goTo, openFile } from '../vscode/quick-input.ts';
import { eventually } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import { flowWith, type Style } from './flow-styles.ts';
import type { SessionOptions } from './session.ts';
import { useSession } from './use-session.ts';
import { verdictsIn } from './verdicts.ts';

const fileOf = (index: number) => `flows/styles/style-${index}.yml`;

/** Tests that a suggestion which is accepted in each style leaves what it must, in a window of its own. */
export function acceptsEachStyle(
  mode: 'insert' | 'replace',
  styles: readonly Style[],
  more: () => Promise<Partial<SessionOptions>> = () => Promise.resolve({}),
): void {
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
