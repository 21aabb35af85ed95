import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFlow } from '../../../src/flow/index.ts';
import { placeOf } from '../../../src/flow/places/place-of.ts';
import {
  generations,
  type Generation,
  type OnMissing,
  type Place,
  type Renderer,
} from '../../../src/flow/places/types.ts';

/** What Kestra's engine did with the one call of a flow. */
type Seen =
  | { readonly refused: true }
  | {
      /** Empty where it was not evaluated. */
      readonly by: readonly Renderer[];
      readonly onMissing: OnMissing | null;
      /** What showed the secret's value in clear. */
      readonly shows: readonly string[];
    };

type Row = Readonly<Record<Generation, Seen>> & { readonly place: string; readonly flow: string };

const rows = readFileSync('test/unit/flow/places.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

/** Rows whose run did not come to the place; what holds there was told by Kestra's source and documentation. */
const notRunTo = new Set([
  'task.disabled true',
  'task.runIf false, message',
  'task.If.then untaken',
  'task.Subflow.labels',
  'trigger.Webhook.key',
  'pluginDefaults type unused',
]);

/** What is evaluated when a text that was rendered is rendered once more: no call before that. */
const afterRendering = 'task.TemplatedTask.spec raw';

/** The task says of itself that it may fail. */
const mayFail = 'task.allowFailure true';

/** What one generation refuses in a flow for another reason than the call: a type or a key that only the other has. */
const refusedElsewhere: Readonly<Record<Generation, RegExp>> = {
  '2.0': /flow\.(?:ForEach|ForEachItem|EachParallel)$|^ +conditions:\n/m,
  '1.3': /flow\.Loop$|^ +(?:- )?when:/m,
};

/** The place of the one call of a flow, wherever it stands. */
function placeIn(flow: string, generation: Generation | null): Place | null {
  const [document] = readFlow(flow).documents;
  const [call] = [...(document?.references ?? []), ...(document?.withoutMeaning ?? [])];
  return call === undefined ? null : placeOf(call.path, generation);
}

describe('the places of a flow', () => {
  for (const row of rows) {
    for (const generation of generations) {
      it(`are as Kestra ${generation} has them: ${row.place}`, () => {
        const seen = row[generation];
        const place = placeIn(row.flow, generation);
        if (row.place === afterRendering) {
          assert.equal(place, null);
          return;
        }
        const told = `${JSON.stringify(place)} ${JSON.stringify(seen)}`;
        if (place?.kind === 'through-render') {
          assert.match(row.place, /^flow\.variables/, told);
        } else if ('refused' in seen) {
          assert.ok(place?.kind !== 'rendered' || refusedElsewhere[generation].test(row.flow), told);
        } else if (seen.by.length === 0) {
          const expected = notRunTo.has(row.place) ? 'rendered' : 'never-rendered';
          assert.equal(place?.kind, expected, told);
        } else {
          assert.ok(place?.kind === 'rendered', told);
          assert.ok(place.by !== null && seen.by.includes(place.by), told);
          const { onMissing } = seen;
          if (onMissing === null || onMissing === 'unknown' || row.place === mayFail) return;
          // The execution goes on without the label.
          assert.equal(place.onMissing === 'label-dropped' ? 'ignored' : place.onMissing, onMissing, told);
        }
      });
    }
  }
});
