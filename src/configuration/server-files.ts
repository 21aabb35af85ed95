import { areOptionsUnseen, areProfilesUnseen, namesFiles } from './java-options.ts';
import { startsServer } from './server-command.ts';
import type { ReadLayer, ServerConfigurations } from './server.ts';
import type { Variables } from './variables.ts';

/** Where Kestra's image looks by default (its `MICRONAUT_CONFIG_FILES`). */
export const defaultFile = '/app/confs/application.yml';

/** Where Kestra's command looks where it is given no `--config`, in the homes that its images have. */
const defaultCommanded = ['/root/.kestra/config.yml', '/home/kestra/.kestra/config.yml'];

/** Where Kestra's image works, unless another folder is named. */
const imageFolder = '/app';

/** Stands for a file that is mounted, and out of sight. */
export const elsewhere = Symbol('elsewhere');

/** What a container finds at an absolute path; null: nothing is mounted there. */
export type MountedFile = ReadLayer | typeof elsewhere | null;

/** The files that a server is to read its configuration from, in the container. */
export interface AskedFiles {
  /** What is read below all else where it is there: see `filesOfFolder`. */
  readonly byItself: readonly string[];
  /** What `MICRONAUT_CONFIG_FILES` names, or the image's default; none where `KESTRA_CONFIGURATION` replaces them. */
  readonly named: readonly string[];
  /** What `--config` names; none where nothing does. */
  readonly commanded: readonly string[];
  /** Whether files, profiles or Java's own options come from out of sight, or such options name files. */
  readonly isOpen: boolean;
}

/** `words`: of the container's command; `workingFolder`: what it names, where it names one. */
export function askedFiles(
  words: readonly string[],
  workingFolder: string | undefined,
  variables: Pick<Variables, 'get' | 'has'>,
): AskedFiles {
  const folder = workingFolder ?? imageFolder;
  const inside = (path: string) => (path.startsWith('/') ? path : `${folder}/${path}`);
  const names = variables.get('MICRONAUT_CONFIG_FILES');
  // An empty name names no file; without this it would be the folder itself.
  const listed = (names?.text ?? defaultFile).split(',').filter((path) => path.trim() !== '');
  // The launcher takes an empty one for none.
  const isReplaced = (variables.get('KESTRA_CONFIGURATION')?.text ?? '') !== '';
  return {
    byItself: filesOfFolder(folder, variables),
    named: isReplaced ? [] : listed.map((path) => inside(path.trim())),
    commanded: configArguments(words).map(inside),
    isOpen:
      namesFiles(variables) ||
      areOptionsUnseen(variables) ||
      areProfilesUnseen(variables) ||
      (!isReplaced && names?.elsewhere === true),
  };
}

/**
 * What is read from the folder in which the server works, though nothing names it: `config/application.yml`, and those of
 * the profiles that are on (Micronaut: DefaultEnvironment). Beside a file that is named, no profile's is looked for.
 */
function filesOfFolder(folder: string, variables: Pick<Variables, 'get'>): readonly string[] {
  const profiles = (variables.get('MICRONAUT_ENVIRONMENTS')?.text ?? '')
    .split(',')
    .map((profile) => profile.trim())
    .filter((profile) => profile !== '');
  return ['', ...profiles.map((profile) => `-${profile}`)].flatMap((suffix) =>
    ['yaml', 'yml'].map((ending) => `${folder}/config/application${suffix}.${ending}`),
  );
}

/** How many places are looked at for that many files, where it is told by `--config` or not. */
export function lookUps({ byItself, named, commanded }: AskedFiles): number {
  return byItself.length + named.length + commanded.length + defaultCommanded.length;
}

export interface FilesInContainer extends ServerConfigurations {
  /** What it is to read and is not here. */
  readonly open: readonly OpenFile[];
  /** Each of `below` and `above` with its path in the container. */
  readonly found: readonly FoundLayer[];
}

/** Who has a file read: the server by itself, a list of names, the command, or the command by default. */
export type AskedBy = 'itself' | 'name' | 'command' | 'default';

export interface FoundLayer {
  readonly layer: ReadLayer;
  readonly target: string;
  readonly by: AskedBy;
}

