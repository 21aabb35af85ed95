import assert from 'node:assert/strict';
import type { Completion } from '../../../src/language/completion-types.ts';
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
import { accepted, acceptedAndLeft, askedIn, itemIn, modes, offeredIn } from './accepting.ts';

const catalog = catalogOf([
  vaultOf([secretWith('api', subkeys('API_TOKEN', 'keys')), secretWith('plain', noSubkeys)]),
  environmentOf([variableNamed('DB_PASSWORD')]),
]);

/** The ways to write a value, `X` being the text and `Q` the quote that is used in it. */
const styles: Readonly<Record<string, { readonly yaml: string; readonly quote: string }>> = {
  'double quotes': { yaml: `message: "X"`, quote: `'` },
  'double quotes with escapes': { yaml: `message: "X"`, quote: `\\"` },
  'single quotes': { yaml: `message: 'X'`, quote: `"` },
  'single quotes, doubled': { yaml: `message: 'X'`, quote: `''` },
  'a plain scalar': { yaml: `message: to X`, quote: `'` },
  'a literal block': { yaml: `message: |-\n  first\n  X`, quote: `'` },
  'a folded block': { yaml: `message: >-\n  X\n  last`, quote: `"` },
  'a list': { yaml: `messages:\n  - "X"`, quote: `'` },
  'a flow list': { yaml: `messages: ["a", "X"]`, quote: `'` },
  'a flow map': { yaml: `headers: { token: 'X', other: 1 }`, quote: `"` },
};

/** What a half-typed call looks like: everything auto-closed, nothing closed, and what lies between. */
const halves = [
  `{{ secret(Q|Q) }}`,
  `{{secret(Q|Q)}}`,
  `{{ secret(Q|`,
  `{{ secret(Q|Q`,
  `{{ secret(Q|Q)`,
  `{{ secret(Q|) }}`,
  `{{ secret(Q| }}`,
  `{{ secret(Qap|Q) }}`,
  `{{ secret(Qap|`,
];

function written(style: { readonly yaml: string; readonly quote: string }, half: string): string {
  // A `|` of the block's header is no cursor.
  const yaml = style.yaml.replaceAll('|', '¦');
  return flowWith(yaml.replace('X', () => half.replaceAll('Q', () => style.quote)));
}

/** Accepts the item, and then the first of what is offered at its stop. */
function acceptedWhole(marked: string, item: Completion, mode: 'insert' | 'replace'): string {
  const text = accepted(marked, item, mode);
  if (!item.retrigger) return text;
  const next = offeredIn(text, catalog).items[0];
  return next === undefined ? text : acceptedWhole(text, next, mode);
}

