import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { parse } from 'yaml';
import { skipWithout } from '../servers/needed.ts';
import { openFile } from '../vscode/quick-input.ts';
import {
  editorText,
  listedLabels,
  paste,
  startWith,
  takeRow,
  typeByKeys,
  untilListed,
  waitForList,
} from '../vscode/typing.ts';
import { until } from '../vscode/until.ts';
import { openView, treeRow } from '../vscode/views.ts';
import { installRedHat, packRedHat } from './red-hat/install.ts';
import type { Session } from './session.ts';
import { setSettings } from './set-settings.ts';
import { expressions, typedStyles, type TypedStyle } from './typed-styles.ts';
import { keys, values, type TypedLine } from './typed-keys.ts';
import { useSession } from './use-session.ts';
import { verdictsIn } from './verdicts.ts';

const files = { 'flows/typed.yml': 'id: typed\nnamespace: orchard.harvest\ntasks: []\n' };
const head = `${files['flows/typed.yml'].replace(' []', '')}  - id: one\n    `;
const whole = "{{ secret('…') }}";
/** Enter takes VS Code's own rows too, such as a word of the text before: that is nobody's concern here. */
const settings = { 'editor.wordBasedSuggestions': 'off' };

async function openTyped({ page }: Session): Promise<void> {
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

function keepsWhatIsTyped(session: () => Session): void {
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
const ways: Readonly<Record<string, Way>> = {
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
function leavesWhatIsAccepted(session: () => Session, name: string, chosen: readonly string[]): void {
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

describe('somebody who types alone', () => {
  const session = useSession(() => ({ example: 'environment', files, settings }));

  before(() => openTyped(session()));

  keepsWhatIsTyped(session);

  it('has a whole expression at an empty value on demand, and Enter takes it', async () => {
    const { page } = session();
    await startWith(page, head);
    await typeByKeys(page, 'message: ');
    assert.equal(await waitForList(page), false);
    await page.keyboard.press('Control+Space');
    await untilListed(page);
    assert.deepEqual(await listedLabels(page), [whole]);
    await page.keyboard.press('Enter');
    await takeRow(page, 'HARVEST_API');
    assert.match(await editorText(page), /message: "\{\{ secret\('HARVEST_API'\) \}\}"$/);
  });

  it('has it at the letters that begin it, and a name by a quote after the whole word', async () => {
    const { page } = session();
    await startWith(page, head);
    await typeByKeys(page, 'message: secr');
    await takeRow(page, "{{ secret('HARVEST_API') }}");
    assert.match(await editorText(page), /message: "\{\{ secret\('HARVEST_API'\) \}\}"$/);
    await startWith(page, head);
    await typeByKeys(page, 'message: secret');
    await waitForList(page);
    assert.ok(!(await listedLabels(page)).some((label) => label.includes('secret(')));
    await typeByKeys(page, "('");
    await takeRow(page, "{{ secret('HARVEST_API') }}");
    assert.match(await editorText(page), /message: "\{\{ secret\('HARVEST_API'\) \}\}"$/);
  });

  it('leaves a call by Tab after its subkey, whoever has written the call', async () => {
    const { page } = session();
    const byRow = async () => {
      await typeByKeys(page, "{{ secret('");
      await takeRow(page, 'ORCHARD_DB');
    };
    const byHand = () => typeByKeys(page, "{{ secret('ORCHARD_DB', subkey='");
    for (const write of [byRow, byHand]) {
      await startWith(page, head);
      await typeByKeys(page, 'message: "');
      await write();
      await takeRow(page, 'HOST');
      await page.keyboard.press('Tab');
      await typeByKeys(page, ':5432');
      const line = (await editorText(page)).split('\n').at(-1) ?? '';
      assert.match(line, /^ {4}message: "\{\{ secret\('ORCHARD_DB', subkey='HOST'\) ?\}\}:5432"$/);
    }
  });

  describe('and whose editor closes what is opened', () => {
    leavesWhatIsAccepted(session, 'closed', Object.keys(ways));
  });

  describe('and whose editor closes nothing', () => {
    before(() =>
      setSettings(session(), 'closing nothing', {
        'editor.autoClosingBrackets': 'never',
        'editor.autoClosingQuotes': 'never',
      }),
    );
    leavesWhatIsAccepted(session, 'open', ['typed', 'after a list that was closed']);
  });
});

describe("somebody who types beside Red Hat's language server", () => {
  const session = useSession(async function () {
    const server = skipWithout(this, await installRedHat());
    return { example: 'environment' as const, files, settings, extensions: [await packRedHat(server)] };
  });

  before(() => openTyped(session()));

  it('has its values first, and a whole expression last', async () => {
    const { page } = session();
    await startWith(page, head);
    await typeByKeys(page, 'method: ');
    await page.keyboard.press('Control+Space');
    await untilListed(page);
    assert.deepEqual(await listedLabels(page), ['DELETE', 'GET', 'POST', 'PUT', whole]);
    await page.keyboard.press('Enter');
    assert.match(await editorText(page), /method: DELETE$/);
    for (const [first, second, taken] of [
      ['G', 'E', 'GET'],
      ['P', 'O', 'POST'],
    ] as const) {
      await startWith(page, head);
      await typeByKeys(page, `method: ${first}`);
      // A letter that is typed before that server has answered for the first can leave it with no answer.
      await untilListed(page);
      await typeByKeys(page, second);
      await until(`"${taken}" alone is listed`, async () => (await listedLabels(page)).join() === taken);
      await page.keyboard.press('Enter');
      assert.match(await editorText(page), new RegExp(`method: ${taken}$`));
    }
  });

  keepsWhatIsTyped(session);
  leavesWhatIsAccepted(session, 'beside', ['typed', 'after a list that was closed']);
});
