import { quotesFor } from '../../flow/written-values.ts';
import type { FlowFixes } from './types.ts';

/** Quotes around a value that begins with an expression; beyond doubt once the expression is written to its end. */
export const fixQuotes: FlowFixes = ({ code, range, data }, file) => {
  if (code !== 'yaml-syntax' || data.kind !== 'no-quotes') return [];
  const edits = quotesFor(file, range.start);
  if (edits.length === 0) return [];
  const isSure = file.text.slice(range.start, range.end).includes('}}');
  return [{ kind: 'quotes', data: {}, edits, isPreferred: true, isSure }];
};
