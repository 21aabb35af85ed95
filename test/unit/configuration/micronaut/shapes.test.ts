import assert from 'node:assert/strict';
import type { Filters } from '../../../../src/configuration/types.ts';
import { mended, plain, read, told } from '../support.ts';

type Manager = 'vault' | 'aws-secret-manager';

/** A file with a read-only manager whose block ends with these lines. */
function fileWith(manager: Manager, lines: string): Readonly<Record<string, string>> {
  const own = manager === 'vault' ? ['address: http://v:8200', 'token: { token: x }'] : ['region: eu-west-1'];
  const block = [...own, ...lines.split('\n')].map((line) => `      ${line}\n`).join('');
  return {
    'application.yml': `kestra:\n  secret:\n    type: ${manager}\n    read-only: true\n    ${manager}:\n${block}`,
  };
}

function shown({ filterOnTags, excludedTags, filterOnPrefix, unreadable }: Filters) {
  const tags = (all: Filters['filterOnTags']) =>
    all === null
      ? null
      : Object.entries(all)
          .map(([name, value]) => `${name}=${String(plain(value))}`)
          .join(' ');
  return [tags(filterOnTags), tags(excludedTags), plain(filterOnPrefix?.prefix ?? null), unreadable ?? []];
}

const none = [null, null, null, []];
const notKnown = [null, null, null, ['filter-on-tags']];

describe('a filter, by the shape in which it is written', () => {
  const cases: readonly (readonly [Manager, string, readonly unknown[], readonly string[]])[] = [
    ['vault', 'filter-on-tags: { a: b }', ['a=b', null, null, []], []],
    ['vault', 'filter-on-tags: [{ a: b, c: d }]', ['a=b c=d', null, null, []], []],
    ['vault', 'filter-on-tags:', none, []],
    ['vault', 'filter-on-tags: {}', none, []],
    ['vault', 'filter-on-tags: []', none, []],
    ['vault', 'filter-on-tags: { tags: }', none, []],
    ['vault', 'filter-on-tags: text', notKnown, ['value-invalid']],
    ['vault', 'filter-on-tags: [a, b]', notKnown, ['value-invalid']],
    ['vault', 'filter-on-tags: [{ a: b }, { c: d }]', notKnown, ['value-invalid']],
    ['vault', 'filter-on-tags: { a: [b, c] }', notKnown, ['value-invalid']],
    ['vault', 'excluded-tags: [a, b]', [null, null, null, ['excluded-tags']], ['value-invalid']],
    ['vault', 'excluded-tags:\n  - a: b\n  - c: d', [null, null, null, ['excluded-tags']], ['value-invalid']],
    ['aws-secret-manager', 'filter-on-tags: { tags: { a: b } }', ['a=b', null, null, []], []],
    ['aws-secret-manager', 'filter-on-tags: { tags: [{ a: b }] }', ['a=b', null, null, []], []],
    ['aws-secret-manager', 'filter-on-tags: { tags: {} }', none, []],
    ['aws-secret-manager', 'filter-on-tags: { tags: }', none, []],
    ['aws-secret-manager', 'filter-on-tags: { tags: x }', notKnown, ['value-invalid']],
    ['aws-secret-manager', 'filter-on-tags: { tags: [a] }', notKnown, ['value-invalid']],
    ['aws-secret-manager', 'filter-on-prefix: text', [null, null, '?template ', []], ['value-invalid']],
    ['aws-secret-manager', 'filter-on-prefix: { prefix: }', none, []],
  ];
  for (const [manager, lines, expected, codes] of cases) {
    it(`is read, and told where it is none: ${manager}, ${JSON.stringify(lines)}`, async () => {
      const { backends, problems } = await read(fileWith(manager, lines));
      assert.deepEqual(backends[0] === undefined ? null : shown(backends[0].filters), expected);
      const found = problems.map(({ code }) => code).filter((code) => code !== 'filter-shape');
      assert.deepEqual(
        found.filter((code) => code !== 'keep-prefix-not-set'),
        codes,
      );
    });
  }
});

