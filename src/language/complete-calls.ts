import * as l10n from '@vscode/l10n';
import type { ScalarAtCursor } from '../flow/index.ts';
import type { Asking } from './asking.ts';
import { endingFor, quoteFor } from './closers.ts';
import type { Completion, InsertPart } from './completion-types.ts';
import { itemFor, type Draft } from './items.ts';
import { offeredNames } from './offered-names.ts';
import { writeName } from './write-name.ts';

/** The whole call at an expression's start, and the same with each name once somebody has begun to write it. */
export function callsAt(asking: Asking): Completion[] {
  const { file, insert, scalar } = asking;
  const before = /[{%]/.test(file.text[insert.start - 1] ?? '') ? ' ' : '';
  const end = endingFor(asking, []).text;
  const after = end === '' && /^[}%]/.test(scalar.restOfLine) ? ' ' : end;
  return wholeCalls(asking, { kind: 'call', before, after, quote: quoteFor(scalar, null) });
}

/** The whole `{{ … }}` at a plain place of a value, quoted as YAML needs it. */
export function templatesAt(asking: Asking): Completion[] {
  const { scalar } = asking;
  if (scalar.style === 'plain' && scalar.startsValue) {
    // A plain scalar cannot begin with `{`: the quotes of YAML are written around it, if nothing else stands there.
    if (scalar.restOfLine.trim() !== '') return [];
    const quoted: ScalarAtCursor = { ...scalar, style: 'double-quoted' };
    return wholeCalls(asking, {
      kind: 'template',
      before: '{{ ',
      after: ' }}',
      quote: "'",
      wrap: { scalar: quoted, quote: '"' },
    });
  }
  return wholeCalls(asking, { kind: 'template', before: '{{ ', after: ' }}', quote: quoteFor(scalar, null) });
}

/** Whether somebody who wrote this before the cursor has begun to write a call. */
export function asksForNames(typed: string): boolean {
  return typed.replace(/[{\s-]/g, '') !== '';
}

interface Shape {
  readonly kind: 'call' | 'template';
  readonly before: string;
  readonly after: string;
  readonly quote: "'" | '"';
  readonly wrap?: NonNullable<Draft['wrap']>;
}

function wholeCalls(asking: Asking, shape: Shape): Completion[] {
  const { quote } = shape;
  const typed = asking.typed;
  const item = (
    inner: readonly InsertPart[],
    rest: Omit<Draft, 'kind' | 'label' | 'parts' | 'filter'>,
    name: string,
  ) => {
    const call = `secret(${quote}${name}${quote})`;
    return itemFor(asking, {
      ...rest,
      kind: shape.kind,
      label: shape.kind === 'call' ? call : `{{ ${call} }}`,
      parts: [
        { text: `${shape.before}secret(${quote}` },
        ...inner,
        { text: `${quote})${shape.after}` },
        { stop: 0 },
      ],
      filter: shape.kind === 'call' ? call : filterOf(typed, name, call),
      ...(shape.wrap === undefined ? {} : { wrap: shape.wrap }),
    });
  };
  const any = item(
    [{ stop: 1 }],
    {
      detail: l10n.t('insert a secret…'),
      documentation: () => [],
      rank: 0,
      retrigger: true,
      // At an empty value others know better what it may be.
      comesLast: shape.kind === 'template' && typed === '',
    },
    '…',
  );
  // Without a letter of it, a list of every name would be in the way of other suggestions.
  if (!asksForNames(typed)) return any;
  const named = offeredNames(asking).flatMap((offered, index) => {
    const name = writeName(offered.name, quote, shape.wrap?.scalar ?? asking.scalar);
    if (name === null) return [];
    const { withSubkey, detail, documentation } = offered;
    const subkey: InsertPart[] = withSubkey ? [{ text: `${quote}, subkey=${quote}` }, { stop: 1 }] : [];
    return item(
      [{ text: name }, ...subkey],
      { detail, documentation, rank: index + 1, retrigger: withSubkey },
      offered.name,
    );
  });
  // Who is in the call already wants a name.
  return [...(typed.startsWith('secret(') ? [] : any), ...named];
}

/**
 * What the editor compares a whole `{{ … }}` with, now and while more is typed: at an empty value it is the braces alone,
 * so that no letter is taken for the beginning of a call; at the letters that begin the word it is these alone, so that the
 * list goes at once when the word stands there whole, and Enter right behind it is a line break.
 */
function filterOf(typed: string, name: string, call: string): string {
  if (typed === '') return '{{ ';
  if (typed.startsWith('{')) return `{{ ${call} }}`;
  if ('secre'.startsWith(typed)) return 'secre';
  const begun = /^secret\(["']/.exec(typed);
  return begun === null ? call : `${begun[0]}${name}`;
}
