import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { placeOf } from '../../../src/flow/places/place-of.ts';
import { objects } from '../../../src/flow/places/table.ts';
import { generations, type Generation, type PlaceStep } from '../../../src/flow/places/types.ts';

/** The objects of which the README names every key, as it writes where they stand. */
const named = {
  '': objects.flow,
  'inputs[].': objects.input,
  'inputs[].dependsOn.': objects.dependency,
  'outputs[].': objects.output,
  'checks[].': objects.check,
  'sla[].': objects.assertion,
  'tasks[].': objects.task,
  'triggers[].': objects.trigger,
};

/** The steps to a place as the README writes it: `tasks[flow.Pause].pauseDuration`; in brackets a type of Kestra's own. */
function stepsTo(place: string): PlaceStep[] {
  let type: string | null = null;
  return [...place.matchAll(/(\w+)(\[([\w.]*)\])?/g)].flatMap(([, key = '', list, inside]) => {
    const step: PlaceStep = { kind: 'key', key, type };
    type = inside ? `io.kestra.plugin.core.${inside}` : null;
    return list === undefined ? [step] : [step, { kind: 'item' }];
  });
}

/** What the row is called in which a place belongs; null: in none. */
function rowOf(place: string, generation: Generation): string | null {
  const found = placeOf({ steps: stepsTo(place), isKey: false }, generation);
  switch (found.kind) {
    case 'rendered':
      return found.by === null ? null : `rendered by the ${found.by}`;
    case 'through-render':
      return 'rendered only through `render()`';
    case 'never-rendered':
      return 'never rendered';
    case 'refused':
      return 'refused';
    case 'no-part':
      return null;
  }
}

describe('the list of places in docs/places.md', () => {
  const section = readFileSync('docs/places.md', 'utf8');
  const rows = [...section.matchAll(/^\| \*\*(.+)\*\* \| (.+) \|$/gm)].map(([, row = '', places = '']) => ({
    row,
    places: [...places.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place),
  }));

  it('has a row for each thing that Kestra does', () => {
    assert.deepEqual(
      rows.map(({ row }) => row),
      [
        'rendered by the worker',
        'rendered by the executor',
        'rendered by the web server',
        'rendered by the scheduler',
        'rendered only through `render()`',
        'never rendered',
        'refused',
      ],
    );
  });

  it('says of each place what the table says, of both generations', () => {
    for (const { row, places } of rows) {
      assert.ok(places.length > 0, row);
      for (const place of places) {
        for (const generation of generations) assert.equal(rowOf(place, generation), row, place);
      }
    }
  });

  it('names every key of which the generations say the same', () => {
    const all = Object.entries(named).flatMap(([before, { keys }]) =>
      Object.entries(keys).flatMap(([key, rule]) => {
        // Of a map that Kestra knows, what stands in it counts.
        const isMap = ('as' in rule ? [rule] : Object.values(rule)).some(({ as }) =>
          ['object', 'objects', 'labels'].includes(as),
        );
        const place = `${before}${key}`;
        const [newer, older] = generations.map((generation) => rowOf(place, generation));
        return isMap || newer !== older || newer === null ? [] : [place];
      }),
    );
    const listed = rows.flatMap(({ places }) => places);
    assert.deepEqual(
      all.filter((place) => !listed.includes(place)),
      [],
    );
    assert.equal(new Set(listed).size, listed.length, 'each once');
  });
});
