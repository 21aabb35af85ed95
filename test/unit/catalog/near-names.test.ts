import assert from 'node:assert/strict';
import { createLetterIndex } from '../../../src/catalog/letter-index.ts';
import { createNearNames, nearBounds, nearNames } from '../../../src/catalog/near-names.ts';
import { resolve } from '../../../src/catalog/resolve.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { questionOf } from '../../fakes/question.ts';
import { known } from '../../fakes/vault-backend.ts';

describe('names that may have been meant', () => {
  const cases: [string, string[], string[]][] = [
    ['api', ['API', 'db'], ['API']],
    ['MY_TOKEN', ['MY-TOKEN', 'MY_TOKENS', 'OTHER'], ['MY-TOKEN', 'MY_TOKENS']],
    ['paswsord', ['password', 'passport'], ['password']],
    ['tokne', ['token'], ['token']],
    ['SECRET_API', ['API'], ['API']],
    ['secret_api', ['API'], ['API']],
    ['NOTION_EMAIL_TEMPLATES_DB_ID', ['NOTION_TEMPLATES_DB_ID', 'GITHUB'], ['NOTION_TEMPLATES_DB_ID']],
    ['company.team', ['company-team'], ['company-team']],
    ['PASSWORD_MAIL', ['MAIL_PASSWORD', 'MAIL_USER'], ['MAIL_PASSWORD']],
    ['MAIL_PASSWORD', ['STAGE_MAIL_PASSWORD', 'DB_PASSWORD'], ['STAGE_MAIL_PASSWORD']],
    ['stage/mail/password', ['mailPassword', 'MAIL_PASSWORT'], ['mailPassword']],
    ['MAIL_PASSWORT', ['PASSWORT_MAIL', 'MAIL_PASSWORD'], ['MAIL_PASSWORD', 'PASSWORT_MAIL']],
    ['MAIL', ['OLD_MAIL', 'MAIL_PASSWORD'], []],
  ];
  for (const [name, names, expected] of cases) {
    it(`for ${name} are ${expected.join(', ') || 'none'}`, () => {
      assert.deepEqual(nearNames(name, names), expected);
    });
  }

  it('are none that is far, and never the name itself', () => {
    assert.deepEqual(nearNames('api', ['api', 'database', 'kafka']), []);
    assert.deepEqual(nearNames('db', ['id', 'x']), []);
    assert.deepEqual(nearNames('', ['', 'A', 'AB']), []);
    assert.deepEqual(nearNames('SECRET_', ['A']), []);
  });

  it('are three at most, nearest first and then by name', () => {
    assert.deepEqual(nearNames('TOKEN_A', ['TOKEN_D', 'TOKEN_C', 'token-a', 'TOKEN_B']), [
      'token-a',
      'TOKEN_B',
      'TOKEN_C',
    ]);
  });

  it('are each offered once, however often they are given', () => {
    assert.deepEqual(nearNames('api', ['API', 'API']), ['API']);
  });

  it('are the same as by a look at each of a short list', () => {
    const short = ['API', 'api-key', 'tokne', 'naïve', 'x'.repeat(300), 'ß', '12', 'A.B/C'];
    for (const name of [...short, 'apikey', 'token', 'naive', 'SS', 'ABC', 'x'.repeat(299)]) {
      const alone = short.filter((other) => nearNames(name, [other]).length > 0);
      assert.deepEqual([...nearNames(name, short)].sort(), alone.sort());
    }
  });

  it('are found however many names were there before and are gone', () => {
    const names = createLetterIndex();
    const near = createNearNames(names);
    const long = 'x'.repeat(300);
    const before = Array.from({ length: 2 * nearBounds.looks }, (_, index) => `API_KEY_${String(index)}`);
    for (const name of before) names.add(name);
    names.add('API_KEYS');
    names.add(long);
    for (const name of before) names.remove(name);
    assert.deepEqual(
      near('API_KEY_').map(({ name }) => name),
      ['API_KEYS'],
    );
    assert.deepEqual([...names.withLetters('xxx')], [long]);
    names.remove('API_KEYS');
    names.add('API_KEY');
    assert.deepEqual(
      near('API_KEYS').map(({ name }) => name),
      ['API_KEY'],
    );
  });

  it('follow a list whose names come and go', () => {
    const names = createLetterIndex();
    const near = createNearNames(names);
    const found = () => near('API_KEY').map(({ name }) => name);
    names.add('API_KEYS');
    names.add('api-key');
    assert.deepEqual(found(), ['api-key', 'API_KEYS']);
    names.remove('api-key');
    assert.deepEqual(found(), ['API_KEYS']);
    names.add('APIKEY');
    assert.deepEqual(found(), ['APIKEY', 'API_KEYS']);
  });

  it('are found in a long list for each of many, by the letters that few have', () => {
    const names = createLetterIndex();
    const near = createNearNames(names);
    for (let index = 0; index < 50_000; index += 1) names.add(`DATABASE_PASSWORD_${String(index)}`);
    for (let index = 10_000; index < 12_000; index += 1) {
      const found = near(`DATABASE_PASSWROD_${String(index)}`);
      assert.equal(found[0]?.name, `DATABASE_PASSWORD_${String(index)}`);
    }
  });

  it('are looked for among few of a long list, once for each name', () => {
    const names = createLetterIndex();
    for (let index = 0; index < 50_000; index += 1) names.add(`DATABASE_PASSWORD_${String(index)}`);
    let looks = 0;
    const near = createNearNames({
      ...names,
      *alike(folded, most) {
        assert.equal(most, nearBounds.looks);
        for (const name of names.alike(folded, most)) {
          looks += 1;
          yield name;
        }
      },
    });
    near('DATABASE_PASSWROD_X');
    assert.ok(looks > 0 && looks <= nearBounds.looks, `${String(looks)} looks`);
    const before = looks;
    near('DATABASE_PASSWROD_X');
    assert.equal(looks, before);
  });
});

describe('the suggestions for a name under a prefix filter', () => {
  const stripped = secretNamed('api', { nameFrom: 'prefix-stripped', storedName: 'production_api' });
  const suggestionsFor = (name: string, keepPrefix = known(false), secret = stripped) => {
    const prefixFilter = { prefix: known('production_'), keepPrefix };
    const backend = vaultOf([secret], { type: 'aws-secret-manager', prefixFilter });
    return resolve(catalogOf([backend]), questionOf(name), fetchedAt).suggestions;
  };

  it('have what flows call it where the prefix was written, too', () => {
    assert.deepEqual(suggestionsFor('production_api'), ['api']);
    assert.deepEqual(suggestionsFor('production_apis'), ['api']);
    assert.deepEqual(suggestionsFor('apis'), ['api']);
  });

  it('have nothing of a name that Kestra does not shorten, or does not see', () => {
    assert.deepEqual(suggestionsFor('production_api', known(true)), []);
    assert.deepEqual(suggestionsFor('production_api', known(false), { ...stripped, visible: false }), []);
  });
});
