import assert from 'node:assert/strict';
import { createFlowCache } from '../../../src/workspace/index.ts';

const text = 'id: a\nnamespace: b.c\ntasks:\n  - id: t\n    message: "{{ secret(\'ONE\') }}"\n';

describe('the cache of parsed flows', () => {
  it('parses one version of a document once', () => {
    const cache = createFlowCache();
    const first = cache.read('a.yml', 1, text);
    assert.equal(cache.read('a.yml', 1, text), first);
    assert.notEqual(cache.read('a.yml', 2, text), first);
    assert.notEqual(cache.read('b.yml', 2, text), first);
  });

  it('parses anew where a version has another text, as after closing and opening', () => {
    const cache = createFlowCache();
    cache.read('a.yml', 1, text);
    const other = text.replace('ONE', 'TWO');
    assert.equal(cache.read('a.yml', 1, other).text, other);
  });

  it('carries a document over an edit', () => {
    const cache = createFlowCache();
    cache.read('a.yml', 1, text);
    const start = text.indexOf('ONE');
    const edited = text.replace('ONE', 'THREE');
    cache.edit('a.yml', 1, 2, [{ range: { start, end: start + 3 }, text: 'THREE' }]);
    const file = cache.read('a.yml', 2, edited);
    assert.equal(file.text, edited);
    assert.deepEqual(
      file.documents[0]?.references.map((reference) => reference.arguments.key?.value),
      [{ kind: 'constant', value: 'THREE' }],
    );
    assert.equal(cache.read('a.yml', 2, edited), file);
  });

  it('does not apply edits to a version it does not have', () => {
    const cache = createFlowCache();
    const first = cache.read('a.yml', 3, text);
    cache.edit('a.yml', 2, 4, [{ range: { start: 0, end: 2 }, text: '' }]);
    cache.edit('b.yml', 1, 2, [{ range: { start: 0, end: 2 }, text: '' }]);
    assert.equal(cache.read('a.yml', 3, text), first);
  });

  it('forgets a document, and the one unused for longest of many', () => {
    const cache = createFlowCache();
    const first = cache.read('a.yml', 1, text);
    cache.forget('a.yml');
    const again = cache.read('a.yml', 1, text);
    assert.notEqual(again, first);
    for (let index = 0; index < 255; index += 1) cache.read(`${index}.yml`, 1, text);
    assert.equal(cache.read('a.yml', 1, text), again);
    cache.read('one-more.yml', 1, text);
    assert.equal(cache.read('a.yml', 1, text), again);
    for (let index = 0; index < 256; index += 1) cache.read(`x${index}.yml`, 1, text);
    assert.notEqual(cache.read('a.yml', 1, text), again);
  });
});
