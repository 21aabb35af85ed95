import { parseAllDocuments } from 'yaml';
import type { CatalogSnapshot } from '../../../src/catalog/types.ts';
import { readFlow } from '../../../src/flow/index.ts';
import type { FlowFile, SecretReference } from '../../../src/flow/types.ts';
import type { Completion, Completions } from '../../../src/language/completion-types.ts';
import { completionsAt, type CompletionOptions } from '../../../src/language/completions.ts';
import { fetchedAt } from '../../fakes/catalog-snapshot.ts';
import { cursorIn } from '../../fakes/cursor.ts';

/** VS Code's `editor.suggest.insertMode`. */
export type Mode = 'insert' | 'replace';
export const modes: readonly Mode[] = ['insert', 'replace'];

/** What is offered at the cursor of a marked flow, by default to somebody who asks for it. */
export function offeredIn(
  marked: string,
  snapshot: CatalogSnapshot,
  asked: CompletionOptions['asked'] = 'by-command',
): Completions {
  const { text, offset } = cursorIn(marked);
  return completionsAt(readFlow(text), offset, snapshot, { now: fetchedAt, locale: 'en', asked });
}

/** The item of that label. */
export function itemIn(marked: string, label: string, snapshot: CatalogSnapshot): Completion {
  const { items } = offeredIn(marked, snapshot);
  const item = items.find((each) => each.label === label);
  if (item === undefined) throw new Error(`no ${label} among ${items.map((each) => each.label).join(' ')}`);
  return item;
}

/** The marked flow after the item was accepted, the cursor at its first stop or after it. */
export function accepted(marked: string, item: Completion, mode: Mode): string {
  return acceptedTo(
    item.insertText.some((part) => 'stop' in part && part.stop === 1) ? 1 : 0,
    marked,
    item,
    mode,
  );
}

/** The same, the cursor where Tab leads to at last. */
export function acceptedAndLeft(marked: string, item: Completion, mode: Mode): string {
  return acceptedTo(0, marked, item, mode);
}

function acceptedTo(stop: number, marked: string, item: Completion, mode: Mode): string {
  const { text } = cursorIn(marked);
  const { start, end } = mode === 'insert' ? item.insert : item.replace;
  const inner = item.insertText
    .map((part) => ('text' in part ? part.text.replaceAll('|', '¦') : part.stop === stop ? '|' : ''))
    .join('');
  const before = text.slice(0, start).replaceAll('|', '¦');
  const after = [...item.additionalEdits]
    .reverse()
    .reduce(
      (rest, edit) => rest.slice(0, edit.range.start - end) + edit.text + rest.slice(edit.range.end - end),
      text.slice(end),
    )
    .replaceAll('|', '¦');
  return `${before}${inner.includes('|') ? inner : `${inner}|`}${after}`;
}

/** What the flow reads as, without its cursor. */
export function readMarked(marked: string): FlowFile {
  return readFlow(cursorIn(marked).text);
}

/** The references of a flow that is without a fault, as YAML and as Pebble; throws where it has one. */
export function faultless(file: FlowFile): readonly SecretReference[] {
  const errors = parseAllDocuments(file.text).flatMap((document) => document.errors);
  if (errors.length > 0) throw new Error(`${errors[0]?.message ?? ''} in\n${file.text}`);
  const problems = file.documents.flatMap((document) => document.problems);
  if (problems.length > 0) {
    throw new Error(`${problems.map((problem) => problem.code).join(' ')} in\n${file.text}`);
  }
  return file.documents.flatMap((document) => document.references);
}

/** The name and subkey of the only reference of a faultless flow, such as `api` or `api/keys`. */
export function askedIn(marked: string): string {
  const [reference, ...others] = faultless(readMarked(marked));
  if (reference === undefined || others.length > 0) throw new Error(`not one call in\n${marked}`);
  const { key, subkey } = reference.arguments;
  return [key, subkey]
    .flatMap((argument) => (argument === undefined ? [] : [constant(argument.value)]))
    .join('/');
}

function constant(value: { readonly kind: string; readonly value?: unknown }): string {
  return value.kind === 'constant' ? String(value.value) : `<${value.kind}>`;
}
