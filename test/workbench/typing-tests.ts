import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { openFile } from '../vscode/quick-input.ts';
import {
  askForList,
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
import { typedStyles, type TypedStyle } from './typed-styles.ts';
import type { TypedLine } from './typed-keys.ts';
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

/**
 * Tests that each line stays as it was typed before Enter, be it `slowly`, with a look at what is offered, or `at once`;
 * behind it the editor may indent and close.
 */
export function keepsWhatIsTyped(
  session: () => Session,
  lines: readonly TypedLine[],
  pace: 'slowly' | 'at once',
): void {
  for (const { head: above, line } of lines) {
    it(`${line.trim()} and Enter stay what was typed ${pace}`, async () => {
      const { page } = session();
      await startWith(page, above);
      await typeByKeys(page, line);
      if (pace === 'slowly' && (await waitForList(page))) await untilNoCallIsListed(page);
      await page.keyboard.press('Enter');
      const text = await editorText(page);
      const typed = `${above}${line}`.trimEnd();
      assert.ok(text.startsWith(typed), text);
      assert.match(text.slice(typed.length), /^ *\n[\s\]}]*$/, text);
    });
  }
}

/** The rows of the letters before stay until VS Code has asked anew. */
export async function untilNoCallIsListed(page: Page): Promise<void> {
  await until('no call is offered', async () => {
    const labels = await listedLabels(page);
    return !labels.some((label) => label.includes('secret('));
  });
}

const ways = {
  typed: async (page: Page, { opening }: TypedStyle, expression: string) =>
    typeByKeys(page, opening + expression),
  /** Beside another extension that answers late, or never where the next letter comes before its answer. */
  'typed or asked for': async (page: Page, { opening }: TypedStyle, expression: string) => {
    await typeByKeys(page, opening + expression);
    if (!(await waitForList(page))) await askForList(page);
  },
  pasted: async (page: Page, { opening }: TypedStyle, expression: string) => {
    await paste(page, opening + expression);
    await askForList(page);
  },
  'after a list that was closed': async (page: Page, { opening }: TypedStyle, expression: string) => {
    await typeByKeys(page, opening + expression);
    await waitForList(page);
    await page.keyboard.press('Escape');
    await askForList(page);
  },
  'letters after a list that was closed': async (page: Page, { opening }: TypedStyle, expression: string) => {
    await typeByKeys(page, opening + expression);
    await waitForList(page);
    await page.keyboard.press('Escape');
    await typeByKeys(page, 'harv');
    if (!(await waitForList(page))) await askForList(page);
  },
} as const;

/** A way to come to a name, with a list that is open at the end or about to be. */
export type Way = keyof typeof ways;

/** Of several ways those that are gone for a style, by its number: two styles in a row take different ones. */
export const inTurn = (index: number, choice: readonly Way[]): Way[] =>
  choice.filter((_, at) => at === index % choice.length);

/** What is typed of the expression: the quote that would end the value, or the other one. */
export type TypedQuote = 'tearing' | 'other';

/**
 * Tests each style in the ways that `chosen` gives for its number; what was left is laid into `flows/NAME/`.
 */
export function leavesWhatIsAccepted(
  session: () => Session,
  name: string,
  chosen: (index: number) => readonly (readonly [Way, TypedQuote])[],
): void {
  let written = 0;
  for (const [index, style] of typedStyles.entries()) {
    it(`${style.name}: a name that is accepted leaves a value that asks for it`, async () => {
      const { page, folder } = session();
      for (const [way, quote] of chosen(index)) {
        const expression = style[quote];
        await startWith(page, style.head, style.after);
        await ways[way](page, style, expression);
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