describe('completion inside the quotes of secret()', () => {
  for (const [name, style] of Object.entries(styles)) {
    for (const half of halves) {
      const marked = written(style, half);
      for (const mode of modes) {
        it(`in ${name}, at ${half}, ${mode}: leaves a flow that asks for what was chosen`, () => {
          const names = offeredIn(marked, catalog).items.map((item) => item.label);
          assert.deepEqual(names, ['api', 'plain', 'DB_PASSWORD']);
          for (const label of ['plain', 'DB_PASSWORD']) {
            assert.equal(askedIn(accepted(marked, itemIn(marked, label, catalog), mode)), label);
          }
          assert.equal(
            askedIn(acceptedWhole(marked, itemIn(marked, 'api', catalog), mode)),
            half.includes('subkey') ? 'api' : 'api/API_TOKEN',
          );
        });
      }
    }
  }

  for (const [name, change] of Object.entries({
    'after line breaks of Windows': (text: string) => text.replaceAll('\n', '\r\n'),
    'behind a byte order mark': (text: string) => `\ufeff${text}`,
    'in a later document': (text: string) => `a: 1\n---\n${text}---\nb: 2\n`,
    'at the very end': (text: string) => text.trimEnd(),
  })) {
    for (const style of Object.values(styles)) {
      it(`works ${name}: ${style.yaml}`, () => {
        for (const half of ['{{ secret(Q|Q) }}', '{{ secret(Q|']) {
          const marked = change(written(style, half));
          const item = itemIn(marked, 'api', catalog);
          for (const mode of modes) assert.equal(askedIn(acceptedWhole(marked, item, mode)), 'api/API_TOKEN');
        }
      });
    }
  }

  it('keeps an expression that ends on a later line', () => {
    const marked = flowWith("message: ¦\n  {{\n    secret('|')\n  }}");
    assert.match(
      accepted(marked, itemIn(marked, 'plain', catalog), 'insert'),
      /secret\('plain\|'\)\n {6}\}\}\n$/,
    );
    assert.equal(askedIn(accepted(marked, itemIn(marked, 'plain', catalog), 'insert')), 'plain');
  });

  it('leaves the rest of a longer expression alone', () => {
    const value = (body: string) => {
      const marked = flowWith(body);
      const text = accepted(marked, itemIn(marked, 'plain', catalog), 'insert');
      return text.slice(text.indexOf('message: ') + 9).trimEnd();
    };
    assert.equal(
      value(`message: "{{ secret('|') ~ 'x' }} and {{ secret('api') }}"`),
      `"{{ secret('plain|') ~ 'x' }} and {{ secret('api') }}"`,
    );
    assert.equal(value(`message: "{{ f(secret('|')) }}"`), `"{{ f(secret('plain|')) }}"`);
    assert.equal(value(`message: "{{ x ?? secret('|') ?? y"`), `"{{ x ?? secret('plain|') ?? y"`);
    assert.equal(
      value(`message: "{{ secret('|"\nother: "{{ secret('api') }}"`).split('\n')[0],
      `"{{ secret('plain') }}|"`,
    );
    assert.equal(value(`message: "{% if secret('|"`), `"{% if secret('plain') %}|"`);
  });

  it('replaces exactly the content, or what of it stands before the cursor', () => {
    const marked = flowWith(`message: "{{ secret('pl|ease') }}"`);
    const item = itemIn(marked, 'plain', catalog);
    assert.match(accepted(marked, item, 'insert'), /secret\('plain\|ease'\) \}\}"\n$/);
    assert.match(accepted(marked, item, 'replace'), /secret\('plain\|'\) \}\}"\n$/);
  });

  it('asks for no subkey where text is left after the cursor, or the call has one already', () => {
    for (const call of [
      "secret('a|pi')",
      "secret('|', subkey='keys')",
      "secret('|', full=true)",
      "secret('|', 'other')",
    ]) {
      const item = itemIn(flowWith(`message: "{{ ${call} }}"`), 'api', catalog);
      assert.deepEqual(item.insertText, [{ text: 'api' }], call);
      assert.equal(item.retrigger, false);
    }
  });

  it('asks for a subkey before a namespace', () => {
    const marked = flowWith(`message: "{{ secret('|', namespace='other') }}"`);
    assert.equal(askedIn(acceptedWhole(marked, itemIn(marked, 'api', catalog), 'insert')), 'api/API_TOKEN');
  });

  it('has a place behind the call that Tab leads to, whoever has closed the call', () => {
    for (const [half, wanted] of [
      [`"{{ secret('|')}}"`, `"{{ secret('api', subkey='')}}|"`],
      [`"{{ secret('|') }}"`, `"{{ secret('api', subkey='') }}|"`],
      [`"{{ secret('|`, `"{{ secret('api', subkey='') }}|"`],
      [`'{{ secret('|')}}'`, `'{{ secret("api", subkey="")}}|'`],
      [`{{ secret('|')}}`, `"{{ secret('api', subkey='')}}|"`],
      [`"{{ f(secret('|')) }}"`, `"{{ f(secret('api', subkey='')|) }}"`],
      [`"{{ secret('|', namespace='x') }}"`, `"{{ secret('api', subkey=''|, namespace='x') }}"`],
      [`"{{ secret(|)}}"`, `"{{ secret('api', subkey='')}}|"`],
    ] as const) {
      const marked = flowWith(`message: ${half}`);
      const item = offeredIn(marked, catalog).items[0];
      assert.ok(item, half);
      for (const mode of modes) {
        const text = acceptedAndLeft(marked, item, mode);
        assert.equal(text.slice(text.indexOf('message: ') + 9).trimEnd(), wanted);
      }
    }
  });

  it('has such a place after a subkey, too', () => {
    const marked = flowWith(`message: "{{ secret('api', subkey='|')}}"`);
    const item = itemIn(marked, 'keys', catalog);
    for (const mode of modes) {
      assert.match(accepted(marked, item, mode), /subkey='keys\|'\)\}\}"\n$/);
      assert.match(acceptedAndLeft(marked, item, mode), /subkey='keys'\)\}\}\|"\n$/);
    }
  });

  it('is for each of the possible names of a choice, never for a piece of a name', () => {
    const labels = (value: string) =>
      offeredIn(flowWith(`message: "{{ ${value} }}"`), catalog).items.map((item) => item.label);
    assert.deepEqual(labels("secret(inputs.x ? '|' : 'plain')"), ['api', 'plain', 'DB_PASSWORD']);
    assert.deepEqual(labels("secret('A_' ~ '|')"), []);
  });
});

