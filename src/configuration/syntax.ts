import type { TextRange } from '../ports/text.ts';
import type { Report } from './report.ts';
import { isTemplateText } from './settings.ts';
import { placeInFile } from './text/source-text.ts';
import type { YamlText } from './yaml/parse.ts';

/**
 * Tells the first thing that is wrong with a YAML text, and whether there is one: what was read then may not be all.
 * Texts that say nothing of Kestra belong to somebody else, unless a server reads them (`isRead`).
 */
export function reportSyntax(yaml: YamlText, report: Report, isRead = false): boolean {
  const { source } = yaml;
  const at = tooLargeAt(yaml);
  const [fault = null] = yaml.errors;
  if ((fault === null && at === null) || (!isRead && !/kestra/i.test(source.text))) return false;
  if (fault === null) {
    const range = placeInFile(source, visibleRange(source.text, { start: at ?? 0, end: (at ?? 0) + 1 }));
    report({ code: 'too-large', severity: 'warning', file: source.file, range, data: { what: 'file' } });
    return true;
  }
  const template = isTemplateText(source.text);
  report({
    code: 'configuration-syntax',
    severity: template ? 'information' : 'error',
    file: source.file,
    range: placeInFile(source, visibleRange(source.text, fault.range)),
    data: { reason: template ? 'template' : 'yaml', detail: fault.code },
  });
  return true;
}

/** Whether all of a text could be read; to be asked after it was looked through. */
export function isWhole(yaml: YamlText): boolean {
  // An alias without its anchor leaves out what it stands for.
  const loose = [...yaml.targets.values()].includes(undefined);
  return yaml.errors.length === 0 && tooLargeAt(yaml) === null && !loose;
}

/** Where a fault is at a place without text, the text of the line that ends there. */
function visibleRange(text: string, range: TextRange): TextRange {
  if (text.slice(range.start, range.end).trim() !== '') return range;
  const end = text.slice(0, range.start).trimEnd().length;
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return { start: end - line.trimStart().length, end };
}

/** Where a text is more than is read; null: nowhere. */
function tooLargeAt({ budget, tooDeepAt }: YamlText): number | null {
  return tooDeepAt ?? (budget.left < 0 ? 0 : null);
}
