import { readEach, type FileText, type FolderFiles } from '../../ports/files.ts';
import { applicationProfile, isComposeFile, isExample, isLooseEnvironmentFile } from '../discovery.ts';
import { pathDepth } from '../paths.ts';
import type { SurveyFinding, Kind, Survey } from './kind.ts';
import { isTemplatePath, isYamlOrTemplate } from './seen.ts';
import { kinds } from './table.ts';

/** How much is looked through at the most, the nearest to the folder's root first. */
export interface SurveyLimits {
  readonly files: number;
  readonly characters: number;
}

export const surveyLimits: SurveyLimits = { files: 40_000, characters: 200_000_000 };

/** So many files are read at one stretch, while whoever types waits. */
const filesAtOnce = 100;

/** Texts with marks that are kept for the reading which follows, in characters. */
const keptCharacters = 4_000_000;

/** The folder's files, walked and looked through once. */
export interface SurveyedFiles {
  readonly survey: Survey;
  /** Lists and reads without the disk what was listed and found already. */
  readonly files: FolderFiles;
}

const nothing: readonly SurveyFinding[] = [];

/** What was found in files before, by path: those in which nothing was are not opened again. */
export type SurveyMemory = Map<string, readonly SurveyFinding[]>;

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
  const spellingOf = (path: string) => (ignoresCase ? path.toLowerCase() : path);
  const paths = nearestFirst(listed.filter((path) => isOfAnyKind(spellingOf(path), table)));
  const kept = new Map<string, FileText>();
  const left = { characters: limits.characters, kept: keptCharacters };

  const otherTextOf = (path: string) => otherText?.(path) ?? null;

  function look(path: string, file: FileText): void {
    const other = otherTextOf(path);
    const text = file.state === 'text' ? file.text : null;
    const spelled = spellingOf(path);
    const texts = [text, other].filter((each): each is string => each !== null && !isFlow(each, spelled));
    left.characters -= text?.length ?? 0;
    const possible = texts.length === 0 ? [] : kindsOf(spelled, table);
    const found = possible.flatMap((kind) => {
      const marks = marksIn(texts, kind, spelled);
      return marks === null ? [] : [{ kind: kind.id, path, marks }];
    });
    memory.set(path, found);
    if (found.length > 0 && text !== null && (left.kept -= text.length) >= 0) kept.set(path, file);
  }

  /** Flows are most files of a large folder, and nothing is looked for in them: they are not even decoded. */
  function isOfUse(bytes: string, path: string): boolean {
    if (!isFlow(bytes, spellingOf(path)) || otherTextOf(path) !== null) return true;
    left.characters -= bytes.length;
    memory.set(path, nothing);
    return false;
  }

  const found: SurveyFinding[] = [];
  let looked = 0;
  while (looked < Math.min(paths.length, limits.files) && left.characters > 0) {
    const some = paths.slice(looked, Math.min(looked + filesAtOnce, limits.files));
    looked += some.length;
    const unknown = some.filter((path) => memory.get(path)?.length !== 0 || otherTextOf(path) !== null);
    await readEach(files, unknown, signal, look, isOfUse);
    for (const path of some) for (const each of memory.get(path) ?? nothing) found.push(each);
  }
  return {
    survey: { found, isWhole: looked >= paths.length },
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

/**
 * Whether files that changed, appeared or went are of a kind now, or were when they were looked through: only then the
 * configuration is to be read anew. What the memory has of them is forgotten. A folder among them, there or gone, stands for
 * all files below it. Rejects with an AbortError, or where the folder cannot be looked into.
 */
export async function concernsConfiguration(
  files: FolderFiles,
  changed: readonly string[],
  memory: SurveyMemory,
  signal: AbortSignal,
): Promise<boolean> {
  const ignoresCase = files.ignoresCase?.() === true;
  const spellingOf = (path: string) => (ignoresCase ? path.toLowerCase() : path);
  let concerns = false;
  const named = new Set(changed);
  for (const [path, found] of memory) {
    if (!named.has(path) && !isBelow(path, named)) continue;
    concerns ||= found.length > 0;
    memory.delete(path);
  }
  const within = concerns ? [] : await listInFolders(files, changed, signal);
  // They are told by their names, which nobody hears of where they came with their folder.
  concerns ||= within.some((path) => isNamedConfiguration(spellingOf(path)));
  const possible = [...changed, ...within].filter((path) => isOfAnyKind(spellingOf(path), kinds));
  for (let first = 0; !concerns && first < possible.length; first += filesAtOnce) {
    await readEach(files, possible.slice(first, first + filesAtOnce), signal, (path, file) => {
      const spelled = spellingOf(path);
      concerns ||=
        file.state === 'text' &&
        !isFlow(file.text, spelled) &&
        kindsOf(spelled, kinds).some((kind) => marksIn([file.text], kind, spelled) !== null);
    });
  }
  return concerns;
}

function isNamedConfiguration(spelled: string): boolean {
  return applicationProfile(spelled) !== null || isComposeFile(spelled) || isLooseEnvironmentFile(spelled);
}

/** The files below those of the paths at which a folder stands. */
async function listInFolders(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const areFolders = await Promise.all(
    paths.map(async (path) => (await files.isFolder?.(path, signal)) === true),
  );
  const folders = new Set(paths.filter((_, index) => areFolders[index]));
  return folders.size === 0 ? [] : (await files.list(signal)).filter((path) => isBelow(path, folders));
}

/** Whether a path leads through one of the folders. */
function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    if (folders.has(path.slice(0, end))) return true;
  return false;
}

/** Whether a file may be of a kind; of most files of a large folder nobody asks which. */
function isOfAnyKind(spelled: string, table: readonly Kind[]): boolean {
  if (isExample(spelled)) return kindsOf(spelled, table).length > 0;
  return table.some(({ search }) => search?.mayBe(spelled) === true);
}

function kindsOf(spelled: string, table: readonly Kind[]): readonly Kind[] {
  const possible = table.filter(({ search }) => search?.mayBe(spelled) === true);
  if (!isExample(spelled)) return possible;
  // It is what CloudFormation's tools call a template of theirs.
  return /(?:^|\/)template\.ya?ml$/i.test(spelled) ? possible.filter(({ id }) => id === 'cloud') : [];
}

/** What a kind's search finds in any of the texts of one file, none of which is a flow; null: nothing. */
function marksIn(texts: readonly string[], { search }: Kind, spelled: string): readonly string[] | null {
  const found = texts.map((text) => search?.marksIn(text, spelled) ?? null).filter((marks) => marks !== null);
  return found.length === 0 ? null : [...new Set(found.flat())];
}

/** The nearest to the folder's root first, the paths of one depth in their order. */
function nearestFirst(paths: readonly string[]): readonly string[] {
  const depths = new Map<number, string[]>();
  for (const path of paths) {
    const depth = pathDepth(path);
    const those = depths.get(depth);
    if (those === undefined) depths.set(depth, [path]);
    else those.push(path);
  }
  return [...depths].sort(([one], [other]) => one - other).flatMap(([, those]) => those);
}

/**
 * A flow may run Kestra's image, and hold anything: it configures no server. Most files of a large folder are flows. A file of
 * another language, such as Terraform's or a script, may have one among what it says itself.
 */
function isFlow(text: string, spelled: string): boolean {
  if (!isYamlOrTemplate(spelled) && !isTemplatePath(spelled)) return false;
  return hasKey(text, 'namespace:') && (hasKey(text, 'tasks:') || hasKey(text, 'triggers:'));
}

function hasKey(text: string, key: string): boolean {
  return text.startsWith(key) || text.includes(`\n${key}`);
}
