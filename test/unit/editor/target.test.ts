import assert from 'node:assert/strict';
import { targetOf } from '../../../src/editor/target.ts';

describe('the target of a command', () => {
  it('is that of the row it is asked on', () => {
    const target = { folder: 'file:///flows', backend: 'vault', stored: 'payments/api', subkey: 'TOKEN' };
    assert.deepEqual(targetOf({ kind: 'subkey', target }), target);
  });

  it('is that of a link, and survives being JSON', () => {
    const target = {
      folder: 'file:///flows',
      backend: 'vault',
      endpoint: 'http://v:8200',
    };
    assert.deepEqual(targetOf(JSON.parse(JSON.stringify(target))), target);
  });

  it('has the reference that Kestra is to be asked for, where all of it is there', () => {
    const asked = { name: 'API', namespace: null, subkey: 'TOKEN', flowNamespace: 'a.b' };
    assert.deepEqual(targetOf(JSON.parse(JSON.stringify({ folder: 'f', asked }))), { folder: 'f', asked });
    assert.deepEqual(targetOf({ folder: 'f', asked: { name: 'API', subkey: 1 } }), { folder: 'f' });
    const more = { ...asked, subkey: 7, more: 'x' };
    assert.deepEqual(targetOf({ folder: 'f', asked: more })?.asked, { ...asked, subkey: null });
  });

  it('is none without a folder', () => {
    for (const nothing of [undefined, null, 'file:///flows', {}, { backend: 'vault' }, { folder: 3 }]) {
      assert.equal(targetOf(nothing), null);
    }
  });

  it('leaves out what is not a text', () => {
    assert.deepEqual(targetOf({ folder: 'f', backend: 7, more: 'x' }), {
      folder: 'f',
    });
  });
});
