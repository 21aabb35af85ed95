import assert from 'node:assert/strict';
import {
  catalogOf,
  environmentOf,
  noSubkeys,
  secretNamed,
  secretWith,
  subkeys,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { accepted, askedIn, faultless, itemIn, modes, offeredIn, readMarked } from './accepting.ts';

const catalog = catalogOf([
  vaultOf([secretWith('api', subkeys('API_TOKEN', 'keys')), secretWith('plain', noSubkeys)]),
  environmentOf([variableNamed('DB_PASSWORD')]),
]);

function labels(body: string): string[] {
  return offeredIn(flowWith(body), catalog).items.map((item) => item.label);
}

/** The value after the item of that label was accepted, with the cursor. */
function value(body: string, label: string, mode: 'insert' | 'replace' = 'insert'): string {
  const marked = flowWith(body);
  const text = accepted(marked, itemIn(marked, label, catalog), mode);
  return text.slice(text.indexOf('message: ') + 'message: '.length).trimEnd();
}

describe('completion of arguments', () => {
  it('offers names with their quotes and every argument after the bracket', () => {
    assert.deepEqual(labels(`message: "{{ secret(|) }}"`), [
      "'api'",
      "'plain'",
      "'DB_PASSWORD'",
      'subkey=',
      'namespace=',
      'full=',
    ]);
  });

  it('offers what the call does not have yet after a comma', () => {
    assert.deepEqual(labels(`message: "{{ secret('api', |) }}"`), ['subkey=', 'namespace=', 'full=']);
    assert.deepEqual(labels(`message: "{{ secret('api', subkey='keys', |) }}"`), ['namespace=']);
    assert.deepEqual(labels(`message: "{{ secret('api', full=true, |) }}"`), ['namespace=']);
    assert.deepEqual(labels(`message: "{{ secret('api', 'other', |) }}"`), ['subkey=', 'full=']);
    assert.deepEqual(labels(`message: "{{ secret(subkey='keys', |) }}"`), ['namespace=', 'key=']);
  });

  it('writes the argument with quotes that the style and the call take', () => {
    assert.equal(value(`message: "{{ secret('api', |) }}"`, 'subkey='), `"{{ secret('api', subkey='|') }}"`);
    assert.equal(value(`message: "{{ secret('api',|) }}"`, 'subkey='), `"{{ secret('api', subkey='|') }}"`);
    assert.equal(value(`message: '{{ secret("api", |) }}'`, 'subkey='), `'{{ secret("api", subkey="|") }}'`);
    assert.equal(
      value(`message: '{{ secret(''api'', |) }}'`, 'subkey='),
      `'{{ secret(''api'', subkey=''|'') }}'`,
    );
    assert.equal(
      value(`message: "{{ secret(\\"api\\", sub|) }}"`, 'subkey='),
      `"{{ secret(\\"api\\", subkey=\\"|\\") }}"`,
    );
    assert.equal(value(`message: "{{ secret('api', |) }}"`, 'full='), `"{{ secret('api', full=true|) }}"`);
  });

  it('closes the call and its expression where they are not closed', () => {
    assert.equal(value(`message: "{{ secret(|"`, "'plain'"), `"{{ secret('plain') }}|"`);
    assert.equal(value(`message: "{{ secret('api', |"`, 'subkey='), `"{{ secret('api', subkey='|') }}"`);
    assert.equal(value(`message: "{{ secret(|) }}"`, "'plain'"), `"{{ secret('plain'|) }}"`);
  });

  it('separates what stands after it', () => {
    assert.equal(
      value(`message: "{{ secret('api', | subkey='keys') }}"`, 'namespace='),
      `"{{ secret('api', namespace='|', subkey='keys') }}"`,
    );
  });

  it('never writes a named argument before one by position', () => {
    assert.deepEqual(labels(`message: "{{ secret(| 'api') }}"`), []);
  });

  it('leaves a flow that asks for what was chosen', () => {
    for (const style of [`"X"`, `'X'`, `to X`, `¦-\n  X`, `>-\n  X`]) {
      for (const half of ['{{ secret(|) }}', '{{ secret(pl|) }}', '{{ secret(|', '{{secret(|)}}']) {
        const marked = flowWith(`message: ${style.replace('X', half)}`);
        const item = offeredIn(marked, catalog).items.find(({ label }) => label.slice(1, -1) === 'plain');
        assert.ok(item, marked);
        for (const mode of modes) assert.equal(askedIn(accepted(marked, item, mode)), 'plain');
      }
    }
  });

  it('offers values after the equals sign', () => {
    assert.deepEqual(labels(`message: "{{ secret(key=|) }}"`), ["'api'", "'plain'", "'DB_PASSWORD'"]);
    assert.deepEqual(labels(`message: "{{ secret('api', subkey=|) }}"`), ["'API_TOKEN'", "'keys'"]);
    assert.deepEqual(labels(`message: "{{ secret('api', full=|) }}"`), ['true']);
    assert.deepEqual(labels(`message: "{{ secret('api', namespace=|) }}"`), []);
  });
});

describe("completion at an expression's start", () => {
  it('offers the call, and the names once a letter of it is typed', () => {
    assert.deepEqual(labels(`message: "{{ | }}"`), ["secret('…')"]);
    assert.deepEqual(labels(`message: "{{ sec| }}"`), [
      "secret('…')",
      "secret('api')",
      "secret('plain')",
      "secret('DB_PASSWORD')",
    ]);
  });

  it('offers nothing to letters that do not begin the call', () => {
    for (const typed of ['inputs', 't', 'api', 'se_', 'secrets']) {
      assert.deepEqual(labels(`message: "{{ ${typed}| }}"`), [], typed);
      assert.deepEqual(labels(`message: {{ ${typed}| }}`), [], typed);
    }
  });

  it('closes the expression where it is not closed, and keeps its spaces', () => {
    assert.equal(value(`message: "{{ | }}"`, "secret('…')"), `"{{ secret('|') }}"`);
    assert.equal(value(`message: "x{{|}}"`, "secret('…')"), `"x{{ secret('|') }}"`);
    assert.equal(value(`message: "{{ sec|"`, "secret('plain')"), `"{{ secret('plain') }}|"`);
    assert.equal(value(`message: '{{ sec| }}'`, 'secret("plain")'), `'{{ secret("plain")| }}'`);
    assert.equal(value(`message: "{{ sec| }}"`, "secret('api')"), `"{{ secret('api', subkey='|') }}"`);
    assert.equal(
      value(`message: "{% if sec| %}a{% endif %}"`, "secret('plain')"),
      `"{% if secret('plain')| %}a{% endif %}"`,
    );
  });
});

describe('completion at a plain place of a value', () => {
  it('offers the whole template, quoted as YAML needs it', () => {
    const cases: [string, string][] = [
      [`message: |`, `"{{ secret('plain') }}|"`],
      [`message: secr|`, `"{{ secret('plain') }}|"`],
      [`message: {{|`, `"{{ secret('plain') }}|"`],
      [`message: {{|}}`, `"{{ secret('plain') }}|"`],
      [`message: "secr|"`, `"{{ secret('plain') }}|"`],
      [`message: 'secre|'`, `'{{ secret("plain") }}|'`],
      [`message: to secr|`, `to {{ secret('plain') }}|`],
      [`message: "to secr|"`, `"to {{ secret('plain') }}|"`],
      [`message: ¦-\n  secr|`, `|-\n      {{ secret('plain') }}|`],
      [`message: >\n  a\n  secr|`, `>\n      a\n      {{ secret('plain') }}|`],
      [`message: secret(|)`, `"{{ secret('plain') }}|"`],
      [`message: to secret(|`, `to {{ secret('plain') }}|`],
      [`message: 'secret(|)'`, `'{{ secret("plain") }}|'`],
      [`message: secret('|`, `"{{ secret('plain') }}|"`],
      [`message: secret('|')`, `"{{ secret('plain') }}|"`],
      [`message: secret("pl|")`, `"{{ secret('plain') }}|"`],
      [`message: "secret('|')"`, `"{{ secret('plain') }}|"`],
      [`message: 'secret('|')'`, `'{{ secret("plain") }}|'`],
      [`message: "secret("|")"`, `"{{ secret('plain') }}|"`],
      [`message: to x=secret('|')/y`, `to x={{ secret('plain') }}|/y`],
      [`message: [secr|]`, `["{{ secret('plain') }}|"]`],
      [`message: { a: secr|, b: 1 }`, `{ a: "{{ secret('plain') }}|", b: 1 }`],
    ];
    for (const [body, expected] of cases) {
      const marked = flowWith(body);
      const { items } = offeredIn(marked, catalog);
      const wanted = items.find(({ label }) => /secret\(['"]plain['"]\)/.test(label)) ?? items[0];
      assert.ok(wanted, body);
      for (const mode of modes) {
        const text = accepted(marked, wanted, mode);
        if (!wanted.retrigger) {
          assert.equal(askedIn(text), 'plain', body);
          assert.equal(
            text
              .slice(text.indexOf('message: ') + 9)
              .trimEnd()
              .replace('¦-', '|-'),
            expected,
          );
        } else {
          const next = itemIn(text, 'plain', catalog);
          assert.equal(askedIn(accepted(text, next, mode)), 'plain', body);
        }
      }
    }
  });

  it('offers nothing where it cannot be written or is not wanted', () => {
    for (const body of [
      `mess|`,
      `message: s|`,
      `message: # secr|`,
      `message: [a secr|]`,
      `# secr|`,
      `message: secr| more`,
      `message: secr|et`,
      `message: secret|`,
      `message: ¦\n  secret(|)`,
      `message: secret(|'x')`,
      `message: f(secret(|x))`,
      `message: get_secret('|')`,
      `message: this.secret('|')`,
      `message: {{ inputs.x }} # |`,
    ]) {
      assert.deepEqual(labels(body), [], body);
    }
  });

  it('offers nothing in a file that is no flow', () => {
    assert.deepEqual(offeredIn(`key: secr|\n`, catalog).items, []);
    assert.deepEqual(offeredIn(`key: "{{ secret('|') }}"\n`, catalog).items, []);
  });
});

describe('an item', () => {
  it('tells subkeys, backend and certainty', () => {
    const details = (
      backend: Parameters<typeof vaultOf>[1],
      secret: Parameters<typeof secretNamed>[1] = {},
    ) =>
      offeredIn(
        flowWith(`message: "{{ secret('|') }}"`),
        catalogOf([vaultOf([secretNamed('api', secret)], backend)]),
      ).items.map((item) => item.detail);
    assert.deepEqual(details({}), ['Vault']);
    assert.deepEqual(details({}, { subkeys: subkeys('A', 'B') }), ['2 subkeys · Vault']);
    assert.deepEqual(details({ readOnly: false, location: '' }), ['Vault']);
    assert.deepEqual(details({ readOnly: false, location: '' }, { visible: null }), ['cannot tell · Vault']);
    assert.deepEqual(details({ readOnly: false, location: '', state: 'failed' }), [
      'cannot tell (could not be read) · Vault',
    ]);
  });

  it('documents where it comes from, without any value', () => {
    const item = itemIn(flowWith(`message: "{{ secret('|') }}"`), 'api', catalog);
    assert.deepEqual(
      item.documentation.map((fact) => `${fact.label}: ${fact.value}`),
      [
        'Backend: Vault',
        'Where: http://127.0.0.1:8200 payments',
        'Stored as: payments/api',
        'Subkeys: API_TOKEN, keys',
        'Read-only: yes',
        'Last checked: just now',
      ],
    );
  });

  it('starts both its ranges at one place, on one line, and sorts nearest first', () => {
    const marked = flowWith(`message: "{{ secret('DB|_P') }}"`);
    const { items } = offeredIn(marked, catalog);
    for (const { insert, replace } of items) {
      assert.equal(insert.start, replace.start);
      assert.ok(insert.end <= replace.end);
    }
    assert.deepEqual(
      [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)),
      items,
    );
    assert.equal(items.at(-1)?.filterText, 'DB_PASSWORD');
  });

  it('is asked for again while a refresh runs', () => {
    const marked = flowWith(`message: "{{ secret('|') }}"`);
    assert.equal(offeredIn(marked, catalog).isIncomplete, false);
    assert.equal(offeredIn(marked, { ...catalog, refreshing: true }).isIncomplete, true);
  });

  it('is asked for again where the next character leads to others', () => {
    for (const code of ['secret(|)', "secret('api', subkey=|)", '|', 'sec|']) {
      assert.equal(offeredIn(flowWith(`message: "{{ ${code} }}"`), catalog).isIncomplete, true, code);
    }
  });

  it('is, of thousands, one of the two hundred that fit best', () => {
    const many = Array.from({ length: 3000 }, (_, index) => secretNamed(`NAME_${index}`));
    const { items, isIncomplete } = offeredIn(
      flowWith(`message: "{{ secret('name_299|') }}"`),
      catalogOf([vaultOf(many)]),
    );
    assert.equal(items.length, 200);
    assert.equal(isIncomplete, true);
    assert.deepEqual(
      items.slice(0, 2).map((item) => item.label),
      ['NAME_299', 'NAME_2990'],
    );
  });
});

describe('names that a store made up', () => {
  const names = [
    `it's`,
    `a"b`,
    `a'b"c`,
    `a#b`,
    `a #{x}`,
    `a: b`,
    `a # b`,
    `back\\slash`,
    `end\\`,
    `x\\'y`,
    `x') }}{{ secret('y`,
    `a{% raw %}b{% endraw %}c`,
    `{{ x }}`,
    `{# x #}`,
    `$1`,
    '${1:x}',
    'ünï 秘',
    `[a, b]`,
    `a\nb`,
    `a\tb`,
    `\u00a0`,
    ` lead`,
    ``,
  ];
  const hostile = catalogOf([vaultOf(names.map((name) => secretWith(name, noSubkeys)))]);
  const places = [
    `message: "{{ secret('|') }}"`,
    `message: "{{ secret(\\"|\\") }}"`,
    `message: '{{ secret("|") }}'`,
    `message: '{{ secret(''|'') }}'`,
    `message: to {{ secret('|') }}`,
    `message: ¦\n  {{ secret('|') }}`,
    `message: >\n  {{ secret("|") }}`,
    `message: "{{ secret(|) }}"`,
    `message: "{{ sec| }}"`,
    `message: secr|`,
    `message: '{{ secret('|')}}'`,
    `message: "{{ secret("|")}}"`,
    `message: {{ secret('|')}}`,
  ];
  for (const place of places) {
    it(`break out of nothing at ${place.replace('\n', '⏎')}`, () => {
      const marked = flowWith(place);
      const { items } = offeredIn(marked, hostile);
      const offered = items.filter((item) => item.kind !== 'argument' && !item.retrigger);
      for (const item of offered) {
        const text = accepted(marked, item, 'insert');
        const [reference, ...others] = faultless(readMarked(text));
        assert.equal(others.length, 0, text);
        const key = reference?.arguments.key?.value;
        assert.ok(key?.kind === 'constant' && item.label.includes(String(key.value)), text);
        assert.ok(names.includes(String(key.value)), text);
      }
      // Most of them can be written, in one way or another.
      assert.ok(offered.length >= 8, `${offered.length}`);
    });
  }
});
