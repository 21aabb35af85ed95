import type { ConfigurationProblem } from '../configuration/index.ts';
import { firstYamlMistake } from '../flow/yaml-problems.ts';
import type { FolderFiles } from '../ports/files.ts';
import { type LanguageProblem } from '../language/index.ts';
import { problemMessage, wholeMessage } from '../language/messages/index.ts';
import type { JsonProblem } from './document.ts';
import type { Judging } from '../language/suppressions.ts';
import { placesIn, type PlaceOf } from './places.ts';
import type { CheckedFile } from './suppressed.ts';

/** A problem of a flow; `first` is the index of its file's first reference in the whole document. */
export function jsonFlowProblem(
  file: string,
  problem: LanguageProblem,
  first: number,
  placeOf: PlaceOf,
): JsonProblem {
  return {
    file,
    ...placeOf(problem.range),
    severity: problem.severity,
    code: problem.code,
    message: wholeMessage(problem),
    suggestions: problem.suggestions,
    reference: problem.reference === null ? null : first + problem.reference,
    backend: problem.backend,
    suppressed: false,
  };
}

/**
 * The configuration's problems by the file that they were found in, and the files of `others` too; without a place where a
 * file is not to be read. `judging`: what is known of each of them.
 */
export async function configurationFiles(
  problems: readonly ConfigurationProblem[],
  others: readonly string[],
  judging: Judging,
  files: FolderFiles,
  signal: AbortSignal,
): Promise<CheckedFile[]> {
  const found = new Map<string, ConfigurationProblem[]>(others.map((file) => [file, []]));
  for (const problem of problems) {
    const own = found.get(problem.file);
    if (own === undefined) found.set(problem.file, [problem]);
    else own.push(problem);
  }
  const checked: CheckedFile[] = [];
  for (const [file, own] of found) {
    const read = file === '' ? null : await files.read(file, signal);
    const text = read?.state === 'text' ? read.text : null;
    const places = text === null ? null : { text, placeOf: placesIn(text) };
    const told = own.map((problem) => ({ problem, json: jsonConfigurationProblem(problem, places) }));
    checked.push({ file, text, isFlow: false, found: told, judging });
  }
  return checked;
}

function jsonConfigurationProblem(each: ConfigurationProblem, file: FileInPlaces | null): JsonProblem {
  const problem = file === null ? each : atItsCause(each, file.text);
  const place = file?.placeOf(problem.range);
  return {
    file: problem.file === '' ? null : problem.file,
    line: place?.line ?? null,
    column: place?.column ?? null,
    endLine: place?.endLine ?? null,
    endColumn: place?.endColumn ?? null,
    severity: problem.severity,
    code: problem.code,
    message: problemMessage(problem),
    suggestions: problem.suggestions,
    reference: null,
    backend: problem.backend,
    suppressed: false,
  };
}

interface FileInPlaces {
  readonly text: string;
  readonly placeOf: PlaceOf;
}

/** What is wrong with a file's YAML, where it is wrong and why: the reader tells where it could not go on. */
function atItsCause(problem: ConfigurationProblem, text: string): ConfigurationProblem {
  if (problem.code !== 'configuration-syntax' || problem.data.reason !== 'yaml') return problem;
  const mistake = firstYamlMistake(text);
  // A text inside the file may be wrong where the file's own YAML is right.
  if (mistake === null) return problem;
  const { range, reason } = mistake;
  return { ...problem, range, data: { ...problem.data, ...(reason === null ? {} : { why: reason }) } };
}

/** By file, then place; those without a file first. */
export function sortProblems(problems: readonly JsonProblem[]): JsonProblem[] {
  const key = (problem: JsonProblem) => [problem.line ?? 0, problem.column ?? 0, problem.endLine ?? 0];
  return [...problems].sort((one, other) => {
    if (one.file !== other.file) return (one.file ?? '') < (other.file ?? '') ? -1 : 1;
    const [a, b] = [key(one), key(other)];
    return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}