describe('completion of subkeys', () => {
  for (const [name, style] of Object.entries(styles)) {
    for (const half of [
      `{{ secret(QapiQ, subkey=Q|Q) }}`,
      `{{ secret(QapiQ, subkey=Q|`,
      `{{ secret(subkey=Q|Q, key=QapiQ) }}`,
      `{{ secret(QapiQ, subkey=|) }}`,
      `{{ secret(QapiQ, subkey=|`,
      `{{ secret(QapiQ, null, Q|Q) }}`,
    ]) {
      it(`in ${name}, at ${half}: leaves a flow that asks for what was chosen`, () => {
        const marked = written(style, half);
        const { items } = offeredIn(marked, catalog);
        assert.equal(items.length, 2);
        for (const mode of modes) {
          assert.deepEqual(
            items.map((item) =>
              askedIn(accepted(marked, item, mode))
                .split('/')
                .at(-1),
            ),
            ['API_TOKEN', 'keys'],
          );
        }
      });
    }
  }

  it('tells which secret is to be learnt, where that needs no value', () => {
    const marked = flowWith(`message: "{{ secret('raw', subkey='|') }}"`);
    const unread = catalogOf([vaultOf([secretNamed('raw', { lookupName: 'raw' })])]);
    assert.deepEqual(offeredIn(marked, unread), {
      items: [],
      isIncomplete: false,
      learn: { backend: 'vault', name: 'raw' },
      readFlows: false,
    });
    const costly = catalogOf([
      vaultOf([secretNamed('raw')], { abilities: { lookup: true, subkeys: 'by-reading-value', listLag: 0 } }),
    ]);
    assert.equal(offeredIn(marked, costly).learn, null);
    assert.equal(offeredIn(flowWith(`message: "{{ secret('nope', subkey='|') }}"`), unread).learn, null);
  });

  it('finds the secret among any number of them', () => {
    const many = Array.from({ length: 1500 }, (_, index) => secretNamed(`NAME_${index}`));
    const crowded = catalogOf([vaultOf([...many, secretWith('z', subkeys('one'))])]);
    const { items } = offeredIn(flowWith(`message: "{{ secret('z', subkey='|') }}"`), crowded);
    assert.deepEqual(
      items.map((item) => item.label),
      ['one'],
    );
  });

  it('finds a variable however its letters are written', () => {
    const environment = catalogOf([environmentOf([variableNamed('API', { subkeys: subkeys('one') })])]);
    const { items } = offeredIn(flowWith(`message: "{{ secret('api', subkey='|') }}"`), environment);
    assert.deepEqual(
      items.map((item) => item.label),
      ['one'],
    );
  });

  it('names what Terraform creates for the namespace, last and once, and not what a backend has', () => {
    const origin = { file: 'main.tf', range: { start: 0, end: 1 }, line: 3, column: 1 };
    const created = (name: string | null, namespace: string) => ({ name, namespace, origin });
    const terraformSecrets = [
      created('MAIL', 'company'),
      created('MAIL', 'company.team'),
      created('api', 'company'),
      created('OTHER', 'company.elsewhere'),
      created(null, 'company'),
    ];
    const marked = flowWith(`message: "{{ secret('|') }}"`);
    const { items } = offeredIn(marked, { ...catalog, terraformSecrets });
    assert.deepEqual(items.map(({ label, detail }) => `${label}: ${detail}`).slice(-1), [
      'MAIL: cannot tell · Terraform',
    ]);
    assert.deepEqual(items.map(({ label }) => label).sort(), ['DB_PASSWORD', 'MAIL', 'api', 'plain']);
    assert.equal(
      acceptedAndLeft(marked, itemIn(marked, 'MAIL', { ...catalog, terraformSecrets }), 'insert'),
      flowWith(`message: "{{ secret('MAIL|') }}"`),
    );
    const whole = offeredIn(flowWith(`message: "{{ sec|"`), { ...catalog, terraformSecrets }).items;
    assert.equal(whole.at(-1)?.label, "secret('MAIL')");
  });
});
