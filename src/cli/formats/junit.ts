import type { JsonDocument, JsonProblem, JsonReference } from '../document.ts';
import { acceptedReferences } from '../fail-on.ts';
import { printable } from '../../language/index.ts';

interface TestCase {
  readonly suite: string;
  readonly name: string;
  readonly result: 'passed' | 'skipped' | 'failed';
  readonly type: string;
  readonly message: string;
}

/**
 * The check as JUnit's XML, a suite for each file: one test for each reference, skipped where nobody can tell or it is not to count, and failed
 * where it is missing or hidden or has an error; and a failed test for each error whose reference does not fail.
 */
export function asJUnit({ references = [], problems = [] }: JsonDocument): string {
  const errors = problems.filter(({ severity, suppressed }) => severity === 'error' && !suppressed);
  // The first of each counts.
  const errorOf = new Map(errors.toReversed().map((error) => [error.reference, error]));
  const accepted = acceptedReferences(problems);
  const cases = [
    ...references.map((reference, index) =>
      caseOfReference(reference, errorOf.get(index), accepted.has(index)),
    ),
    ...errors
      .filter(({ reference }) => reference === null || references[reference]?.verdict === 'unknown')
      .map(caseOfError),
  ];
  const suites = new Map<string, TestCase[]>();
  for (const each of cases) {
    const suite = suites.get(each.suite);
    if (suite === undefined) suites.set(each.suite, [each]);
    else suite.push(each);
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="kestra-secrets"${counts(cases)}>`,
    ...[...suites]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([suite, own]) => suiteLines(suite, own)),
    '</testsuites>',
    '',
  ].join('\n');
}

/** `isAccepted`: whether all that is to be said of it is not to count. */
function caseOfReference(
  reference: JsonReference,
  error: JsonProblem | undefined,
  isAccepted: boolean,
): TestCase {
  const { file, line, column, verdict, reason, reasonCode, subkey } = reference;
  const name = [reference.name ?? reference.namePattern ?? '?', ...(subkey === null ? [] : [subkey])].join(
    ' ',
  );
  const place = { suite: file, name: `${name} at ${String(line)}:${String(column)}` };
  if (verdict === 'unknown' || ((isAccepted || reference.suppressed === true) && error === undefined)) {
    return { ...place, result: 'skipped', type: reasonCode, message: reason };
  }
  const fails = verdict !== 'resolvable' || error !== undefined;
  return {
    ...place,
    result: fails ? 'failed' : 'passed',
    type: error?.code ?? reasonCode,
    message: error?.message ?? reason,
  };
}

function caseOfError({ file, line, column, code, message }: JsonProblem): TestCase {
  const place = line === null ? '' : ` at ${String(line)}:${String(column)}`;
  return { suite: file ?? '.', name: `${code}${place}`, result: 'failed', type: code, message };
}

function suiteLines(suite: string, cases: readonly TestCase[]): string[] {
  return [
    `  <testsuite name="${escapeXml(suite)}"${counts(cases)}>`,
    ...cases.flatMap((each) => {
      const opening = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(each.name)}"`;
      const element = resultElement(each);
      return element === null ? [`${opening}/>`] : [`${opening}>`, `      ${element}`, '    </testcase>'];
    }),
    '  </testsuite>',
  ];
}

function resultElement({ result, type, message }: TestCase): string | null {
  if (result === 'passed') return null;
  return result === 'skipped'
    ? `<skipped message="${escapeXml(message)}"/>`
    : `<failure type="${escapeXml(type)}" message="${escapeXml(message)}"/>`;
}

function counts(cases: readonly TestCase[]): string {
  const of = (result: TestCase['result']) => String(cases.filter((each) => each.result === result).length);
  return ` tests="${String(cases.length)}" failures="${of('failed')}" errors="0" skipped="${of('skipped')}"`;
}

/** For a quoted attribute; what XML cannot hold at all is shown in another way. */
function escapeXml(text: string): string {
  return printable(text)
    .replaceAll(/[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
