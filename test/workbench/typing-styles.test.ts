import assert from 'node:assert/strict';
import {
  editorText,
  listedLabels,
  startWith,
  takeRow,
  typeByKeys,
  typeUntilListed,
  untilListed,
  waitForList,
} from '../vscode/typing.ts';
import {
  files,
  head,
  leavesWhatIsAccepted,
  openTyped,
  settings,
  untilNoCallIsListed,
  whole,
} from './typing-tests.ts';
import { useSession } from './use-session.ts';

describe('somebody who types a call', () => {
  const session = useSession(() => ({ example: 'environment', files, settings }));

  before(() => openTyped(session()));

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
    await typeByKeys(page, 'message: sec');
    await typeUntilListed(page, 'r');
    await takeRow(page, "{{ secret('HARVEST_API') }}");
    assert.match(await editorText(page), /message: "\{\{ secret\('HARVEST_API'\) \}\}"$/);
    await startWith(page, head);
    await typeByKeys(page, 'message: secret');
    await waitForList(page);
    await untilNoCallIsListed(page);
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

  leavesWhatIsAccepted(session, 'styles', () => [['typed', 'tearing']]);
});
