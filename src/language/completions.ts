import type { CatalogSnapshot } from '../catalog/index.ts';
import { meaningAt } from '../flow/cursor/index.ts';
import type { FlowFile } from '../flow/index.ts';
import type { FlowIndex } from '../index/index.ts';
import { asWritten } from './as-written.ts';
import { askingAt, type Asking, type CursorPlaceContext } from './asking.ts';
import { argumentsAt, argumentValuesAt } from './complete-arguments.ts';
import { asksForNames, callsAt, templatesAt } from './complete-calls.ts';
import { namesInString, subkeysInString } from './complete-names.ts';
import type { Completion, Completions } from './completion-types.ts';
import type { When } from './facts.ts';
import { namesInOtherFlows } from './names-in-flows.ts';
import { secretOfCall } from './offered-names.ts';

export interface CompletionOptions extends When {
  /**
   * What has led to the question: somebody asked for suggestions, or typed a word (VS Code does not tell these apart), a
   * blank, another character of those that ask, or went on typing in a list that was not whole.
   */
  readonly asked: 'by-command' | 'by-blank' | 'by-character' | 'again';
  /** What the folder's flows ask for, and the path there of the flow at hand; left out: nobody can tell. */
  readonly otherFlows?: OtherFlows;
}

/** `index`: null where it is not read yet. `file`: null where the flow is none of the folder's files. */
export interface OtherFlows {
  readonly index: FlowIndex | null;
  readonly file: string | null;
}

const noCompletions: Completions = { items: [], isIncomplete: false, learn: null, readFlows: false };

/**
 * What can be chosen at an offset, from what is known now; never waits. Every item, once accepted, leaves YAML and
 * Pebble that ask for exactly what its label says: what cannot be written at a place is not offered there.
 */
export function completionsAt(
  file: FlowFile,
  offset: number,
  snapshot: CatalogSnapshot,
  options: CompletionOptions,
): Completions {
  const meant = meaningAt(file, offset);
  const { context, file: mended } = meant;
  if (context.kind === 'none') return noCompletions;
  const isKnown = snapshot.backends.length > 0 || snapshot.kestra !== undefined;
  const flows = isKnown ? undefined : options.otherFlows;
  const inFlows =
    flows === undefined || flows.index === null ? [] : namesInOtherFlows(flows.index, flows.file);
  const asking = askingAt(mended, context, snapshot, inFlows, options);
  if (!isAskedFor(asking, context, options)) return noCompletions;
  const readFlows = flows?.index === null && wantsNames(asking, context);
  // The next character leads to another list: a letter to names, a quote to what stands in it. VS Code does not ask for
  // that by itself where a quote is taken for the end of a word.
  const mayGrow = context.kind !== 'string';
  return {
    items: itemsAt(asking, context).map((item) => asWritten(item, meant, file.text)),
    isIncomplete: snapshot.refreshing || asking.isCut || mayGrow || readFlows,
    learn: wantedSubkeys(asking, context),
    readFlows,
  };
}

/**
 * Whether somebody who typed this wants a secret. Enter takes the first row, so that a row which nobody asked for
 * changes what is typed: letters count only where they can be the beginning of nothing but the call.
 */
function isAskedFor(
  { typed, replace, scalar: { restOfLine: restAfter } }: Asking,
  { insert, kind }: CursorPlaceContext,
  { asked }: CompletionOptions,
): boolean {
  if (kind === 'expression') return 'secret'.startsWith(typed) && canEndHere(restAfter);
  if (kind !== 'value') return true;
  if (typed === '') return asked === 'by-command';
  if (typed.startsWith('{{')) return 'secret'.startsWith(typed.replace(/^\{\{-?\s*/, ''));
  if (typed.startsWith('secret(')) return asked !== 'by-blank';
  return (typed === 'secr' || typed === 'secre') && insert.end === replace.end;
}

/** Whether a call may stand before this rest of an expression: where a name or a value follows, the two would run together. */
function canEndHere(rest: string): boolean {
  return /^\s*(?:$|[^\w\s'"([{]|(?:and|or|is|not|contains|equals)\b)/.test(rest);
}

function itemsAt(asking: Asking, context: CursorPlaceContext): Completion[] {
  switch (context.kind) {
    case 'value':
      return templatesAt(asking);
    case 'expression':
      return callsAt(asking);
    case 'argument':
      return argumentsAt(asking, context);
    case 'argument-value':
      return argumentValuesAt(asking, context);
    case 'string':
      if (context.argument === 'key') return namesInString(asking, context);
      return context.argument === 'subkey' ? subkeysInString(asking, context) : [];
  }
}

/** Whether names or subkeys are offered at this place. */
function wantsNames({ typed }: Asking, context: CursorPlaceContext): boolean {
  switch (context.kind) {
    case 'value':
    case 'expression':
      return asksForNames(typed);
    case 'argument':
      return context.call.positional === 0;
    case 'argument-value':
    case 'string':
      return context.argument === 'key' || context.argument === 'subkey';
  }
}

/** The secret whose subkeys are asked for at this place, where they can be learnt without its value. */
function wantedSubkeys(asking: Asking, context: CursorPlaceContext): Completions['learn'] {
  const place = context.kind === 'string' || context.kind === 'argument-value' ? context : null;
  if (place?.argument !== 'subkey') return null;
  const offered = secretOfCall(asking, place.call);
  if (offered?.secret.subkeys.state !== 'not-read') return null;
  if (offered.backend.abilities?.subkeys !== 'without-value') return null;
  return { backend: offered.backend.id, name: offered.secret.lookupName };
}
