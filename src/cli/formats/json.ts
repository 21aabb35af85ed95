import { printableJson } from '../../language/index.ts';
import type { JsonDocument } from '../document.ts';

/** So many items of a list are written at a time: of all of them the text would be many times as large as they are. */
const itemsAtOnce = 200;

/** The contract's one document, in pieces that are written one after the other. */
export function* jsonPieces(document: JsonDocument): Generator<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(document) as [string, unknown][]) {
    if (value === undefined) continue;
    if (!Array.isArray(value) || value.length <= itemsAtOnce) {
      yield printableJson(`${before}${inside(JSON.stringify({ [key]: value }, null, 2))}`);
    } else {
      yield `${before}  ${JSON.stringify(key)}: [\n`;
      for (let first = 0; first < value.length; first += itemsAtOnce) {
        const some: unknown = value.slice(first, first + itemsAtOnce);
        const items = inside(inside(JSON.stringify({ some }, null, 2)));
        yield printableJson(`${first === 0 ? '' : ',\n'}${items}`);
      }
      yield '\n  ]';
    }
    before = ',\n';
  }
  yield '\n}\n';
}

/** The lines of a JSON text without its first and its last, which only open and close what is in between. */
function inside(json: string): string {
  return json.slice(json.indexOf('\n') + 1, json.lastIndexOf('\n'));
}
