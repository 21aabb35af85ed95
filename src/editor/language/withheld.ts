import { DiagnosticSeverity, languages, window, type TextDocument } from 'vscode';
import type { LanguageProblem } from '../../language/index.ts';
import { rangeIn } from './positions.ts';

/** What the extension for YAML by Red Hat calls its own problems with the syntax. */
const otherSource = 'YAML';

/** Whether a problem may be withheld for now, so that it is to be looked at again when the window changes. */
export function mayBeWithheld({ code }: LanguageProblem): boolean {
  return code === 'yaml-syntax' || code === 'empty-name';
}

/**
 * Whether nothing is to be said of a problem for now: somebody else says it already, or a name is still being typed.
 */
export function isWithheld(problem: LanguageProblem, document: TextDocument): boolean {
  if (problem.code === 'yaml-syntax') return isSaidElsewhere(problem, document);
  return problem.code === 'empty-name' && isBeingTyped(problem, document);
}

/** On the line of the problem, or on the next: there a reader may have found that it cannot go on. */
function isSaidElsewhere({ range }: LanguageProblem, document: TextDocument): boolean {
  const { start, end } = rangeIn(document, range);
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source, severity }) => source === otherSource && severity === DiagnosticSeverity.Error)
    .some((other) => other.range.start.line >= start.line && other.range.start.line <= end.line + 1);
}

function isBeingTyped({ range }: LanguageProblem, document: TextDocument): boolean {
  return window.visibleTextEditors
    .filter((editor) => editor.document === document)
    .flatMap((editor) => editor.selections)
    .some(({ active }) => {
      const at = document.offsetAt(active);
      return at > range.start && at < range.end;
    });
}
