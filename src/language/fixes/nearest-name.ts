import { valueAround } from '../../flow/written-values.ts';
import { referenceAt } from '../reference-at.ts';
import { writeNameInValue } from '../write-name.ts';
import type { FlowFix, FlowFixes } from './types.ts';

/**
 * The names of secrets, or of subkeys, that are like the one that is not there, nearest first. One is preferred where it
 * differs in what nobody sees at once alone, and no other does.
 */
export const fixNames: FlowFixes = ({ code, range, data, suggestions = [] }, file) => {
  if (code !== 'secret-missing' && code !== 'subkey-missing') return [];
  const written = code === 'secret-missing' ? data.name : data.subkey;
  const found = referenceAt(file, range.start);
  const argument = found?.reference.arguments[code === 'secret-missing' ? 'key' : 'subkey'];
  const value = valueAround(file, range.start);
  if (written === undefined || value?.isValid !== true) return [];
  const { content = null, quote = null } = argument ?? {};
  // A name that is put together from several texts is none of them.
  if (quote === null || content?.start !== range.start || content.end !== range.end) return [];
  const isNested = found?.reference.foundAs === 'rendered-text';
  const alike = suggestions.filter((name) => isSameInLetters(name, written));
  return suggestions.flatMap((name): FlowFix[] => {
    const text = writeNameInValue(name, quote, value, isNested);
    if (text === null) return [];
    const isPreferred = alike.length === 1 && alike[0] === name;
    const edits = [{ range, text }];
    return [{ kind: 'replace', data: { from: written, to: name }, edits, isPreferred, isSure: false }];
  });
};

/** Whether two names differ in letter case and in what parts their words alone, or in a prefix that Kestra adds itself. */
function isSameInLetters(one: string, other: string): boolean {
  return plainLetters(one) === plainLetters(other);
}

function plainLetters(name: string): string {
  return name
    .replace(/^SECRET_/i, '')
    .toLowerCase()
    .replace(/[-_./ ]/g, '');
}
