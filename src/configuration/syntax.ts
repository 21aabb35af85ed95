import type { Report } from './report.ts';
import { isTemplateText } from './settings.ts';
import { placeOf } from './text/source-text.ts';
import type { YamlText } from './yaml/parse.ts';

/**
 * Tells the first thing that is wrong with a YAML text, and whether there is one: what was read then may not be all.
 * Texts that say nothing of Kestra belong to somebody else.
 */
export function reportSyntax(yaml: YamlText, report: Report): boolean {
  const { source } = yaml;
  const [fault = exhausted(yaml)] = yaml.errors;
  if (fault === null || !/kestra/i.test(source.text)) return false;
  const template = isTemplateText(source.text);
  report({
    code: 'configuration-syntax',
    severity: template ? 'information' : 'error',
    file: source.file,
    range: placeOf(source, fault.range),
    data: { reason: template ? 'template' : 'yaml', detail: fault.code },
  });
  return true;
}

function exhausted(yaml: YamlText): YamlText['errors'][number] | null {
  return yaml.budget.left < 0 ? { range: { start: 0, end: 0 }, code: 'TOO_MANY_NODES' } : null;
}
