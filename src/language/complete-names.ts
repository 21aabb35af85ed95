import type { CallAtCursor, CursorContext } from '../flow/index.ts';
import type { Asking, CreatedSecret } from './asking.ts';
import { endingFor, endingToLeave, type Ending } from './closers.ts';
import type { Completion, InsertPart } from './completion-types.ts';
import {
  createdDetail,
  createdDocumentation,
  itemFor,
  secretDetail,
  secretDocumentation,
  subkeyDetail,
} from './items.ts';
import type { OfferedSecret } from './offered.ts';
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
  const created = asking.created.flatMap((secret, index) => createdItem(asking, context, secret, index));
  const listed = asking.offered.flatMap((offered, index) => {
    const name = writeName(offered.secret.name, quote, asking.scalar);
    if (name === null) return [];
    const withSubkey = mayTakeSubkey && hasSubkeys(offered);
    const ending = withSubkey ? endings.subkey : endings.name;
    // The string's own closing quote closes the subkey then.
    const parts: InsertPart[] = withSubkey
      ? [{ text: `${name}${quote}, subkey=${quote}` }, { stop: 1 }, ...endOf(ending)]
      : [{ text: name }, ...endOf(ending)];
    return itemFor(asking, {
      kind: 'secret',
      label: offered.secret.name,
      detail: secretDetail(offered),
      documentation: secretDocumentation(offered, asking),
      parts,
      over: ending.over,
      filter: name,
      rank: index,
      retrigger: withSubkey,
    });
  });
  return [...listed, ...created];
}

/** After those that backends have. */
function createdItem(
  asking: Asking,
  context: StringContext,
  secret: CreatedSecret,
  index: number,
): Completion[] {
  const name = writeName(secret.name, context.quote, asking.scalar);
  if (name === null) return [];
  const ending = endingOf(asking, context);
  return itemFor(asking, {
    kind: 'secret',
    label: secret.name,
    detail: createdDetail(),
    documentation: createdDocumentation(secret),
    parts: [{ text: name }, ...endOf(ending)],
    over: ending.over,
    filter: name,
    rank: asking.offered.length + index,
    retrigger: false,
  });
}

/** The subkeys inside `subkey='…'`, of the secret that the call's key names. */
export function subkeysInString(asking: Asking, context: StringContext): Completion[] {
  const offered = secretOfCall(asking, context.call);
  if (offered?.secret.subkeys.state !== 'known') return [];
  const ending = endingToLeave(asking, ...closersOf(context));
  return offered.secret.subkeys.names.flatMap((subkey, index) => {
    const content = writeName(subkey, context.quote, asking.scalar);
    if (content === null || subkey === '') return [];
    return itemFor(asking, {
      kind: 'subkey',
      label: subkey,
      detail: subkeyDetail(offered),
      documentation: secretDocumentation(offered, asking),
      parts: [{ text: content }, ...stopBefore(ending), ...endOf(ending)],
      over: ending.over,
      filter: content,
      rank: index,
      retrigger: false,
    });
  });
}

/** The secret that the call's key names, if it is one of those that are offered. */
export function secretOfCall(asking: Asking, call: CallAtCursor): OfferedSecret | null {
  const key = call.arguments.key?.value;
  if (key?.kind !== 'constant' || typeof key.value !== 'string') return null;
  return asking.find(key.value);
}

/** Whether a `subkey=` can still be added to a call that has at most its key. */
export function takesSubkey(call: CallAtCursor): boolean {
  return call.arguments.subkey === undefined && call.positional < 2 && !call.named.includes('full');
}

/** Whether an item may ask for a subkey: those that are known, or can be learnt without the value. */
export function hasSubkeys({ secret, backend }: OfferedSecret): boolean {
  switch (secret.subkeys.state) {
    case 'known':
      return secret.subkeys.names.length > 0;
    case 'none':
      return false;
    case 'not-read':
      return backend.abilities?.subkeys === 'without-value';
  }
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