describe('a value without quotes', () => {
  for (const [line, right, text] of [
    ['root-engine: 0042', 'root-engine: "0042"', '34'],
    ['secret-path-prefix: 1.10', 'secret-path-prefix: "1.10"', '1.1'],
    ['excluded-tags: { old: yes }', 'excluded-tags: { old: "yes" }', 'true'],
  ] as const) {
    it(`is told where another text counts, and put in quotes: ${line}`, async () => {
      const { problems } = await read(fileWith('vault', line));
      assert.deepEqual(
        problems.map(({ code, severity }) => `${code} ${severity}`),
        ['value-unquoted hint'],
      );
      assert.equal(problems[0]?.data.text, text);
      assert.deepEqual(mended(fileWith('vault', line), problems[0]), fileWith('vault', right));
    });
  }

  it('is what is meant at a Boolean and at a number', async () => {
    const files = {
      'application.yml':
        fileWith('vault', 'engine-version: 0x2')['application.yml']?.replace('true', 'yes') ?? '',
    };
    const { backends, problems } = await read(files);
    assert.deepEqual(problems, []);
    const [vault] = backends;
    assert.ok(vault?.type === 'vault');
    assert.deepEqual([plain(vault.readOnly), plain(vault.engineVersion)], [true, 2]);
  });

  it('is not set where it is an empty text that may be left out', async () => {
    const { backends, problems } = await read(
      fileWith('vault', 'namespace: ""\nengine-version: ""\nread-timeout: "${T:}"\nprefix: ""'),
    );
    assert.deepEqual(problems, []);
    const [vault] = backends;
    assert.ok(vault?.type === 'vault');
    const { vaultNamespace, engineVersion, readTimeout, prefix } = vault;
    assert.deepEqual([vaultNamespace, engineVersion, readTimeout, prefix], [null, null, null, null]);
  });
});

describe('a map that stands twice', () => {
  it('counts once, the last, and the first is told', async () => {
    const files = {
      'application.yml':
        'kestra:\n  secret:\n    type: vault\nkestra:\n  secret:\n    read-only: true\n    read-only: false\n',
    };
    const { backends, problems } = await read(files);
    assert.deepEqual(
      backends.map(({ type }) => type),
      ['env'],
    );
    assert.deepEqual(told(files, problems), [
      'key-repeated: kestra',
      'key-repeated: read-only',
      'type-missing: read-only',
    ]);
  });

  it('is nobody’s fault where another product has it, and where a merged one is replaced', async () => {
    const files = {
      'application.yml':
        'spring: 1\nspring: 2\nkestra:\n  secret:\n    <<: { type: a }\n    type: vault\n    vault: { address: "http://v:1", token.token: x }\n',
    };
    assert.deepEqual((await read(files)).problems, []);
  });
});

describe('a short value that is Base64 by chance', () => {
  const judged: readonly (readonly [string, readonly string[]])[] = [
    ['postgres', ['secret-looks-plain']],
    ['5432', ['secret-looks-plain']],
    ['cGFzc3dvcmQ=', []],
    ['cGFzc3dvcmQ', []],
    ['bGluZQpsaW5lCg==', []],
    // Forty characters of bytes: a key, and no word.
    ['/'.repeat(40), []],
    ['_-_-', ['secret-not-base64']],
  ];
  for (const [value, codes] of judged) {
    it(`is told, and resolves: ${value}`, async () => {
      const { problems, backends } = await read({
        'compose.yml': `services:\n  kestra:\n    image: kestra/kestra\n    environment:\n      SECRET_X: "${value}"\n`,
      });
      assert.deepEqual(
        problems.map(({ code }) => code),
        codes,
      );
      assert.doesNotMatch(JSON.stringify([problems, backends]), new RegExp(value));
    });
  }
});
