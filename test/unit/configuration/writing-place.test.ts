import assert from 'node:assert/strict';
import { keyPlaceAt, writingPlaceAt } from '../../../src/configuration/writing-place.ts';

/** The place at the `|` of a text, without it. */
function placeAt(marked: string) {
  const offset = marked.indexOf('|¦');
  const at = offset === -1 ? marked.indexOf('¦') : offset + 1;
  return writingPlaceAt(marked.replace('¦', ''), at);
}

const ways: Readonly<Record<string, (text: string) => string>> = {
  'a file of its own': (text) => text,
  'Windows’ line breaks': (text) => text.replaceAll('\n', '\r\n'),
  'a block of a compose file': (text) =>
    `services:\n  kestra:\n    environment:\n      KESTRA_CONFIGURATION: |\n${text.replace(/^(?=.)/gm, '        ')}    image: x\n`,
  'a list of a compose file': (text) =>
    `services:\n  kestra:\n    environment:\n      - |\n        KESTRA_CONFIGURATION=\n${text.replace(/^(?=.)/gm, '        ')}`,
  'values of a chart': (text) =>
    `common:\n  a: b\nconfigurations:\n  application:\n${text.replace(/^(?=.)/gm, '    ')}`,
  'a release of Flux': (text) =>
    `kind: HelmRelease\nspec:\n  values:\n    configurations:\n      application:\n${text.replace(/^(?=.)/gm, '        ')}`,
  'a ConfigMap': (text) =>
    `kind: ConfigMap\ndata:\n  application.yml: |\n${text.replace(/^(?=.)/gm, '    ')}`,
  'values of chart 0.x below an alias': (text) =>
    `flows:\n  configuration:\n${text.replace(/^(?=.)/gm, '    ')}`,
};

const rows: readonly (readonly [string, string, readonly string[], string | null, readonly string[]])[] = [
  ['a key beside the type', 'kestra:\n  secret:\n    type: vault\n    re¦\n', [], null, ['type']],
  ['an empty line', 'kestra:\n  secret:\n    ¦\n    type: vault\n', [], null, ['type']],
  [
    'a key of a block',
    'kestra:\n  secret:\n    type: vault\n    vault:\n      address: x\n      ro¦ot\n      token.token: x\n',
    ['vault'],
    null,
    ['address', 'token'],
  ],
  [
    'a key further in',
    'kestra.secret:\n  vault:\n    app-role:\n      # note\n\n      ¦\n',
    ['vault', 'app-role'],
    null,
    [],
  ],
  ['a part of a dotted key', 'kestra.secret.vault.ro¦\n', ['vault'], null, []],
  ['a value', 'kestra:\n  secret:\n    type: va¦\n', [], 'type', []],
  ['a value in quotes', 'kestra:\n  secret:\n    readOnly: "¦\n', [], 'read-only', []],
];

describe('the place where a configuration is written', () => {
  for (const [name, text, path, valueOf, neighbours] of rows) {
    for (const [way, fileOf] of Object.entries(ways)) {
      it(`is found: ${name} (${way})`, () => {
        const found = placeAt(fileOf(text));
        assert.deepEqual(found === null ? null : [found.path, found.valueOf, [...found.neighbours].sort()], [
          path,
          valueOf,
          neighbours,
        ]);
      });
    }
  }

  it('has the word in the file, from its begin to the cursor and to its end', () => {
    const text = 'kestra.secret:\n  vault:\n    rootEn¦gine: x\n';
    const found = placeAt(text);
    const plain = text.replace('¦', '');
    assert.ok(found !== null);
    assert.equal(plain.slice(found.typed.start, found.typed.end), 'rootEn');
    assert.equal(plain.slice(found.word.start, found.word.end), 'rootEngine');
    assert.deepEqual([found.name, found.hasColon], ['root-engine', true]);
  });

  for (const [name, text] of [
    ['a flow', 'id: a\nnamespace: b\ntasks:\n  - id: c\n    secret:\n      ¦\n'],
    ['another part of the configuration', 'kestra:\n  queue:\n    ty¦\n'],
    ['a map below another', 'spring:\n  kestra:\n    secret:\n      ty¦\n'],
    ['a service of that name', 'services:\n  kestra:\n    secret:\n      ty¦\n'],
    ['a comment', 'kestra:\n  secret:\n    # ty¦\n'],
    ['a value with blanks', 'kestra:\n  secret:\n    type: a b¦\n'],
    ['a tab', 'kestra:\n  secret:\n\t¦\n'],
    ['nothing', '¦'],
  ] as const) {
    it(`is none: ${name}`, () => {
      assert.equal(placeAt(text), null);
    });
  }
});

describe('the key under the pointer', () => {
  const keyAt = (marked: string) => {
    const found = keyPlaceAt(marked.replace('¦', ''), marked.indexOf('¦'));
    return found === null ? null : [...found.path, found.name].join(' ');
  };
  for (const [marked, expected] of [
    ['kestra:\n  secret:\n    vault:\n      roo¦tEngine: kv\n', 'vault root-engine'],
    ['kestra:\r\n  secret:\r\n    vault:\r\n      rootEngine¦ : kv\r\n', 'vault root-engine'],
    ['kestra.secret.va¦ult.token.token: x\n', 'vault'],
    ['kestra.secret.vault.to¦ken.token: x\n', 'vault token'],
    ['kestra:\n  secret:\n  ¦  type: vault\n', null],
    ['kestra:\n  secret:\n    type: va¦ult\n', null],
    ['kestra:\n  secret:\n    # ty¦pe: vault\n', null],
    ['kestra:\n  ser¦ver: x\n', null],
  ] as const) {
    it(`is ${expected ?? 'none'} in ${JSON.stringify(marked)}`, () => assert.equal(keyAt(marked), expected));
  }
});
