import assert from 'node:assert/strict';
import { typedText } from '../../../src/editor/prompts/typed-text.ts';

describe('What is typed', () => {
  it('is a password with the blanks around it', () => {
    assert.equal(typedText(' pass word ', true), ' pass word ');
    assert.equal(typedText(' ', true), ' ');
  });

  it('is anything else without them', () => {
    assert.equal(typedText(' hvs.token\t', false), 'hvs.token');
    assert.equal(typedText('  ', false), '');
  });
});
