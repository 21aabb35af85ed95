import assert from 'node:assert/strict';
import {
  catalogOf,
  environmentOf,
  noSubkeys,
  secretWith,
  subkeys,
  variableNamed,
  vaultOf,
} from '../../fakes/catalog-snapshot.ts';
import { flowWith } from '../../fakes/flow-text.ts';
import { accepted, faultless, itemIn, modes, offeredIn, readMarked } from './accepting.ts';

const catalog = catalogOf([
  vaultOf([secretWith('api', subkeys('API_TOKEN', 'keys')), secretWith("it's", noSubkeys)]),
  environmentOf([variableNamed('DB_PASSWORD')]),
]);

/** A way to write a value: `X` is what is typed, `end` what closes the value where the editor has closed it. */
interface Style {
  readonly yaml: string;
  readonly end: string;
  /** What follows in any case. */
  readonly after?: string;
  /** What else the flow asks for. */
  readonly others?: readonly string[];
}

const styles: Readonly<Record<string, Style>> = {
  'no quotes': { yaml: `message: X`, end: '' },
  'no quotes, an expression before it': {
    yaml: `message: {{ secret('DB_PASSWORD') }}:X`,
    end: '',
    others: ['DB_PASSWORD'],
  },
  'no quotes, text before it': { yaml: `message: to X`, end: '' },
  'single quotes': { yaml: `message: 'X`, end: `'` },
  'single quotes, text around it': { yaml: `message: 'to X`, end: ` and on'` },
  'single quotes, a call with doubled ones before it': {
    yaml: `message: '{{ secret(''DB_PASSWORD'') }} X`,
    end: `'`,
    others: ['DB_PASSWORD'],
  },
  'single quotes, on a later line': { yaml: `message: 'to\n  X`, end: `'` },
  'double quotes': { yaml: `message: "X`, end: `"` },
  'double quotes, text around it': { yaml: `message: "to X`, end: ` and on"` },
  'double quotes, a call with escaped ones before it': {
    yaml: `message: "{{ secret(\\"DB_PASSWORD\\") }} X`,
    end: `"`,
    others: ['DB_PASSWORD'],
  },
  'a literal block': { yaml: `message: ¦-\n  to X`, end: '' },
  'a folded block': { yaml: `message: >-\n  X`, end: '' },
  'an item without quotes': { yaml: `messages:\n  - X`, end: '' },
  'an item in single quotes': { yaml: `messages:\n  - 'X`, end: `'`, after: `\n  - 'x'` },
  'an item in double quotes': { yaml: `messages:\n  - "X`, end: `"`, after: `\n  - "x"` },
  'a flow list without quotes': { yaml: `messages: [X`, end: '', after: ']' },
  'a flow list in single quotes': { yaml: `messages: ['X`, end: `'`, after: ']' },
  'a flow list in double quotes': { yaml: `messages: ["X`, end: `"`, after: ']' },
  'a later item of a flow list': { yaml: `messages: ['a', 'X`, end: `'`, after: `, 'b']` },
  'a flow map in single quotes': { yaml: `headers: { token: 'X`, end: `'`, after: ' }' },
  'a flow map in double quotes': { yaml: `headers: { token: "X`, end: `"`, after: ' }' },
};

/** What stands there after typing: `Q` is the quote that is typed, `E` what closes the value. */
const halves: Readonly<Record<string, string>> = {
  'the editor has closed everything': `{{ secret(Q|Q)}}E`,
  'the editor has closed everything, with letters': `{{ secret(Qdb|Q)}}E`,
  'the editor has closed the brackets': `{{ secret(Q|)}}E`,
  'the editor has closed nothing': `{{ secret(Q|`,
  'the editor has closed nothing, with letters': `{{ secret(Qdb|`,
  'the value was closed before': `{{ secret(Q|E`,
  'it stands in a finished expression': `{{ secret(Q|) }}E`,
  'it stands in finished quotes': `{{ secret(Q|Q) }}E`,
};

/** What comes after a value that is not closed belongs to it: nobody can tell where it was to end. */
function isTold({ yaml, end, after = '' }: Style, half: string): boolean {
  const goesOn = end.length > 1 || after.startsWith(',') || (end !== '' && yaml.includes('\n  X'));
  return !goesOn || half.includes('E');
}

function written(style: Style, half: string, quote: string): string {
  const typed = half.replaceAll('Q', quote).replace('E', style.end);
  return flowWith(style.yaml.replace('X', () => typed) + (style.after ?? ''));
}

/** The names and subkeys that a faultless flow asks for, in its order. */
function allAskedIn(marked: string): string[] {
  return faultless(readMarked(marked)).map(({ arguments: { key, subkey } }) =>
    [key, subkey]
      .flatMap((argument) => (argument?.value.kind === 'constant' ? [String(argument.value.value)] : []))
      .join('/'),
  );
}

describe('a name, whatever quotes are typed before it', () => {
  for (const [styleName, style] of Object.entries(styles)) {
    for (const [halfName, half] of Object.entries(halves)) {
      if (!isTold(style, half)) continue;
      for (const quote of [`'`, `"`]) {
        const marked = written(style, half, quote);
        it(`${styleName}, ${quote} typed, ${halfName}: leaves a flow that asks for it`, () => {
          for (const asked of ['by-character', 'by-command'] as const) {
            const labels = offeredIn(marked, catalog, asked).items.map(({ label }) => label);
            assert.deepEqual(labels, ['api', "it's", 'DB_PASSWORD'], marked);
          }
          const others = style.others ?? [];
          for (const mode of modes) {
            for (const name of ['DB_PASSWORD', "it's"]) {
              const text = accepted(marked, itemIn(marked, name, catalog), mode);
              assert.deepEqual(allAskedIn(text), [...others, name], text);
            }
            const item = itemIn(marked, 'api', catalog);
            const text = accepted(marked, item, mode);
            // Text that may be the rest of a name is put out of the way first.
            if (!item.retrigger) assert.match(marked, /\| and on/);
            if (!item.retrigger) continue;
            const next = offeredIn(text, catalog).items[1];
            assert.equal(next?.label, 'keys', text);
            assert.deepEqual(allAskedIn(accepted(text, next, mode)), [...others, 'api/keys'], text);
          }
        });
      }
    }
  }
});

describe('a name that is accepted before the rest of another one', () => {
  for (const [styleName, style] of Object.entries(styles)) {
    for (const half of [`{{ secret(Qdb|_OLDQ)}}E`, `{{ secret(Qdb|_OLDQ) }}E`]) {
      for (const quote of [`'`, `"`]) {
        const marked = written(style, half, quote);
        it(`${styleName}, ${half} with ${quote}: keeps it where it is inserted, and replaces it else`, () => {
          const item = itemIn(marked, 'DB_PASSWORD', catalog);
          const others = style.others ?? [];
          const inserted = accepted(marked, item, 'insert');
          assert.deepEqual(allAskedIn(inserted), [...others, 'DB_PASSWORD_OLD'], inserted);
          assert.match(inserted, /DB_PASSWORD\|_OLD/);
          const replaced = accepted(marked, item, 'replace');
          assert.deepEqual(allAskedIn(replaced), [...others, 'DB_PASSWORD'], replaced);
        });
      }
    }
  }
});
