import type { CatalogSnapshot } from '../catalog/types.ts';
import { cursorAt } from '../flow/index.ts';
import type { FlowFile } from '../flow/types.ts';
import { askingAt, type Asking, type CursorPlaceContext } from './asking.ts';
import { argumentsAt, argumentValuesAt } from './complete-arguments.ts';
import { callsAt, templatesAt } from './complete-calls.ts';
import { namesInString, secretOfCall, subkeysInString } from './complete-names.ts';
import type { Completion, Completions } from './completion-types.ts';
import type { When } from './facts.ts';

const nothing: Completions = { items: [], isIncomplete: false, learn: null };

/**
 * What can be chosen at an offset, from what is known now; never waits. Every item, once accepted, leaves YAML and
 * Pebble that ask for exactly what its label says: what cannot be written at a place is not offered there.
 */
export function completionsAt(
  file: FlowFile,
  offset: number,
  snapshot: CatalogSnapshot,
  when: When,
): Completions {
  const context = cursorAt(file, offset);
  if (context.kind === 'none') return nothing;
  const asking = askingAt(file, context, snapshot, when);
  // Where nothing is typed yet, the next letter decides whether names are offered, too.
  const mayGrow = context.kind === 'expression' || context.kind === 'value';
  return {
    items: itemsAt(asking, context),
    isIncomplete: snapshot.refreshing || asking.offered.length < asking.known.length || mayGrow,
    learn: wantedSubkeys(asking, context),
  };
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

/** The secret whose subkeys are asked for at this place, where they can be learnt without its value. */
function wantedSubkeys(asking: Asking, context: CursorPlaceContext): Completions['learn'] {
  const place = context.kind === 'string' || context.kind === 'argument-value' ? context : null;
  if (place?.argument !== 'subkey') return null;
  const offered = secretOfCall(asking, place.call);
  if (offered?.secret.subkeys.state !== 'not-read') return null;
  if (offered.backend.abilities?.subkeys !== 'without-value') return null;
  return { backend: offered.backend.id, name: offered.secret.lookupName };
}
