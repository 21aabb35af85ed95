import assert from 'node:assert/strict';
import { skipWithout } from '../servers/needed.ts';
import { everySuggestion } from '../vscode/editing.ts';
import { editorText, startWith, typeByKeys } from '../vscode/typing.ts';
import { until } from '../vscode/until.ts';
import { installRedHat, packRedHat } from './red-hat/install.ts';
import { typedBeside } from './typed-keys.ts';
import {
  files,
  head,
  inTurn,
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
    for (const [typed, listed] of [
      ['', ['DELETE', 'GET', 'POST', 'PUT', whole]],
      ['GE', ['GET']],
      ['PO', ['POST']],
    ] as const) {
      await startWith(page, head);
      await typeByKeys(page, `method: ${typed}`);
      // That server leaves a question unanswered when the next letter comes before its answer: it is asked anew.
      await until(
        `${listed.join()} is listed`,
        async () => (await everySuggestion(page)).join() === listed.join(),
      );
      await page.keyboard.press('Enter');
      assert.match(await editorText(page), new RegExp(`method: ${listed[0]}$`));
    }
  });

  keepsWhatIsTyped(session, typedBeside, 'slowly');
  leavesWhatIsAccepted(session, 'beside', (index) =>
    inTurn(index, ['typed or asked for', 'after a list that was closed']).map(
      (way) => [way, 'tearing'] as const,
    ),
  );
});
