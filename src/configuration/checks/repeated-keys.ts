import type { Report } from '../report.ts';
import { isTemplateText, type RepeatedKey } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';

/** Tells a key of Kestra's secrets that a later one of the same map replaces, with all that is below it. */
export function reportRepeated({ path, names, source, place }: RepeatedKey, report: Report): void {
  const [first, second = 'secret'] = names;
  // A template may write either of them.
  if (first !== 'kestra' || second !== 'secret' || isTemplate(source)) return;
  report({
    code: 'key-repeated',
    severity: 'warning',
    file: source.file,
    range: place,
    data: { key: path.join('.') },
  });
}

const templates = new WeakMap<SourceText, boolean>();

/** Looks through a text once, however many of its keys stand there again. */
function isTemplate(source: SourceText): boolean {
  const known = templates.get(source) ?? isTemplateText(source.text);
  templates.set(source, known);
  return known;
}
