import assert from 'node:assert/strict';
import type { ConfigurationFix } from '../../../src/configuration/index.ts';
import { codeActionsFor, type MendableProblem } from '../../../src/language/code-actions.ts';

const edits = [{ range: { start: 3, end: 4 }, text: 'x' }];
/** A file without comments, in which nothing can be ignored. */
const file = { text: 'type: gcp', commentsIn: () => null, flow: null };

function problemWith(fix: Omit<ConfigurationFix, 'edits'> | null): MendableProblem {
  const problem = { code: 'unknown-type', severity: 'error', range: { start: 0, end: 9 }, data: {} } as const;
  return fix === null ? problem : { ...problem, fix: { ...fix, edits } };
}

describe('what can be done about a problem', () => {
  const titles: readonly (readonly [ConfigurationFix['kind'], ConfigurationFix['data'], string])[] = [
    [
      'replace',
      { from: 'gcp-sm', to: 'google-secret-manager' },
      "Replace 'gcp-sm' with 'google-secret-manager'",
    ],
    ['add', { line: 'type: vault' }, "Add 'type: vault'"],
    ['remove', { what: 'type' }, "Remove this 'type'"],
    ['move-out', { what: 'readOnly' }, "Move 'readOnly' out of the block, beside the type"],
    ['nest-token', {}, "Put the token one level deeper, below 'token'"],
    ['nest-tags', {}, "Put the tags one level deeper, below 'tags'"],
    ['flatten-tags', {}, "Take the level 'tags' away"],
    ['backticks', {}, 'Put the default in backticks'],
    ['drop-hyphen', {}, 'Leave out the hyphen before the default'],
    ['quotes', {}, 'Put the value in quotes'],
    ['join', {}, 'Join the lines of the value'],
    ['double-dollar', {}, 'Write the dollar sign twice'],
  ];
  for (const [kind, data, title] of titles) {
    it(`is said in words: ${title}`, () => {
      assert.deepEqual(codeActionsFor(problemWith({ kind, data }), file), [
        { title, edits, isPreferred: true, step: null },
      ]);
    });
  }

  it('is nothing where nothing is sure', () => {
    assert.deepEqual(codeActionsFor(problemWith(null), file), []);
  });

  it('is said in one line that steers no window', () => {
    const [action] = codeActionsFor(
      problemWith({ kind: 'replace', data: { from: 'a\n\u202eb', to: 'vault' } }),
      file,
    );
    assert.equal(action?.title, "Replace 'a\\u{a}\\u{202e}b' with 'vault'");
  });

  it('encodes a value of an env file, and holds none', () => {
    const data = { variable: 'SECRET_A' };
    const range = { start: 0, end: 9 };
    const problem = { code: 'secret-not-base64', severity: 'warning', range, data } as const;
    const title = 'Encode the value in Base64';
    assert.deepEqual(codeActionsFor({ ...problem, file: '.env' }, file), [
      { title, edits: [], isPreferred: false, step: null, encodesValue: true },
    ]);
    assert.deepEqual(codeActionsFor({ ...problem, file: 'compose.yml' }, file), []);
    const raw = { ...problem, data: { ...data, format: 'raw' }, file: '.env' };
    assert.deepEqual(codeActionsFor(raw, file), []);
  });

  it('names an env file in the compose file where its place is known, and holds no edit', () => {
    const range = { start: 0, end: 9 };
    const problem = { code: 'secret-not-loaded', severity: 'information', range } as const;
    const data = {
      variable: 'SECRET_A',
      service: 'kestra',
      composeFile: 'a/compose.yml',
      envFile: '../.env',
    };
    assert.deepEqual(codeActionsFor({ ...problem, data }, file), [
      {
        title: 'Name this file in env_file of the service kestra in a/compose.yml',
        edits: [],
        isPreferred: false,
        step: null,
        elsewhere: { file: 'a/compose.yml', service: 'kestra', path: '../.env' },
      },
    ]);
    const { variable, service } = data;
    assert.deepEqual(codeActionsFor({ ...problem, data: { variable, service } }, file), []);
  });

  it('leads to the rule that hides a secret', () => {
    const data = { name: 'a', stored: 'x/a' };
    const range = { start: 0, end: 9 };
    const problem = { code: 'secret-hidden', severity: 'warning', range, data, backend: 'vault' } as const;
    const step = { kind: 'open-configuration', backend: 'vault', storedName: 'x/a' } as const;
    const title = 'Open what hides the secret';
    assert.deepEqual(codeActionsFor(problem, file), [{ title, edits: [], isPreferred: false, step }]);
  });
});
