import assert from 'node:assert/strict';
import { namesFilledAt } from '../../../src/configuration/filled-names.ts';

describe('the placeholders of a definition', () => {
  const read = 'A=${SECRET_DB}\n';
  const at = {
    file: 'one.env',
    range: { start: 0, end: read.length - 1 },
    line: 1,
    column: 1,
    variable: 'A',
  };
  const namesIn = (text: string) =>
    namesFilledAt(at, 'SECRET_DB', 'compose', text).map(({ start, end }) => text.slice(start, end));

  it('are found as they were read', () => {
    assert.deepEqual(namesIn(read), ['SECRET_DB']);
  });

  it('are found in a document without the byte order mark that the file has', () => {
    const range = { start: 1, end: read.length };
    const found = namesFilledAt({ ...at, range }, 'SECRET_DB', 'compose', read.trimEnd());
    assert.deepEqual(found, [{ start: 4, end: 13 }]);
  });

  it('are no longer names, of which the end stands behind the end of what was read', () => {
    assert.deepEqual(namesIn('A=${SECRET_DBS}\n'), []);
    assert.deepEqual(namesIn('A=x${SECRET_DBS}\n'), []);
    assert.deepEqual(namesIn('A=xy${SECRET_DBS}\n'), []);
  });

  it('are none where another variable stands there by now', () => {
    assert.deepEqual(namesIn('B=${SECRET_DB}\n'), []);
  });
});
