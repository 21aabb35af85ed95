import type { CatalogSnapshot } from '../catalog/index.ts';
import type { CallAtCursor, CursorContext, FlowFile, ScalarAtCursor } from '../flow/types.ts';
import type { TextRange } from '../ports/text.ts';
import type { When } from './facts.ts';
import { offeredSecrets, type OfferedSecret, type Place } from './offered.ts';

/** Above this an answer is cut, and asked for again at the next letter. */
const mostOffered = 1000;

/** A place at which something is offered. */
export type CursorPlaceContext = Exclude<CursorContext, { readonly kind: 'none' }>;

/** What every item of one completion is made from. */
export interface Asking {
  readonly file: FlowFile;
  readonly scalar: ScalarAtCursor;
  /** What stands between the start of the ranges and the cursor. */
  readonly typed: string;
  readonly insert: TextRange;
  readonly replace: TextRange;
  /** Every secret that a call at this place can ask for. */
  readonly known: readonly OfferedSecret[];
  /** Those of them that are offered: all, or the thousand that fit best. */
  readonly offered: readonly OfferedSecret[];
  /** For ages and dates. */
  readonly when: When;
}

export function askingAt(
  file: FlowFile,
  context: CursorPlaceContext,
  snapshot: CatalogSnapshot,
  when: When,
): Asking {
  const { replace, scalar } = context;
  const insert = insertRange(file.text, context);
  const typed = file.text.slice(insert.start, context.insert.end);
  const known = offeredSecrets(snapshot, placeOf(file, context));
  const offered = known.length > mostOffered ? fittingFirst(known, typed) : known;
  return {
    file,
    scalar,
    typed,
    insert,
    replace,
    offered,
    known,
    when,
  };
}

/**
 * Up to the cursor, as a rule. Where a whole value is written, the braces, quotes and brackets that an editor closed
 * behind the cursor are replaced in either insert mode: left there, they would be no YAML.
 */
function insertRange(text: string, { kind, insert, replace }: CursorPlaceContext): TextRange {
  const behind = text.slice(insert.end, replace.end);
  return kind === 'value' && /[})"']/.test(behind) ? replace : insert;
}

function placeOf(file: FlowFile, context: CursorPlaceContext): Place {
  const call: CallAtCursor | null = 'call' in context ? context.call : null;
  return {
    namespaceArgument: call?.arguments.namespace?.value ?? null,
    flowNamespace: file.documents[context.document]?.namespace ?? null,
  };
}

/** As many as can be taken: those that hold the typed letters, before those that do not. */
function fittingFirst(offered: readonly OfferedSecret[], typed: string): OfferedSecret[] {
  const letters = typed.toLowerCase();
  const fits = ({ secret }: OfferedSecret) => secret.name.toLowerCase().includes(letters);
  const fitting = offered.filter(fits);
  return [...fitting, ...offered.filter((each) => !fits(each))].slice(0, mostOffered);
}
