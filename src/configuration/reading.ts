import type { FileText, FolderFiles, RefusalReason } from '../ports/files.ts';
import { createBudget, startOf, type Budget, type ReadingLimits } from './budget.ts';
import { createReport, type Report } from './report.ts';
import { emptySurvey, type SurveyFinding, type Survey } from './kinds/kind.ts';
import type { ConfigurationProblem, NotRead } from './types.ts';

/** One reading of a folder's configuration: what it may read, and what it has to tell. */
export interface FileReading {
  /** null: not there, or not to be read. Every path asked for is one to watch. */
  text(path: string): Promise<string | null>;
  /** As `text`, where a file that is refused is something else than none at all. One that is too large is told. */
  file(path: string): Promise<FileText>;
  /** The one name of a file, however it is written: absolute, in another case, by another way. */
  readonly nameOf: (path: string) => Promise<string>;
  /** Those of several paths that lead to files of their own: of a link and its target the first. */
  readonly once: (paths: readonly string[]) => Promise<readonly string[]>;
  /** Whether git's index names a file; false where that is not to be known. */
  readonly isTracked: (path: string) => Promise<boolean>;
  /** A name as it counts for finding files by name: in small letters where the disk tells no case apart. */
  readonly spelling: (path: string) => string;
  /** The folder's files that are not ignored, sorted. */
  readonly listed: readonly string[];
  /** The files that may be of a kind, as a search of their texts told: the nearest to the folder's root first. */
  readonly found: (kind: string) => readonly SurveyFinding[];
  readonly report: Report;
  /** Notes a file that may configure Kestra and is not read. */
  readonly leaveOut: (file: NotRead) => void;
  readonly leftOut: () => readonly NotRead[];
  /** What it may still do. */
  readonly budget: Budget;
  readonly problems: () => readonly ConfigurationProblem[];
  readonly watchedPaths: () => readonly string[];
}

export async function startReading(
  files: FolderFiles,
  limits: ReadingLimits,
  signal: AbortSignal,
  survey: Survey = emptySurvey,
): Promise<FileReading> {
  const listed = await files.list(signal);
  const { report, problems } = createReport();
  const budget = createBudget(report, limits);
  for (const path of files.notFollowed?.() ?? []) {
    report({ code: 'too-large', severity: 'warning', ...startOf(path), data: { what: 'file' } });
  }
  for (const { path, reason } of files.notListed?.() ?? []) {
    const folder = path === '' ? '.' : path;
    if (reason === 'unreadable') reportRefusal(folder, reason);
    else report({ code: 'too-large', severity: 'warning', ...startOf(folder), data: { what: reason } });
  }
  if (!survey.isWhole) {
    report({ code: 'too-large', severity: 'information', ...startOf('.'), data: { what: 'survey' } });
  }
  const foundByKind = new Map<string, SurveyFinding[]>();
  for (const finding of survey.found) {
    const those = foundByKind.get(finding.kind);
    if (those === undefined) foundByKind.set(finding.kind, [finding]);
    else those.push(finding);
  }
  const known = new Map<string, Promise<FileText>>();
  const names = new Map<string, Promise<string>>();
  const leftOut = new Map<string, NotRead>();

  /** A path that leads out of the folder is no file of it. */
  function reportRefusal(path: string, reason: RefusalReason): void {
    if (reason === 'outside') return;
    const told = { severity: 'warning', ...startOf(path) } as const;
    if (reason === 'too-large') report({ code: 'too-large', ...told, data: { what: 'file' } });
    else report({ code: 'file-not-read', ...told, data: { reason } });
  }

  async function readNew(path: string): Promise<FileText> {
    const found = await files.read(path, signal);
    if (found.state === 'refused') reportRefusal(path, found.reason);
    if (found.state !== 'text') return found;
    const place = () => startOf(path);
    return budget.spend('files', 1, place) && budget.spend('characters', found.text.length, place)
      ? found
      : { state: 'refused', reason: 'too-large' };
  }

  const file = (path: string): Promise<FileText> => {
    const found = known.get(path) ?? readNew(path);
    known.set(path, found);
    return found;
  };
  return {
    async text(path) {
      const found = await file(path);
      return found.state === 'text' ? found.text : null;
    },
    file,
    nameOf(path) {
      const name = names.get(path) ?? files.nameOf?.(path, signal) ?? Promise.resolve(path);
      names.set(path, name);
      return name;
    },
    async once(paths) {
      const places = await Promise.all(
        paths.map(async (path) => (await files.placeOf?.(path, signal)) ?? path),
      );
      return paths.filter((_, index) => places.indexOf(places[index] ?? '') === index);
    },
    isTracked: async (path) => (await files.isTracked?.(path, signal)) ?? false,
    spelling: (path) => (files.ignoresCase?.() === true ? path.toLowerCase() : path),
    listed,
    found: (kind) => foundByKind.get(kind) ?? [],
    report,
    leaveOut: (file) => leftOut.set(file.file, file),
    leftOut: () => [...leftOut.values()],
    budget,
    problems,
    watchedPaths: () => [...known.keys()].sort(),
  };
}

/**
 * What is made of a file is made once in a reading, however many services name the file. `owner` is what the result
 * depends on besides the reading and the key.
 */
export function oncePerReading<T>(): (
  reading: FileReading,
  owner: object,
  key: string,
  make: () => Promise<T>,
) => Promise<T> {
  const readings = new WeakMap<FileReading, Map<object, Map<string, Promise<T>>>>();
  return (reading, owner, key, make) => {
    const owners = readings.get(reading) ?? new Map<object, Map<string, Promise<T>>>();
    readings.set(reading, owners);
    const known = owners.get(owner) ?? new Map<string, Promise<T>>();
    owners.set(owner, known);
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
}
