import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFlow, type SecretReference } from '../../../src/flow/index.ts';
import { createFlowIndex } from '../../../src/index/index.ts';
import { renameCalls, usesOfSecret } from '../../../src/language/uses/index.ts';
import { writeName } from '../../../src/language/write-name.ts';
import { sortEdits, textAfter } from '../../../src/text/edits.ts';
import { catalogOf, secretNamed, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { flowWith, summaryAtOnce } from '../index/flow-texts.ts';

const styles = ['plain', 'single-quoted', 'double-quoted', 'literal', 'folded'] as const;

const odd = fc.string({
  unit: fc.constantFrom('a', "'", '"', '\\', ' ', ':', '#', '{', '}', '%', 'é', '𝔸', '/', '~'),
  minLength: 1,
});
const someName = fc.oneof(fc.constantFrom('DB', 'db', 'OTHER', 'DB_2'), odd);

/** A call of a name, or what only may ask for it, as it can be written in a value of a style. */
const value = fc
  .record({
    names: fc.array(someName, { minLength: 1, maxLength: 3 }),
    quote: fc.constantFrom<"'" | '"'>("'", '"'),
    style: fc.constantFrom(...styles),
    kind: fc.constantFrom('call', 'named', 'choice', 'joined', 'dynamic', 'subkey', 'rendered'),
  })
  .map(({ names, quote, style, kind }) => {
    const calls = names.flatMap((name) => {
      const written = writeName(name, quote, { style, inFlowCollection: false });
      return written === null ? [] : [callOf(kind, `${quote}${written}${quote}`)];
    });
    return asValue(`x ${calls.map((call) => `{{ ${call} }}`).join(' and ')}`, style);
  });

function callOf(kind: string, literal: string): string {
  switch (kind) {
    case 'named':
      return `secret(namespace = 'a', key = ${literal})`;
    case 'choice':
      return `secret(inputs.x ? ${literal} : 'X')`;
    case 'joined':
      return `secret(${literal} ~ inputs.x)`;
    case 'dynamic':
      return 'secret(inputs.x)';
    case 'subkey':
      return `secret(${literal}, subkey='DB')`;
    case 'rendered':
      return /['"\\].*['"\\].*['"\\]/.test(literal)
        ? 'secret(inputs.y)'
        : `render("{{ secret(${literal.replaceAll('"', "'")}) }}")`;
    default:
      return `secret(${literal})`;
  }
}

function asValue(text: string, style: (typeof styles)[number]): string {
  switch (style) {
    case 'plain':
      return text;
    case 'single-quoted':
      return `'${text.replaceAll("'", "''")}'`;
    case 'double-quoted':
      return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    case 'literal':
      return `|\n      ${text}`;
    case 'folded':
      return `>-\n      ${text}`;
  }
}

const folder = fc.array(fc.array(value, { maxLength: 4 }), { minLength: 1, maxLength: 4 });

const referencesIn = (text: string): readonly SecretReference[] =>
  readFlow(text).documents.flatMap(({ references, withoutMeaning }) => [...references, ...withoutMeaning]);

const shapeOf = ({ arguments: given, failure, foundAs }: SecretReference) => ({
  key: given.key?.value,
  subkey: given.subkey?.value,
  quote: given.key?.quote,
  failure: failure?.code,
  foundAs,
});

describe('a rename in the flows of a folder', function () {
  this.timeout(120_000);

  it('gives each call that meant the old name the new one, and changes no other byte', async () => {
    let renamedCalls = 0;
    await fc.assert(
      fc.asyncProperty(folder, fc.oneof(fc.constant('NEW_NAME'), odd), async (values, newName) => {
        const texts = new Map(values.map((each, index) => [`f${String(index)}.yaml`, flowWith(...each)]));
        const index = createFlowIndex();
        index.update([...texts].map(([path, text]) => [path, summaryAtOnce(text)]));
        const vault = vaultOf([secretNamed('DB')]);
        const [secret] = vault.secrets;
        assert.ok(secret);
        const sought = { name: 'DB', subkey: null, held: { backend: vault, secret } };
        const uses = usesOfSecret(index, sought, catalogOf([vault]));
        const textOf = (file: string) => Promise.resolve(texts.get(file) ?? null);
        const { edits, left } = await renameCalls(uses, sought, newName, textOf);
        renamedCalls += edits.length;
        assert.equal(edits.length + left.length, uses.certain.length + uses.perhaps.length);
        for (const [file, text] of texts) {
          const own = sortEdits(edits.filter((edit) => edit.file === file));
          const renamed = textAfter(text, own);
          const starts = new Set(own.map(({ range }) => range.start));
          const expected = referencesIn(text).map((reference) => {
            const { content = null } = reference.arguments.key ?? {};
            const isRenamed = content !== null && starts.has(content.start);
            if (isRenamed)
              assert.deepEqual(reference.arguments.key?.value, { kind: 'constant', value: 'DB' });
            const shape = shapeOf(reference);
            return isRenamed ? { ...shape, key: { kind: 'constant', value: newName } } : shape;
          });
          assert.deepEqual(referencesIn(renamed).map(shapeOf), expected);
          const rest = (whole: string, ranges: readonly { start: number; end: number }[]) =>
            textAfter(
              whole,
              ranges.map((range) => ({ range, text: '' })),
            );
          let grown = 0;
          const after = own.map(({ range, text: written }) => {
            const start = range.start + grown;
            grown += written.length - (range.end - range.start);
            return { start, end: start + written.length };
          });
          assert.equal(
            rest(renamed, after),
            rest(
              text,
              own.map(({ range }) => range),
            ),
          );
        }
        const plainCalls = uses.certain.filter(({ reference }) => reference.key?.quote != null);
        if (newName === 'NEW_NAME') assert.equal(edits.length, plainCalls.length);
      }),
      { numRuns: 400 },
    );
    assert.ok(renamedCalls > 80, String(renamedCalls));
  });
});
