import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFlowIndex, type FlowIndex } from '../../../src/index/index.ts';
import { flowWith, summaryAtOnce } from './flow-texts.ts';

const names = ['A', 'a', 'B', 'LONG_NAME_OF_A_SECRET', 'toString'];

const value = fc.oneof(
  fc.constantFrom(...names).map((name) => `"{{ secret('${name}') }}"`),
  fc.constantFrom(...names).map((name) => `"{{ secret(inputs.x ? '${name}' : 'B', subkey='k') }}"`),
  fc.constantFrom('plain', '"{{ secret(inputs.x) }}"', `"{{ secret('A_' ~ x) }}"`, `{{ secret('A') }}`, '[a'),
);

const content = fc.oneof(
  { weight: 4, arbitrary: fc.array(value, { maxLength: 4 }).map((values) => flowWith(...values)) },
  { weight: 1, arbitrary: fc.constantFrom('', 'a: secret', '- secret') },
);

const path = fc.constantFrom('a.yaml', 'b/a.yaml', 'b/c.yml', 'constructor', 'd.yaml');

type Step =
  | { readonly kind: 'write'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'refuse'; readonly path: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), path, text: content }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), from: path, to: path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse' as const), path }) },
);

/** What a folder holds, by path; null: a file that may not be read. */
type Folder = Map<string, string | null>;

function entryOf(text: string | null | undefined): ReturnType<typeof summaryAtOnce> {
  if (text === null) return { state: 'refused', reason: 'unreadable' };
  return text === undefined ? null : summaryAtOnce(text);
}

/** Does one step in a folder, and answers the files that are another than before. */
function takeStep(folder: Folder, taken: Step): readonly string[] {
  switch (taken.kind) {
    case 'write':
      folder.set(taken.path, taken.text);
      return [taken.path];
    case 'refuse':
      folder.set(taken.path, null);
      return [taken.path];
    case 'delete':
      folder.delete(taken.path);
      return [taken.path];
    case 'rename': {
      const moved = folder.get(taken.from);
      if (moved === undefined || taken.from === taken.to) return [];
      folder.delete(taken.from);
      folder.set(taken.to, moved);
      return [taken.from, taken.to];
    }
  }
}

function answersOf(index: FlowIndex): unknown {
  return {
    paths: index.paths(),
    files: index.paths().map((each) => index.file(each)),
    open: index.openUses(),
    inPart: index.filesInPart(),
    names: [...index.names()].sort(),
    uses: [...names, 'NONE'].map((name) => index.usesOf(name)),
  };
}

describe('the index of flows, after any changes', function () {
  this.timeout(60_000);

  it('answers as one that read the folder anew', () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 12 }), (rounds) => {
        const folder: Folder = new Map();
        const index = createFlowIndex();
        for (const round of rounds) {
          const changed = round.flatMap((taken) => takeStep(folder, taken));
          index.update(changed.map((each) => [each, entryOf(folder.get(each))]));
        }
        const fresh = createFlowIndex();
        fresh.update([...folder].map(([each, text]) => [each, entryOf(text)]));
        assert.deepEqual(answersOf(index), answersOf(fresh));
      }),
      { numRuns: 150 },
    );
  });
});
