import assert from 'node:assert/strict';
import { encodingEdit, joiningEdits } from '../../../src/configuration/env-value-edits.ts';
import { textAfter } from '../../../src/text/edits.ts';

/** The text after the definition that begins at `|` was encoded; null where that is not offered. */
function encoded(marked: string): string | null {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  const edit = encodingEdit(text, start);
  return edit === null ? null : textAfter(text, [edit]);
}

/** The text after the lines around the one at `|` were joined. */
function joined(marked: string): string {
  const start = marked.indexOf('|');
  const text = marked.replace('|', '');
  return textAfter(text, joiningEdits(text, { start, end: start }));
}

describe('a plain value of an env file', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['A=1\n|SECRET_A=pass word!\nB=2\n', 'A=1\nSECRET_A=cGFzcyB3b3JkIQ==\nB=2\n'],
    ['|SECRET_A=ä€𝄞 # why\r\nB=2\r\n', 'SECRET_A=w6TigqzwnYSe # why\r\nB=2\r\n'],
    [`\ufeff|export SECRET_A = 'it is # "it"'`, `\ufeffexport SECRET_A = 'aXQgaXMgIyAiaXQi'`],
    ['|SECRET_A="a\\nb!"\n', 'SECRET_A="YQpiIQ=="\n'],
    [`|SECRET_A='pa$$word!'\n`, `SECRET_A='cGEkJHdvcmQh'\n`],
    ['|SECRET_A=pa$word!\n', null],
    ['|SECRET_A=cGxhaW4=\n', null],
    ['|SECRET_A=\n', null],
    ['|SECRET_A\n', null],
    ["|SECRET_A='open!\n", null],
  ];
  for (const [before, after] of cases) {
    it(`${after === null ? 'stays' : 'is encoded'}: ${JSON.stringify(before)}`, () => {
      assert.equal(encoded(before), after);
    });
  }
});

describe('a value of an env file that is wrapped', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['SECRET_A=VkFMVUU\n|tTUFSS+8=\nB=2\n', 'SECRET_A=VkFMVUUtTUFSS+8=\nB=2\n'],
    [
      'A=1\r\nSECRET_A=abcd\r\nefgh\r\n|ij+/\r\nkl==\r\nB=2\r\n',
      'A=1\r\nSECRET_A=abcdefghij+/kl==\r\nB=2\r\n',
    ],
    ['SECRET_A=abcd\n|ij+/', 'SECRET_A=abcdij+/'],
    ['SECRET_A=abcd\n|e+gh\nLONGER_NAME=1\n', 'SECRET_A=abcde+gh\nLONGER_NAME=1\n'],
    ['SECRET_A=abc\n|e+gh\n', 'SECRET_A=abc\n|e+gh\n'],
    ['# note\n|e+gh\n', '# note\n|e+gh\n'],
    ['SECRET_A="abcd"\n|e+gh\n', 'SECRET_A="abcd"\n|e+gh\n'],
  ];
  for (const [before, after] of cases) {
    it(`becomes ${JSON.stringify(after)}`, () => {
      assert.equal(joined(before), after.replace('|', ''));
    });
  }
});
