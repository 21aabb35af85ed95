import * as l10n from '@vscode/l10n';
import { type ArgumentName, argumentNames, type CallAtCursor, type CursorContext } from '../flow/index.ts';
import type { Asking } from './asking.ts';
import { endingFor, endingToLeave, quoteFor, type Ending } from './closers.ts';
import { endOf, stopBefore, takesSubkey } from './complete-names.ts';
import type { Completion, InsertPart } from './completion-types.ts';
import { itemFor } from './items.ts';
import { offeredNames, offeredSubkeys } from './offered-names.ts';
import { writeName } from './write-name.ts';

type ArgumentContext = Extract<CursorContext, { readonly kind: 'argument' }>;
type ValueContext = Extract<CursorContext, { readonly kind: 'argument-value' }>;

/** What can stand after `(` or `,`: secret names with their quotes where the key is due, and the named arguments. */
export function argumentsAt(asking: Asking, context: ArgumentContext): Completion[] {
  const { call } = context;
  const later = Object.values(call.arguments).filter(({ range }) => range.start >= asking.replace.end);
  // What is written here would become another argument than it was meant to be.
  if (later.some(({ name }) => !call.named.includes(name))) return [];
  if (!canStandBefore(asking.scalar.restOfLine)) return [];
  const first = call.positional === 0 && call.arguments.key === undefined && call.named.length === 0;
  const names = first ? quotedNames(asking, call, takesSubkey(call)) : [];
  return [...names, ...namedArguments(asking, call, names.length)];
}

/** What can stand after `name=`: names or subkeys with their quotes, `true` for `full`. */
export function argumentValuesAt(asking: Asking, context: ValueContext): Completion[] {
  // A value that stands there already would follow the new one.
  if (!/^\s*(?:$|[),}%])/.test(asking.scalar.restOfLine)) return [];
  switch (context.argument) {
    case 'key':
      return quotedNames(asking, context.call, false);
    case 'subkey':
      return quotedSubkeys(asking, context.call);
    case 'full':
      return itemFor(asking, {
        kind: 'argument',
        label: 'true',
        detail: argumentWords('full'),
        documentation: () => [],
        parts: [{ text: 'true' }],
        filter: 'true',
        rank: 0,
        retrigger: false,
      });
    case 'namespace':
      return [];
  }
}

/** Whether an argument can be written before this rest of a call: before another named one, a comma or the call's end. */
function canStandBefore(rest: string): boolean {
  return /^\s*(?:$|[),}%]|(?:key|namespace|subkey|full)\s*=)/.test(rest);
}

function quotedNames(asking: Asking, call: CallAtCursor, mayTakeSubkey: boolean): Completion[] {
  const quote = quoteFor(asking.scalar, call);
  const endings = { name: endingOf(asking), subkey: endingOf(asking, endingToLeave) };
  return offeredNames(asking).flatMap((offered, index) => {
    const name = writeName(offered.name, quote, asking.scalar);
    if (name === null) return [];
    const withSubkey = mayTakeSubkey && offered.withSubkey;
    const ending = withSubkey ? endings.subkey : endings.name;
    const subkey: InsertPart[] = withSubkey
      ? [{ text: `, subkey=${quote}` }, { stop: 1 }, { text: quote }]
      : [];
    return itemFor(asking, {
      kind: 'secret',
      label: `${quote}${offered.name}${quote}`,
      detail: offered.detail,
      documentation: offered.documentation,
      parts: [{ text: `${quote}${name}${quote}` }, ...subkey, ...endOf(ending)],
      over: ending.over,
      filter: name,
      rank: index,
      retrigger: withSubkey,
    });
  });
}

function quotedSubkeys(asking: Asking, call: CallAtCursor): Completion[] {
  const offered = offeredSubkeys(asking, call);
  if (offered === null) return [];
  const quote = quoteFor(asking.scalar, call);
  const ending = endingOf(asking, endingToLeave);
  return offered.names.flatMap((subkey, index) => {
    const content = writeName(subkey, quote, asking.scalar);
    if (content === null || subkey === '') return [];
    return itemFor(asking, {
      kind: 'subkey',
      label: `${quote}${subkey}${quote}`,
      detail: offered.detail,
      documentation: offered.documentation,
      parts: [{ text: `${quote}${content}${quote}` }, ...stopBefore(ending), ...endOf(ending)],
      over: ending.over,
      filter: content,
      rank: index,
      retrigger: false,
    });
  });
}

/** The named arguments that the call has not yet and can still take. */
function namedArguments(asking: Asking, call: CallAtCursor, rank: number): Completion[] {
  const quote = quoteFor(asking.scalar, call);
  const next = /^\s*(\w+)\s*=/.exec(asking.scalar.restOfLine)?.[1];
  const isGiven = (name: ArgumentName) =>
    name === next || call.named.includes(name) || argumentNames.indexOf(name) < call.positional;
  // Kestra: SecretFunction fails where both are given.
  const excluded: ArgumentName[] = [
    ...(isGiven('full') ? (['subkey'] as const) : []),
    ...(isGiven('subkey') ? (['full'] as const) : []),
  ];
  const order: readonly ArgumentName[] = ['subkey', 'namespace', 'full', 'key'];
  // `key=` is only of use where the key was not given first.
  const wanted = order.filter((name) => name !== 'key' || call.named.length > 0);
  return wanted
    .filter((name) => !isGiven(name) && !excluded.includes(name))
    .flatMap((name, index) => {
      const value: InsertPart[] =
        name === 'full'
          ? [{ text: 'full=true' }]
          : [{ text: `${name}=${quote}` }, { stop: 1 }, { text: quote }];
      const ending = endingOf(asking, name === 'full' ? endingFor : endingToLeave);
      return itemFor(asking, {
        kind: 'argument',
        label: `${name}=`,
        detail: argumentWords(name),
        documentation: () => [],
        parts: [{ text: spaceBefore(asking) }, ...value, ...endOf(ending)],
        over: ending.over,
        filter: `${name}=`,
        rank: rank + index,
        retrigger: name === 'subkey' || name === 'key',
      });
    });
}

/** One clause on what an argument is for. */
function argumentWords(name: ArgumentName): string {
  switch (name) {
    case 'key':
      return l10n.t('name of the secret');
    case 'namespace':
      return l10n.t("namespace to look in, if not the flow's own");
    case 'subkey':
      return l10n.t('one field of a secret that holds several');
    case 'full':
      return l10n.t('the secret as a map, with its metadata');
  }
}

function spaceBefore({ file, insert }: Asking): string {
  return file.text[insert.start - 1] === ',' ? ' ' : '';
}

/** A comma where another argument follows, else what closes the call and its expression where they are not closed. */
function endingOf(asking: Asking, close: typeof endingFor = endingFor): Ending {
  const { restOfLine } = asking.scalar;
  if (/^\s*\w/.test(restOfLine)) return { text: restOfLine.startsWith(' ') ? ',' : ', ', over: 0 };
  return close(asking, [')']);
}
