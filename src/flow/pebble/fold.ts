import type { ExpressionValue } from '../types.ts';
import { foldJoined, mostCandidates } from './fold-joined.ts';
import type { Expression } from './nodes.ts';
import { rawFiller } from './raw-blocks.ts';

/** What is certain of an expression without running it. */
export function fold(expression: Expression): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' && expression.value.includes(rawFiller)
        ? { kind: 'dynamic' }
        : { kind: 'constant', value: expression.value };
    case 'number':
      return { kind: 'constant', value: Number(expression.value) };
    case 'choice':
      return foldChoice(expression.branches);
    case 'concatenation':
    case 'sum':
      return foldJoined(expression, fold);
    case 'not-a-string':
    case 'dynamic':
      return { kind: expression.kind };
  }
}

function foldChoice(branches: readonly Expression[]): ExpressionValue {
  const candidates = new Set<string>();
  for (const branch of branches) {
    const value = fold(branch);
    if (value.kind === 'constant' && typeof value.value === 'string') candidates.add(value.value);
    else if (value.kind === 'choice') for (const candidate of value.candidates) candidates.add(candidate);
    // A null is what `??` goes past; anything else leaves the choice open.
    else if (value.kind !== 'constant' || value.value !== null) return { kind: 'dynamic' };
  }
  if (candidates.size === 0 || candidates.size > mostCandidates) return { kind: 'dynamic' };
  return { kind: 'choice', candidates: [...candidates] };
}
