import assert from 'node:assert/strict';
import { dateWords } from '../../../src/language/date.ts';
import { secretFacts } from '../../../src/language/facts.ts';
import { fetchedAt, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';

const time = '2026-03-15T12:05:07.123Z';
/** To the minute; hour and day are those of whoever runs this. */
const inEnglish = /^Mar 1\d, 2026, \d{1,2}:\d\d\s[AP]M$/;
const inGerman = /^1\d\.03\.2026, \d\d:\d\d$/;

describe('a date', () => {
  it('is written in the language of the user, to the minute', () => {
    assert.match(dateWords(time, 'en'), inEnglish);
    assert.match(dateWords(time, 'de'), inGerman);
  });

  it('stays as it is where it is none, or in English where the language is not known', () => {
    assert.equal(dateWords('soon', 'de'), 'soon');
    assert.match(dateWords(time, 'qps-ploc'), /2026/);
  });

  it('stands so among the facts of a secret', () => {
    const secret = secretNamed('api', { notes: [{ kind: 'deleted', at: time }] });
    const noteIn = (locale: string) =>
      secretFacts(secret, vaultOf([secret]), { now: fetchedAt, locale }).find(
        ({ label }) => label === 'Note',
      );
    assert.match(noteIn('de')?.value.replace('deleted on ', '') ?? '', inGerman);
    assert.match(noteIn('en')?.value.replace('deleted on ', '') ?? '', inEnglish);
  });
});
