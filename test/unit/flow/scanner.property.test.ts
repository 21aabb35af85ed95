import fc from 'fast-check';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments, Parser, type CST } from 'yaml';
import { readSyntax } from '../../../src/flow/yaml/syntax.ts';
import { yamlText } from './arbitrary-yaml.ts';

interface Told {
  readonly style: string;
  readonly start: number;
  readonly end: number;
}

const styles: Readonly<Record<string, string>> = {
  scalar: 'plain',
  'single-quoted-scalar': 'single-quoted',
  'double-quoted-scalar': 'double-quoted',
};

/** The scalars that are values, as the YAML library has them; a block scalar is told by its header and its end. */
function expectedOf(text: string): Told[][] {
  const documents: Told[][] = [];
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') continue;
    const told: Told[] = [];
    const visit = (node: CST.Token | null | undefined): void => {
      if (node === null || node === undefined) return;
      if (node.type === 'block-scalar') {
        const header = node.props.find(({ type }) => type === 'block-scalar-header');
        assert.ok(header !== undefined && 'source' in header);
        const last = node.props.at(-1);
        assert.ok(last !== undefined && 'source' in last);
        const end = last.offset + last.source.length + node.source.length;
        told.push({ style: header.source.startsWith('>') ? 'folded' : 'literal', start: header.offset, end });
      } else if ('items' in node) {
        const inMap =
          node.type === 'block-map' || (node.type === 'flow-collection' && node.start.source === '{');
        for (const item of node.items) {
          // In a flow map a scalar without a colon is a key.
          if (item.value !== undefined && !(inMap && item.sep === undefined && item.key === undefined))
            visit(item.value);
        }
      } else {
        const style = styles[node.type];
        if (style !== undefined && 'source' in node) {
          told.push({ style, start: node.offset, end: node.offset + node.source.length });
        }
      }
    };
    visit(token.value);
    documents.push(told);
  }
  return documents;
}

function actualOf(text: string): Told[][] {
  return readSyntax(text).documents.map(({ parts }) =>
    parts.flatMap(({ base, segment }) =>
      segment.found.scalars
        .filter(({ isKey }) => !isKey)
        .map(({ style, start, end }) => ({ style, start: start + base, end: end + base })),
    ),
  );
}

/** Empty plain scalars, which the library puts where nothing stands, are none to us. */
const told = (documents: Told[][]) => documents.map((all) => all.filter(({ start, end }) => end > start));

describe('the scanner of YAML', function () {
  this.timeout(60_000);

  it('finds the scalars that the YAML library finds', () => {
    let compared = 0;
    fc.assert(
      fc.property(yamlText, (text) => {
        if (parseAllDocuments(text).some(({ errors }) => errors.length > 0)) return;
        compared += 1;
        assert.deepEqual(told(actualOf(text)), told(expectedOf(text)));
      }),
      { numRuns: Number(process.env.RUNS ?? 500) },
    );
    assert.ok(compared > 100);
  });

  it('finds them in the examples', () => {
    const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.ya?ml$/.test(name),
    );
    assert.ok(files.length > 5);
    for (const file of files) {
      const text = readFileSync(`examples/${file}`, 'utf8');
      if (parseAllDocuments(text).some(({ errors }) => errors.length > 0)) continue;
      assert.deepEqual(told(actualOf(text)), told(expectedOf(text)), file);
    }
  });
});
