import type { CallAtCursor, CursorContext } from '../flow/index.ts';
import type { Asking } from './asking.ts';
import { endingFor, endingToLeave, type Ending } from './closers.ts';
import type { Completion, InsertPart } from './completion-types.ts';
import { itemFor } from './items.ts';
import { offeredNames, offeredSubkeys } from './offered-names.ts';
import { writeName } from './write-name.ts';

type StringContext = Extract<CursorContext, { readonly kind: 'string' }>;

/** The names inside `secret('…')`, each in the place of the string's content. */
export function namesInString(asking: Asking, context: StringContext): Completion[] {
  const { quote, call } = context;
  const key = call.arguments.key;
  // A piece of a longer expression is no name: what is written here becomes a part of one.
  if (key !== undefined && !key.literal && key.value.kind !== 'choice') return [];
  const mayTakeSubkey = takesSubkey(call) && key?.literal !== false && endsAtCursor(asking);
  const endings = { name: endingOf(asking, context), subkey: endingToLeave(asking, ...closersOf(context)) };
  return offeredNames(asking).flatMap((offered, index) => {
    const name = writeName(offered.name, quote, asking.scalar);
    if (name === null) return [];
    const withSubkey = mayTakeSubkey && offered.withSubkey;
    const ending = withSubkey ? endings.subkey : endings.name;
    // The string's own closing quote closes the subkey then.
    const parts: InsertPart[] = withSubkey
      ? [{ text: `${name}${quote}, subkey=${quote}` }, { stop: 1 }, ...endOf(ending)]
      : [{ text: name }, ...endOf(ending)];
    return itemFor(asking, {
      kind: 'secret',
      label: offered.name,
      detail: offered.detail,
      documentation: offered.documentation,
      parts,
      over: ending.over,
      filter: name,
      rank: index,
      retrigger: withSubkey,
    });
  });
}

/** The subkeys inside `subkey='…'`, of the secret that the call's key names. */
export function subkeysInString(asking: Asking, context: StringContext): Completion[] {
  const offered = offeredSubkeys(asking, context.call);
  if (offered === null) return [];
  const ending = endingToLeave(asking, ...closersOf(context));
  return offered.names.flatMap((subkey, index) => {
    const content = writeName(subkey, context.quote, asking.scalar);
    if (content === null || subkey === '') return [];
    return itemFor(asking, {
      kind: 'subkey',
      label: subkey,
      detail: offered.detail,
      documentation: offered.documentation,
      parts: [{ text: content }, ...stopBefore(ending), ...endOf(ending)],
      over: ending.over,
      filter: content,
      rank: index,
      retrigger: false,
    });
  });
}

/** Whether a `subkey=` can still be added to a call that has at most its key. */
export function takesSubkey(call: CallAtCursor): boolean {
  return call.arguments.subkey === undefined && call.positional < 2 && !call.named.includes('full');
}

function endsAtCursor({ insert, replace }: Asking): boolean {
  return insert.end === replace.end;
}

function endingOf(asking: Asking, context: StringContext): Ending {
  return endingFor(asking, ...closersOf(context));
}

/** What closes the string and its call, and what of that is missing for certain. */
function closersOf({ quote, closed }: StringContext): [closers: string[], first: string] {
  return closed ? [[quote, ')'], ''] : [[')'], quote];
}

/** Where the cursor stays for now if all is closed behind it: Tab leads on from there. */
export function stopBefore({ over }: Ending): InsertPart[] {
  return over === 0 ? [] : [{ stop: 1 }];
}

/** The ending as parts of an item, the last stop after it. */
export function endOf({ text }: Ending): InsertPart[] {
  return text === '' ? [] : [{ text }, { stop: 0 }];
}
