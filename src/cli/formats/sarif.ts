import { printableJson } from '../../language/index.ts';
import type { Severity } from '../../ports/problem.ts';
import type { JsonDocument, JsonProblem } from '../document.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The problems as a log of SARIF 2.1.0, for code scanning. */
export function asSarif({ problems = [] }: JsonDocument, version: string): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'kestra-secrets',
            version,
            rules: codes.map((id) => ({ id, shortDescription: { text: id.replaceAll('-', ' ') } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, codes)),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

function resultOf(problem: JsonProblem, codes: readonly string[]) {
  return {
    ruleId: problem.code,
    ruleIndex: codes.indexOf(problem.code),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: locationsOf(problem),
    ...(problem.suppressed
      ? { suppressions: [{ kind: problem.suppressedBy === undefined ? 'inSource' : 'external' }] }
      : {}),
  };
}

function locationsOf({ file, line, column, endLine, endColumn }: JsonProblem) {
  if (file === null) return [];
  const region =
    line === null || column === null || endLine === null || endColumn === null
      ? {}
      : { region: { startLine: line, startColumn: column, endLine, endColumn } };
  return [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }];
}

/**
 * Relative to the folder, as the path is; absolute on another drive or another machine. What means something in a URI is
 * escaped.
 */
function uriOf(file: string): string {
  const drive = /^[A-Za-z]:(?=\/)/.exec(file)?.[0];
  if (drive !== undefined) return `file:///${drive}${escapedPath(file.slice(drive.length))}`;
  return file.startsWith('//') ? `file:${escapedPath(file)}` : escapedPath(file);
}

function escapedPath(path: string): string {
  return path
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
