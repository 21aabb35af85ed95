import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { openFile } from '../vscode/quick-input.ts';
import {
  editorText,
  listedLabels,
  paste,
  startWith,
  takeRow,
  typeByKeys,
  waitForList,
} from '../vscode/typing.ts';
import { until } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import type { Session } from './session.ts';
import { expressions, typedStyles, type TypedStyle } from './typed-styles.ts';
import { keys, values, type TypedLine } from './typed-keys.ts';
import { verdictsIn } from './verdicts.ts';

/** The flow that is typed into. */
export const files = { 'flows/typed.yml': 'id: typed\nnamespace: orchard.harvest\ntasks: []\n' };
/** What stands before a key of its task. */
export const head = `${files['flows/typed.yml'].replace(' []', '')}  - id: one\n    `;
export const whole = "{{ secret('…') }}";
/** Enter takes VS Code's own rows too, such as a word of the text before: that is nobody's concern here. */
export const settings = { 'editor.wordBasedSuggestions': 'off' };

export async function openTyped({ page }: Session): Promise<void> {
  await openView(page, 'Kestra Secrets');
  await treeRow(page, 'secret HARVEST_API').waitFor();
  await openFile(page, 'typed.yml');
}

/** Types a line and Enter, and holds the text against what was typed; behind it the editor may indent and close. */
async function keeps(page: Page, { head, line }: TypedLine, waits: boolean): Promise<void> {
  await startWith(page, head);
  await typeByKeys(page, line);
  if (waits && (await waitForList(page))) {
    // The rows of the letters before stay until VS Code has asked anew.
    await until('no call is offered', async () => {
      const labels = await listedLabels(page);
      return !labels.some((label) => label.includes('secret('));
    });
  }
  await page.keyboard.press('Enter');
  const text = await editorText(page);
  const typed = `${head}${line}`.trimEnd();
  assert.ok(text.startsWith(typed), text);
  assert.match(text.slice(typed.length), /^ *\n[\s\]}]*$/, text);
}

/** Tests that each line stays as it was typed. */
export function keepsWhatIsTyped(session: () => Session): void {
  for (const each of [...keys, ...values]) {
    it(`${each.line.trim()} and Enter stay what was typed`, async () => {
      const { page } = session();
      await keeps(page, each, true);
      // Right behind the word, Enter comes while VS Code still shows the rows of the letters before, and takes one.
      if (!each.line.endsWith('[secret')) await keeps(page, each, false);
    });
  }
}

type Way = (page: Page, style: TypedStyle, expression: string) => Promise<void>;

/** The ways to come to a name, with a list that is open at the end. */
export const ways: Readonly<Record<string, Way>> = {
  typed: async (page, { opening }, expression) => typeByKeys(page, opening + expression),
  pasted: async (page, { opening }, expression) => {
    await paste(page, opening + expression);
    await page.keyboard.press('Control+Space');
  },
  'after a list that was closed': async (page, { opening }, expression) => {
    await typeByKeys(page, opening + expression);
    await waitForList(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
  },
  'letters after a list that was closed': async (page, { opening }, expression) => {
    await typeByKeys(page, opening + expression);
    await waitForList(page);
    await page.keyboard.press('Escape');
    await typeByKeys(page, 'harv');
    if (!(await waitForList(page))) await page.keyboard.press('Control+Space');
  },
};

/** Each style in these ways, typed with either quote; what was left is laid into `flows/NAME/`. */
export function leavesWhatIsAccepted(session: () => Session, name: string, chosen: readonly string[]): void {
  let written = 0;
  for (const style of typedStyles) {
    it(`${style.name}: a name that is accepted leaves a value that asks for it`, async () => {
      const { page, folder } = session();
      for (const way of chosen) {
        for (const expression of way === 'typed' ? expressions : [style.tearing]) {
          await startWith(page, style.head, style.after);
          await ways[way]?.(page, style, expression);
          await takeRow(page, 'HARVEST_API');
          await until(`the name is accepted, ${way}, ${expression}`, async () =>
            (await page.locator('.view-lines').innerText()).includes('HARVEST_API'),
          );
          const text = await editorText(page);
          const line = text.split('\n').at(-1)?.trim() ?? '';
          assert.match(line, style.wanted, `${way}, ${expression}: ${text}`);
          assert.doesNotThrow(() => parse(text), `${way}, ${expression}: ${text}`);
          written += 1;
          const target = path.join(folder, 'flows', name, `${written}.yml`);
          await mkdir(path.dirname(target), { recursive: true });
          await writeFile(target, `${text}\n`);
        }
      }
    });
  }

  it('and the product finds all that was accepted', async () => {
    const asked = await verdictsIn(session().folder, `flows/${name}`);
    assert.ok(asked.length >= written, `${asked.length} of ${written}`);
    assert.deepEqual(
      asked.filter(({ verdict }) => verdict !== 'resolvable'),
      [],
    );
  });
}
