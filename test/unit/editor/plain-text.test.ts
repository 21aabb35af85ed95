import assert from 'node:assert/strict';
import { plainLines, plainText } from '../../../src/editor/shown/plain-text.ts';

/** How VS Code finds links and icons in a text that is shown. */
const links = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: ["'].+["'])?\)/i;
const icons = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

describe('a text for a notification, a quick pick or a status', () => {
  const hostile =
    '[Repair](command:workbench.action.terminal.sendSequence?%7B%7D) $(trash) [x](https://e.example)';

  it('would be a link and an icon, were it shown as it is', () => {
    assert.match(hostile, links);
    assert.match(hostile, icons);
  });

  it('is neither', () => {
    assert.doesNotMatch(plainText(hostile), links);
    assert.doesNotMatch(plainText(hostile), icons);
    assert.doesNotMatch(plainText('[[a](command:b)](command:c)'), links);
    assert.doesNotMatch(plainText('[a]\n(command:b) $\r(trash)'), links);
  });

  it('shows a name as it is', () => {
    for (const name of ['lab_SENSOR [old]', 'Schlüssel 🔑 für 東京', "a$b (c) {{ secret('d') }}"]) {
      assert.equal(plainText(name), name);
    }
  });

  it('keeps to one line, and to the direction it was written in', () => {
    assert.equal(
      plainText('https://a.example\n\nApproved\u202egpj.exe\u0007'),
      'https://a.example Approved gpj.exe ',
    );
  });

  it('has lines where it is the detail of a dialog', () => {
    assert.equal(plainLines('one\ntwo [a](command:b)'), 'one\ntwo [a]\u200b(command:b)');
  });
});
