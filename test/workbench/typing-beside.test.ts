import assert from 'node:assert/strict';
import { skipWithout } from '../servers/needed.ts';
import { editorText, listedLabels, startWith, typeByKeys, untilListed } from '../vscode/typing.ts';
import { until } from '../vscode/until.ts';
import { installRedHat, packRedHat } from './red-hat/install.ts';
import {
  files,
  head,
  keepsWhatIsTyped,
  leavesWhatIsAccepted,
  openTyped,
  settings,
  whole,
} from './typing-tests.ts';
import { useSession } from './use-session.ts';

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
