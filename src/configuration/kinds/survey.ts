import type { FileText, FolderFiles } from '../../ports/files.ts';
import { isExample } from '../discovery.ts';
import { byNearness } from '../paths.ts';
import type { FoundFile, Kind, Survey } from './kind.ts';
import { kinds } from './table.ts';

/** How much is looked through at the most, the nearest to the folder's root first. */
export interface SurveyLimits {
  readonly files: number;
  readonly characters: number;
}

export const surveyLimits: SurveyLimits = { files: 40_000, characters: 200_000_000 };

/** So many files are read at one stretch, while whoever types waits. */
const filesAtOnce = 32;

/** Texts with marks that are kept for the reading which follows, in characters. */
const keptCharacters = 4_000_000;

/** The folder's files, walked and looked through once. */
export interface SurveyedFiles {
  readonly survey: Survey;
  /** Lists and reads without the disk what was listed and found already. */
  readonly files: FolderFiles;
}

/** What was found in files before, by path: those in which nothing was are not opened again. */
export type SurveyMemory = Map<string, readonly FoundFile[]>;

export interface SurveyOptions {
  /** What was found before, which is brought up to date; left out: nothing. */
  readonly memory?: SurveyMemory;
  /** A text that counts besides the one on the disk, such as one that is not saved; null: there is none. */
  readonly otherText?: (path: string) => string | null;
  readonly limits?: SurveyLimits;
  /** Left out: the table's. */
  readonly table?: readonly Kind[];
}

/**
 * Walks a folder, and looks once through the text of each file that may be of a kind. Nothing is parsed. What may not be
 * read is no finding. Rejects with an AbortError alone, or where the folder cannot be looked into.
 */
export async function surveyFolder(
  files: FolderFiles,
  signal: AbortSignal,
  { memory = new Map(), otherText, limits = surveyLimits, table = kinds }: SurveyOptions = {},
): Promise<SurveyedFiles> {
  const listed = await files.list(signal);
  const ignoresCase = files.ignoresCase?.() === true;
  const kindsOf = (path: string) => {
    const spelled = ignoresCase ? path.toLowerCase() : path;
    return isExample(spelled) ? [] : table.filter(({ search }) => search?.mayBe(spelled) === true);
  };
  const paths = listed.filter((path) => kindsOf(path).length > 0).sort(byNearness);
  const kept = new Map<string, FileText>();
  const left = { characters: limits.characters, kept: keptCharacters };

  function look(path: string, file: FileText): void {
    const other = otherText?.(path) ?? null;
    const text = file.state === 'text' ? file.text : null;
    left.characters -= text?.length ?? 0;
    const spelled = ignoresCase ? path.toLowerCase() : path;
    const found = kindsOf(path).flatMap((kind) => {
      const marks = [text, other].flatMap((each) =>
        each === null ? [] : [kind.search?.marksIn(each, spelled)],
      );
      return marks.some((each) => each !== null && each !== undefined)
        ? [{ kind: kind.id, path, marks: [...new Set(marks.flatMap((each) => each ?? []))] }]
        : [];
    });
    memory.set(path, found);
    if (found.length > 0 && text !== null && (left.kept -= text.length) >= 0) kept.set(path, file);
  }

  const found: FoundFile[] = [];
  let next = 0;
  for (; next < Math.min(paths.length, limits.files) && left.characters > 0; next += filesAtOnce) {
    const some = paths.slice(next, Math.min(next + filesAtOnce, limits.files));
    await readEach(
      files,
      some.filter((path) => memory.get(path)?.length !== 0 || (otherText?.(path) ?? null) !== null),
      signal,
      look,
    );
    for (const path of some) found.push(...(memory.get(path) ?? []));
  }
  return {
    survey: { found, isWhole: next >= paths.length },
    files: {
      ...files,
      list: () => Promise.resolve(listed),
      read: (path, given) => {
        const file = kept.get(path);
        return file === undefined ? files.read(path, given) : Promise.resolve(file);
      },
    },
  };
}

async function readEach(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
  take: (path: string, file: FileText) => void,
): Promise<void> {
  if (files.readMany !== undefined) return files.readMany(paths, signal, take);
  for (const [index, file] of (await Promise.all(paths.map((path) => files.read(path, signal)))).entries()) {
    take(paths[index] ?? '', file);
  }
}
