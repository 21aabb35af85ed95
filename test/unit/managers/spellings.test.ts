import assert from 'node:assert/strict';
import { isEnvironmentType, otherManagers, typeMeant } from '../../../src/managers/spellings.ts';
import { factsOf, isManager, managers } from '../../../src/managers/table.ts';

const types = [...managers, ...otherManagers];

describe('a type that Kestra does not have', () => {
  it('leads to the one that it can only mean', () => {
    assert.equal(typeMeant('AWS_Secrets_Manager'), 'aws-secret-manager');
    assert.equal(typeMeant('Doppler'), 'doppler');
    assert.equal(typeMeant('post-it'), null);
  });

  it('leads to the one from which two of its letters changed places', () => {
    const swapped = types.flatMap((type) =>
      Array.from(type.slice(1)).flatMap((letter, before) => {
        const first = type[before] ?? '';
        return letter === first
          ? []
          : [[type.slice(0, before) + letter + first + type.slice(before + 2), type] as const];
      }),
    );
    assert.ok(swapped.some(([name]) => name === 'vualt') && swapped.some(([name]) => name === 'valut'));
    for (const [name, type] of swapped) assert.equal(typeMeant(name), type, name);
    assert.equal(typeMeant('vtaul'), null, 'letters that are no neighbours');
    assert.equal(typeMeant('vualts'), null, 'and one more');
  });

  it('is spelt for one manager alone, and is no type of Kestra’s, nor the environment', () => {
    const spellings = managers.flatMap((manager) => factsOf(manager).spellings);
    assert.ok(spellings.length > managers.length);
    assert.deepEqual(spellings, [...new Set(spellings)]);
    for (const spelling of spellings) {
      assert.equal(spelling, spelling.toLowerCase().replaceAll('_', '-'), 'as it is compared');
      assert.ok(!types.includes(spelling) && !isEnvironmentType(spelling), spelling);
      assert.ok(isManager(typeMeant(spelling) ?? ''), spelling);
    }
  });
});
