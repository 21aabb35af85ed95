import type { ConfigurationProblem } from '../configuration/types.ts';
import type { FolderFiles } from '../ports/files.ts';
import { type LanguageProblem } from '../language/index.ts';
import { problemMessage, wholeMessage } from '../language/messages/index.ts';
import type { JsonProblem } from './document.ts';
import { placesIn, type PlaceOf } from './places.ts';

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

/** The configuration's problems, each in the file it was found in; without a place where that file is not to be read. */
export async function jsonConfigurationProblems(
  problems: readonly ConfigurationProblem[],
  files: FolderFiles,
  signal: AbortSignal,
): Promise<JsonProblem[]> {
  const places = new Map<string, PlaceOf | null>();
  for (const { file } of problems) {
    if (places.has(file)) continue;
    const read = file === '' ? null : await files.read(file, signal);
    places.set(file, read?.state === 'text' ? placesIn(read.text) : null);
  }
  return problems.map((problem) => {
    const place = places.get(problem.file)?.(problem.range);
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
  });
}

/** By file, then place; those without a file first. */
export function inOrder(problems: readonly JsonProblem[]): JsonProblem[] {
  const key = (problem: JsonProblem) => [problem.line ?? 0, problem.column ?? 0, problem.endLine ?? 0];
  return [...problems].sort((one, other) => {
    if (one.file !== other.file) return (one.file ?? '') < (other.file ?? '') ? -1 : 1;
    const [a, b] = [key(one), key(other)];
    return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  });
}
