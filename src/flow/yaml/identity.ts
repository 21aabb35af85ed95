import type { CST } from 'yaml';
import type { FlowNamespace } from '../types.ts';
import { isScalarToken, keyText } from './walk.ts';
import { scalarOf } from './scalars.ts';

export interface Identity {
  readonly isFlow: boolean;
  readonly id: string | null;
  readonly namespace: FlowNamespace | null;
}

/** What the root of a document says it is. */
export function identityOf(text: string, root: CST.Token | undefined): Identity {
  const entries = new Map<string, CST.Token | null>();
  const anchors = anchorsUnder(root);
  addEntries(text, root, anchors, entries, new Set());
  const namespace = entries.get('namespace');
  const id = entries.get('id');
  const isFlow =
    id !== undefined && namespace !== undefined && (entries.has('tasks') || entries.has('triggers'));
  return {
    isFlow,
    id: id === undefined ? null : keyText(text, dereference(id, anchors)),
    namespace: namespace === undefined ? null : namespaceOf(text, dereference(namespace, anchors)),
  };
}

/** Maps that one map may merge: more than anybody writes, fewer than the stack holds. */
const mostMerged = 500;

/** The entries of a map, those it merges (`<<`) included; an entry of its own wins. */
function addEntries(
  text: string,
  token: CST.Token | null | undefined,
  anchors: ReadonlyMap<string, CST.Token>,
  entries: Map<string, CST.Token | null>,
  seen: Set<CST.Token>,
): void {
  // An alias can lead back to where it stands, and many to the same map.
  if (token === null || token === undefined || seen.has(token) || seen.size > mostMerged) return;
  seen.add(token);
  const isList = token.type === 'flow-collection' && token.start.type === 'flow-seq-start';
  if (token.type === 'block-seq' || isList) {
    for (const item of token.items)
      addEntries(text, dereference(item.value, anchors), anchors, entries, seen);
    return;
  }
  if (token.type !== 'block-map' && token.type !== 'flow-collection') return;
  const merged: (CST.Token | null)[] = [];
  for (const item of token.items) {
    const key = keyText(text, item.key ?? null);
    if (key === '<<') merged.push(dereference(item.value, anchors));
    else if (key !== null && !entries.has(key)) entries.set(key, item.value ?? null);
  }
  for (const map of merged) addEntries(text, map, anchors, entries, seen);
}

/** The node that an alias names; any other node is itself. */
function dereference(
  token: CST.Token | null | undefined,
  anchors: ReadonlyMap<string, CST.Token>,
): CST.Token | null {
  if (token?.type === 'alias') return anchors.get(token.source.slice(1)) ?? null;
  return token ?? null;
}

/** The anchored nodes up to a few levels below the root, where a merged map or a namespace would stand. */
function anchorsUnder(root: CST.Token | undefined): Map<string, CST.Token> {
  const anchors = new Map<string, CST.Token>();
  const visit = (token: CST.Token | null | undefined, depth: number): void => {
    if (depth > 20 || token === null || token === undefined) return;
    if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return;
    for (const item of token.items) {
      for (const mark of [...item.start, ...(item.sep ?? [])]) {
        if (mark.type === 'anchor' && item.value) anchors.set(mark.source.slice(1), item.value);
      }
      visit(item.value, depth + 1);
    }
  };
  visit(root, 0);
  return anchors;
}

const nulls = new Set(['', '~', 'null', 'Null', 'NULL']);

function namespaceOf(text: string, token: CST.Token | null): FlowNamespace {
  if (token === null || !isScalarToken(token)) return { kind: 'dynamic' };
  const scalar = scalarOf(text, token, { rendered: false, takesExpression: false, inFlowCollection: false });
  const { decoded, contentStart, contentEnd } = scalar.decode();
  const value = decoded.text.trim();
  if (value.includes('{') || (scalar.style === 'plain' && nulls.has(value))) return { kind: 'dynamic' };
  if (value === '') return { kind: 'dynamic' };
  return { kind: 'literal', value, range: { start: contentStart, end: contentEnd } };
}