/** `isNamed`: nothing is mounted there, and it is no default that need not be there; else something out of sight is. */
export interface OpenFile {
  readonly path: string;
  readonly isNamed: boolean;
  readonly by: AskedBy;
}

/** Finds those files by what is mounted in the container; `find` takes an absolute path without dots. */
export function filesInContainer(
  { byItself, named, commanded }: AskedFiles,
  find: (target: string) => MountedFile,
): FilesInContainer {
  const open: OpenFile[] = [];
  const found = (paths: readonly string[], by: AskedBy): readonly FoundLayer[] =>
    paths.flatMap((path): readonly FoundLayer[] => {
      const target = targetPath(path);
      const mounted = find(target);
      if (mounted !== null && mounted !== elsewhere) return [{ layer: mounted, target, by }];
      const mustBeThere = (by === 'name' || by === 'command') && target !== defaultFile;
      if (mustBeThere) open.push({ path, isNamed: true, by });
      else if (mounted === elsewhere) open.push({ path, isNamed: false, by });
      return [];
    });
  const below = [...found(byItself, 'itself'), ...found(named, 'name')];
  const above = commanded.length > 0 ? found(commanded, 'command') : found(defaultCommanded, 'default');
  const layers = (files: readonly FoundLayer[]) => files.map(({ layer }) => layer);
  return { below: layers(below), above: layers(above), open, found: [...below, ...above] };
}

/** A path of the container without dots, and without a `/` at its end. Nothing is above the container's own root. */
export function targetPath(written: string): string {
  if (!written.startsWith('/')) return written;
  const parts: string[] = [];
  for (const part of written.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.map((part) => `/${part}`).join('');
}

const shell = /^(?:\S*\/)?(?:ba|da|a|z)?sh$/;

/** Whether a word is the name of a shell. */
export function isShell(word: string): boolean {
  return shell.test(word);
}

/** Whether a shell takes the command apart. */
function runsInShell(words: readonly string[]): boolean {
  return words.some((word, index) => /^-[a-z]*c$/.test(word) && isShell(words[index - 1] ?? ''));
}

/**
 * Whether the words of a shell and its `-c` begin with Kestra's own program and a server, and the shell changes no word of
 * that command. What stands behind it comes when the server has ended.
 */
function startsServerAtOnce([, flag, ...text]: readonly string[]): boolean {
  if (flag !== '-c') return false;
  const [program = '', ...rest] = text[0] === 'exec' ? text.slice(1) : text;
  const end = rest.findIndex((word) => /^(?:#.*|;|&&|\|\|)$/.test(word));
  const own = end === -1 ? rest : rest.slice(0, end);
  return (
    ownProgram.test(program) &&
    startsServer(own.slice(0, 2)) &&
    own.every((word) => /^[\w./:=@,-]+$/.test(word))
  );
}

/** How a command may give a server any configuration, or set any of its variables. */
export type CommandGap =
  /** A shell takes it apart. */
  | 'shell'
  /** Another program than those of Kestra's image is started. */
  | 'script'
  /** It has variables of secrets in itself. */
  | 'variables';

/** `program`: what is started in the place of the image's own start; undefined: nothing. null: all of it is in sight. */
export function commandGap(program: string | undefined, words: readonly string[]): CommandGap | null {
  const isInShell = isShell(program ?? '');
  if (isInShell ? !startsServerAtOnce(words) : runsInShell(words)) return 'shell';
  if (program !== undefined && !isInShell && !ownProgram.test(program)) return 'script';
  return words.some((word) => /\bSECRET_/.test(word)) ? 'variables' : null;
}

/** What Kestra's image starts by itself, alone or by a program that only hands on. */
const ownProgram = /(?:^|\/)(?:docker-entrypoint\.sh|kestra|tini|dumb-init)$/;

function configArguments(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const inline = /^--config=(.+)$/.exec(word)?.[1];
    if (inline !== undefined) return [inline];
    const next = words[index + 1];
    return (word === '--config' || (word === '-c' && !isShell(words[index - 1] ?? ''))) && next !== undefined
      ? [next]
      : [];
  });
}
