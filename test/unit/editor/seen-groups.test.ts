import assert from 'node:assert/strict';
import { createSeenGroups } from '../../../src/editor/tree/seen-groups.ts';

describe('the groups of the view that somebody has open', () => {
  function watch(there: readonly string[] = ['a', 'b']) {
    const told: string[] = [];
    const groups = createSeenGroups<string>(
      (group) => told.push(`leave ${group}`),
      () => told.push('draw'),
      (group) => there.includes(group),
    );
    return { groups, told };
  }

  it('are left while the view is not visible, and drawn when it is again', () => {
    const { groups, told } = watch();
    groups.open('a');
    groups.open('b');
    groups.close('b');
    groups.follow(false);
    groups.follow(true);
    assert.deepEqual(told, ['leave b', 'leave a', 'draw']);
  });

  it('cost nothing where none is open, or its folder is gone', () => {
    const { groups, told } = watch(['b']);
    groups.follow(false);
    groups.follow(true);
    groups.open('a');
    groups.follow(false);
    groups.follow(true);
    assert.deepEqual(told, []);
  });
});
