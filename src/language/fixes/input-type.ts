import { valueBeside } from '../../flow/written-values.ts';
import type { FlowFixes } from './types.ts';

/** Types of inputs whose value is a text, as that of `SECRET` is (Kestra: Type). */
const textTypes = ['STRING', 'EMAIL', 'URI'];

/** An input whose default is a secret gets the type that keeps it encrypted and masks it. */
export const fixInputType: FlowFixes = ({ code, range, data }, file) => {
  if (code !== 'plain-text-leak' || data.leak !== 'input-default') return [];
  const type = valueBeside(file, range.start, 'type');
  if (type === null || !textTypes.includes(type.text)) return [];
  const edits = [{ range: type.range, text: 'SECRET' }];
  const isPreferred = type.text === 'STRING';
  return [{ kind: 'secret-type', data: { from: type.text }, edits, isPreferred, isSure: false }];
};
