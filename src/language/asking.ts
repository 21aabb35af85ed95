import type { CatalogSnapshot } from '../catalog/types.ts';
import type { CallAtCursor, CursorContext, FlowFile, ScalarAtCursor } from '../flow/types.ts';
import type { TextRange } from '../ports/text.ts';
import { offeredSecrets, type OfferedSecret, type Place } from './offered.ts';

/** A place at which something is offered. */
export type CursorPlaceContext = Exclude<CursorContext, { readonly kind: 'none' }>;

/** What every item of one completion is made from. */
export interface Asking {
  readonly file: FlowFile;
  readonly scalar: ScalarAtCursor;
  readonly insert: TextRange;
  readonly replace: TextRange;
  readonly offered: readonly OfferedSecret[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function askingAt(
  file: FlowFile,
  context: CursorPlaceContext,
  snapshot: CatalogSnapshot,
  now: number,
): Asking {
  const { insert, replace, scalar } = context;
  return {
    file,
    scalar,
    insert,
    replace,
    offered: offeredSecrets(snapshot, placeOf(file, context)),
    now,
  };
}

function placeOf(file: FlowFile, context: CursorPlaceContext): Place {
  const call: CallAtCursor | null = 'call' in context ? context.call : null;
  return {
    namespaceArgument: call?.arguments.namespace?.value ?? null,
    flowNamespace: file.documents[context.document]?.namespace ?? null,
  };
}
