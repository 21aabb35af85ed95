import type { ExpressionValue } from '../types.ts';
import type { Expression } from './nodes.ts';

/** Above this a choice is told no more: nobody would read it. */
export const mostCandidates = 16;

type Joined = Extract<Expression, { kind: 'concatenation' | 'sum' }>;

/** One text that an expression can become; unless it is certain, with `*` for what is known only at run time. */
interface PossibleText {
  readonly text: string;
  readonly certain: boolean;
}

interface Operand {
  readonly kind: 'text' | 'number' | 'null' | 'other';
  readonly texts: readonly PossibleText[];
}

const anyText: readonly PossibleText[] = [{ text: '*', certain: false }];

/**
 * A concatenation over all of its parts; a sum only where it is certain to join texts: Pebble adds numbers and
 * lists, and joins where one side is a string.
 */
export function foldJoined(joined: Joined, fold: (part: Expression) => ExpressionValue): ExpressionValue {
  // Operators are left-associative, so a long chain is deep on its left side: no recursion there.
  const steps: Joined[] = [];
  let first: Expression = joined;
  while (first.kind === 'concatenation' || first.kind === 'sum') {
    steps.push(first);
    first = first.left;
  }
  let result = operandOf(first, fold);
  for (const step of steps.reverse()) {
    result = join(step.kind, result, operandOf(step.right, fold));
  }
  return operandValue(result);
}

function operandOf(expression: Expression, fold: (part: Expression) => ExpressionValue): Operand {
  const value = fold(expression);
  switch (value.kind) {
    case 'choice':
      if (mayBeNull(expression, fold)) return { kind: 'other', texts: anyText };
      return { kind: 'text', texts: value.candidates.map(certain) };
    case 'pattern':
      return { kind: 'text', texts: [{ text: value.pattern, certain: false }] };
    case 'not-a-string':
    case 'dynamic':
      return { kind: 'other', texts: anyText };
    case 'constant':
      if (value.value === null) return { kind: 'null', texts: [] };
      if (typeof value.value === 'string') return { kind: 'text', texts: [certain(value.value)] };
      if (expression.kind !== 'number') return { kind: 'other', texts: [certain(String(value.value))] };
      return { kind: 'number', texts: numberTexts(expression.value) };
  }
}

/** Whether a branch is null: alone it is no name, but something is joined to it. */
function mayBeNull(expression: Expression, fold: (part: Expression) => ExpressionValue): boolean {
  if (expression.kind === 'choice') return expression.branches.some((branch) => mayBeNull(branch, fold));
  const value = fold(expression);
  return value.kind === 'constant' && value.value === null;
}

function certain(text: string): PossibleText {
  return { text, certain: true };
}

/** A number as Java prints it, where that is certain. */
function numberTexts(written: string): readonly PossibleText[] {
  // A long is printed digit by digit, a double with at least one digit after the point.
  if (!written.includes('.')) return [certain(BigInt(written).toString())];
  const double = Number(written);
  if (double < 1e-3 || double >= 1e7) return anyText;
  return [certain(Number.isInteger(double) ? `${double}.0` : String(double))];
}

function join(operator: Joined['kind'], left: Operand, right: Operand): Operand {
  if (operator === 'sum' && left.kind !== 'text' && right.kind !== 'text') {
    return { kind: left.kind === 'number' && right.kind === 'number' ? 'number' : 'other', texts: anyText };
  }
  // Pebble: `~` leaves a null out, `+` writes it.
  const nullText = [certain(operator === 'sum' ? 'null' : '')];
  const lefts = left.kind === 'null' ? nullText : left.texts;
  const rights = right.kind === 'null' ? nullText : right.texts;
  if (lefts.length * rights.length > mostCandidates) return { kind: 'text', texts: anyText };
  const texts = lefts.flatMap((start) =>
    rights.map((end) => ({ text: start.text + end.text, certain: start.certain && end.certain })),
  );
  return { kind: 'text', texts };
}

function operandValue({ kind, texts }: Operand): ExpressionValue {
  if (kind === 'number') return { kind: 'not-a-string' };
  const [first] = texts;
  if (kind !== 'text' || first === undefined) return { kind: 'dynamic' };
  if (texts.every((text) => text.certain)) {
    if (texts.length === 1) return { kind: 'constant', value: first.text };
    return { kind: 'choice', candidates: [...new Set(texts.map(({ text }) => text))] };
  }
  const pattern = first.text.replace(/\*{2,}/g, '*');
  return texts.length > 1 || pattern === '*' ? { kind: 'dynamic' } : { kind: 'pattern', pattern };
}
