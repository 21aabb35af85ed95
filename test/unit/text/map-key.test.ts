import assert from 'node:assert/strict';
import { mapKey } from '../../../src/text/map-key.ts';

describe('what stands for a text as the key of a map', () => {
  it('is the text itself where that is not long', () => {
    for (const text of ['', 'A', 'a'.repeat(16_000)]) assert.equal(mapKey(text), text);
  });

  it('is short, the same for the same long text, and another for each other one', () => {
    const long = 'A'.repeat(20_000);
    const texts = Array.from({ length: 5000 }, (_, number) => long + String(number).padStart(4, '0'));
    const inside = Array.from(
      { length: 200 },
      (_, at) => `${long.slice(0, at * 100)}B${long.slice(at * 100)}`,
    );
    const all = [...texts, ...inside, long];
    const keys = new Set(all.map(mapKey));
    assert.equal(keys.size, all.length);
    assert.equal(mapKey(`${long}1`), mapKey(`${long}1`));
    for (const key of keys) assert.ok(key.length < 200, key);
  });
});
