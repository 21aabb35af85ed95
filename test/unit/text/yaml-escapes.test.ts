import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { escapeAt } from '../../../src/text/yaml-escapes.ts';

describe('escapes of double-quoted YAML', () => {
  const letters = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const fixed = letters.filter((letter) => !'xuU'.includes(letter));
  for (const written of [...fixed.map((letter) => `\\${letter}`), '\\x41', '\\u00e9', '\\U0001f511']) {
    it(`are as the yaml package has them: ${written}`, () => {
      const { text, end } = escapeAt(`${written}-`, 0, written.length + 1);
      // An escape that YAML does not know is an error, and stays as it is written.
      const known: unknown = parseDocument(`"${written}-"`).toJS();
      assert.equal(text + `${written}-`.slice(end), known);
    });
  }
});
