import type { CST } from 'yaml';
import { expressionEnd, isExpressionStart } from './expression-values.ts';
import {
  isKestraObject,
  isObjectListItem,
  placeOfItem,
  placeUnder,
  rootPlace,
  type Place,
} from './rendered.ts';
import { scalarOf, unquotedExpression, type Scalar, type ScalarPlace, type ScalarToken } from './scalars.ts';

/** Deeper than any flow, and no danger to the stack. */
const deepest = 200;

/** A place where a value could be and nothing is. */
export interface EmptyPlace {
  /** Right after the `:` or `-`. */
  readonly offset: number;
  readonly rendered: boolean;
  readonly takesExpression: boolean;
  readonly inFlowCollection: boolean;
}

export interface Walk {
  readonly text: string;
  readonly scalars: Scalar[];
  readonly empty: EmptyPlace[];
  /** Where a `{` begins a flow map: it may be the first brace of an expression. */
  readonly braces: EmptyPlace[];
  depth: number;
}

/** All values below `token`, in the order of the text; keys are none. */
export function walkDocument(text: string, token: CST.Token | undefined): Walk {
  const walk: Walk = { text, scalars: [], empty: [], braces: [], depth: 0 };
  walkValue(walk, token, rootPlace, false);
  return walk;
}

function walkValue(
  walk: Walk,
  token: CST.Token | null | undefined,
  place: Place,
  inFlowCollection: boolean,
): void {
  if (token === null || token === undefined || walk.depth >= deepest) return;
  walk.depth += 1;
  if (isScalarToken(token)) {
    if (token.offset < walk.text.length) {
      walk.scalars.push(scalarOf(walk.text, token, scalarPlace(place, inFlowCollection)));
    }
  } else if (token.type === 'block-map') {
    walkMap(walk, token.items, place, false);
  } else if (token.type === 'block-seq') {
    walkList(walk, token.items, place, false);
  } else if (token.type === 'flow-collection') {
    walkFlowCollection(walk, token, place, inFlowCollection);
  }
  walk.depth -= 1;
}

function walkFlowCollection(
  walk: Walk,
  token: CST.FlowCollection,
  place: Place,
  inFlowCollection: boolean,
): void {
  const { text } = walk;
  if (token.start.type !== 'flow-map-start') {
    walkList(walk, token.items, place, true);
    return;
  }
  walk.braces.push({ offset: token.offset, ...scalarPlace(place, inFlowCollection) });
  if (isExpressionStart(text, token.offset)) {
    const end = expressionEnd(text, token.offset);
    walk.scalars.push(unquotedExpression(text, token.offset, end, scalarPlace(place, inFlowCollection)));
    return;
  }
  walkMap(walk, token.items, place, true);
}

function walkMap(
  walk: Walk,
  items: readonly CST.CollectionItem[],
  place: Place,
  inFlowCollection: boolean,
): void {
  const isObject = isKestraObject(place, typeOf(walk.text, items));
  for (const item of items) {
    const under = placeUnder(place, keyText(walk.text, item.key), isObject);
    if (item.value !== undefined) {
      walkValue(walk, item.value, under, inFlowCollection);
      continue;
    }
    const colon = item.sep?.find((token) => token.type === 'map-value-ind');
    if (colon !== undefined) {
      walk.empty.push({ offset: colon.offset + 1, ...scalarPlace(under, inFlowCollection) });
    }
  }
}

function walkList(
  walk: Walk,
  items: readonly CST.CollectionItem[],
  place: Place,
  inFlowCollection: boolean,
): void {
  const under = placeOfItem(place);
  for (const item of items) {
    // In a flow list `[a: b]` is an item that is a map of one entry.
    if (item.key !== undefined && item.key !== null) {
      walkMap(walk, [item], under, inFlowCollection);
      continue;
    }
    if (item.value !== undefined) {
      walkValue(walk, item.value, under, inFlowCollection);
      continue;
    }
    const dash = item.start.find((token) => token.type === 'seq-item-ind');
    if (dash !== undefined) {
      walk.empty.push({ offset: dash.offset + 1, ...scalarPlace(under, inFlowCollection) });
    }
  }
}

function scalarPlace(place: Place, inFlowCollection: boolean): ScalarPlace {
  return { rendered: place.rendered, takesExpression: !isObjectListItem(place), inFlowCollection };
}

export function isScalarToken(token: CST.Token): token is ScalarToken {
  return (
    token.type === 'scalar' ||
    token.type === 'single-quoted-scalar' ||
    token.type === 'double-quoted-scalar' ||
    token.type === 'block-scalar'
  );
}

/** The text of a key, or of another scalar of which only the text is wanted; null where it is no scalar. */
export function keyText(text: string, token: CST.Token | null | undefined): string | null {
  if (token === null || token === undefined || !isScalarToken(token)) return null;
  // Most keys are a plain word, which needs no decoding.
  if (token.type === 'scalar' && !token.source.includes('\n')) {
    return text.slice(token.offset, token.offset + token.source.length);
  }
  return scalarOf(text, token, { rendered: false, takesExpression: false, inFlowCollection: false }).decode()
    .decoded.text;
}

function typeOf(text: string, items: readonly CST.CollectionItem[]): string | null {
  const item = items.find(({ key }) => keyText(text, key) === 'type');
  return keyText(text, item?.value);
}
