import assert from 'node:assert/strict';
import { findNearIn, nearNames } from '../../../src/catalog/near-names.ts';

describe('nearNames', () => {
  const cases: [string, string[], string[]][] = [
    ['api', ['API', 'db'], ['API']],
    ['MY_TOKEN', ['MY-TOKEN', 'MY_TOKENS', 'OTHER'], ['MY-TOKEN', 'MY_TOKENS']],
    ['paswsord', ['password', 'passport'], ['password']],
    ['tokne', ['token'], ['token']],
    ['SECRET_API', ['API'], ['API']],
    ['secret_api', ['API'], ['API']],
    ['NOTION_EMAIL_TEMPLATES_DB_ID', ['NOTION_TEMPLATES_DB_ID', 'GITHUB'], ['NOTION_TEMPLATES_DB_ID']],
    ['company.team', ['company-team'], ['company-team']],
  ];
  for (const [name, names, expected] of cases) {
    it(`for ${name} offers ${expected.join(', ')}`, () => {
      assert.deepEqual(nearNames(name, names), expected);
    });
  }

  it('offers nothing that is far, and never the name itself', () => {
    assert.deepEqual(nearNames('api', ['api', 'database', 'kafka']), []);
    assert.deepEqual(nearNames('db', ['id', 'x']), []);
    assert.deepEqual(nearNames('', ['', 'A', 'AB']), []);
    assert.deepEqual(nearNames('SECRET_', ['A']), []);
  });

  it('offers three at most, nearest first and then by name', () => {
    assert.deepEqual(nearNames('TOKEN_A', ['TOKEN_D', 'TOKEN_C', 'token-a', 'TOKEN_B']), [
      'token-a',
      'TOKEN_B',
      'TOKEN_C',
    ]);
  });

  it('offers a name once, however often it is given', () => {
    assert.deepEqual(nearNames('api', ['API', 'API']), ['API']);
  });
});

describe('findNearIn', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `DATABASE_PASSWORD_${String(index)}`);

  it('gives up after many comparisons, whoever asks for what', () => {
    const find = findNearIn(names);
    const wanted = Array.from({ length: 2000 }, (_, index) => `DATABASE_PASSWROD_${String(index)}`);
    const answered = wanted.filter((name) => find(name).length > 0).length;
    assert.ok(answered > 0 && answered < 200, `${String(answered)} answered`);
    // What was answered stays so.
    assert.ok(find(wanted[0] ?? '').length > 0);
  });

  it('finds the same as a look at each of a short list', () => {
    const short = ['API', 'api-key', 'tokne', 'naïve', 'x'.repeat(300), 'ß', '12', 'A.B/C'];
    for (const name of [...short, 'apikey', 'token', 'naive', 'SS', 'ABC', 'x'.repeat(299)]) {
      const alone = short.filter((other) => nearNames(name, [other]).length > 0);
      assert.deepEqual([...findNearIn(short)(name)].sort(), alone.sort());
    }
  });
});
