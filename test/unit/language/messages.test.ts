import assert from 'node:assert/strict';
import { problemCodes } from '../../../src/language/messages/codes.ts';
import { problemMessage, wholeMessage, type Told } from '../../../src/language/messages/index.ts';

/** Everything that some sentence may need. */
const data = {
  argument: 'name',
  backend: 'vault',
  block: 'azure-key-vault',
  detail: 'a bracket is not closed',
  expected: 'a number',
  file: '.env',
  key: 'address',
  name: 'api',
  other: 'SECRET_Api',
  reason: 'template',

  subkey: 'TOKEN',
  type: 'vault',
  value: 'TOKEN',
  variable: 'SECRET_API',
};

function told(code: string, rest: Partial<Told> = {}): Told {
  return { code: code as Told['code'], data, mistake: { kind: 'not-found', name: 'api' }, ...rest };
}

describe('problemMessage', () => {
  it('has a sentence of its own for every code', () => {
    const sentences = problemCodes.map((code) => problemMessage({ code: code as Told['code'], data }));
    for (const sentence of sentences) {
      assert.match(sentence, /^\S.*\.$/u);
      assert.doesNotMatch(sentence, /\{\d\}|undefined/);
    }
    assert.equal(new Set(sentences).size, problemCodes.length);
  });

  it('has a whole sentence even where the data are missing', () => {
    for (const code of problemCodes) {
      assert.match(problemMessage(told(code, { data: {} })), /^\S.*\.$/u, code);
    }
  });

  it('says the mistake first, then what was probably meant, then where', () => {
    const place = { ...data, where: 'Vault', unless: 'SECRET_API' };
    const missing = told('secret-missing', { data: place, suggestions: ['API', 'apis'] });
    assert.equal(problemMessage(told('secret-missing', { data: place })), 'Secret api not found. (Vault)');
    assert.equal(problemMessage(missing), 'Secret api not found. Did you mean API or apis? (Vault)');
  });

  it('says what may still make it no problem to whoever has no hover', () => {
    const place = { ...data, where: 'Vault', unless: 'SECRET_API', lag: '5' };
    const missing = told('secret-missing', { data: place });
    assert.equal(
      wholeMessage(missing),
      'Secret api not found. (Vault; a new secret may take 5 minutes to appear in its list; unless the server defines SECRET_API)',
    );
    assert.equal(wholeMessage(told('missing-key')), problemMessage(told('missing-key')));
  });

  it('writes a subkey that was given by position as it should be', () => {
    assert.match(problemMessage(told('subkey-as-namespace')), /write subkey='TOKEN'/);
  });

  it('keeps codes that are stable: kebab-case, each once, sorted', () => {
    assert.deepEqual([...problemCodes], [...new Set(problemCodes)].sort());
    for (const code of problemCodes) assert.match(code, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});
