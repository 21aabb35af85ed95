import type { KeyRule } from '../../managers/facts.ts';
import type { Report } from '../report.ts';
import type { Setting } from '../settings.ts';
import { putInQuotes } from './fixes.ts';

/**
 * Tells a text that stands without quotes and reaches Kestra as another one: `1.10` as `1.1`. Where a Boolean or a number is
 * wanted, what it is read as is what is meant.
 */
export function checkQuotes(
  { value, source, valuePlace }: Setting,
  { key, kind, credential }: KeyRule,
  manager: string | null,
  report: Report,
): void {
  if (value.kind !== 'text' || value.reread !== true || kind === 'flag' || kind === 'integer') return;
  report({
    code: 'value-unquoted',
    severity: 'hint',
    file: source.file,
    range: valuePlace,
    backend: manager ?? '',
    data: { key, ...(credential ? {} : { text: value.text }) },
    ...putInQuotes(source, valuePlace),
  });
}
