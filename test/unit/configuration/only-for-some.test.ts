import assert from 'node:assert/strict';
import { onlyForSome } from '../../../src/configuration/environment/only-for-some.ts';
import type { KestraServer } from '../../../src/configuration/server.ts';

describe('what only some of several servers have', () => {
  it('is found with as many steps for each variable, however many there are', () => {
    const count = 500;
    let steps = 0;
    const serverOf = (nth: number): KestraServer => ({
      file: 'compose.yml',
      name: `server${String(nth)}`,
      origin: { file: 'compose.yml', line: 1, column: 1, range: { start: 0, end: 0 } },
      variables: Array.from({ length: count }, (_, variable) => ({
        get name() {
          steps += 1;
          return `SECRET_${String(nth === 0 ? variable : variable + 1)}`;
        },
        text: 'dg==',
        stretches: [],
        missing: [],
        origins: [],
      })),
      envFiles: [],
      gaps: [],
      configuration: null,
      configurations: { below: [], above: [] },
      partial: false,
      tasks: 'all',
      version: null,
    });
    const found = onlyForSome([serverOf(0), serverOf(1)]);
    assert.deepEqual(
      [...found],
      [
        ['SECRET_0', { server: 'server0', but: { lacks: 'server1' } }],
        [`SECRET_${String(count)}`, { server: 'server1', but: { lacks: 'server0' } }],
      ],
    );
    assert.ok(steps < 20 * count, String(steps));
  });
});
