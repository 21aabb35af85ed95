import type { ReadLayer, ReadLayers, ServerConfigurations } from './server.ts';
import type { SourceText } from './text/source-text.ts';
import type { Variables } from './variables.ts';

/** Where Kestra's image looks by default (its `MICRONAUT_CONFIG_FILES`). */
const defaultFile = '/app/confs/application.yml';

/** Where Kestra's command looks where it is given no `--config`, in the homes that its images have. */
const defaultCommanded = ['/root/.kestra/config.yml', '/home/kestra/.kestra/config.yml'];

/** Where Kestra's image works, unless another folder is named. */
const imageFolder = '/app';

/** Stands for a file that is mounted, and out of sight. */
export const elsewhere = Symbol('elsewhere');

/** What a container finds at an absolute path; null: nothing is mounted there. */
export type MountedFile = string | SourceText | typeof elsewhere | null;

/** The files that a server is to read its configuration from, in the container. */
export interface AskedFiles {
  /** What `MICRONAUT_CONFIG_FILES` names, or the image's default; none where `KESTRA_CONFIGURATION` replaces them. */
  readonly named: readonly string[];
  /** What `--config` names; none where nothing does. */
  readonly commanded: readonly string[];
}

/** `words`: of the container's command; `workingFolder`: what it names, where it names one. */
export function askedFiles(
  words: readonly string[],
  workingFolder: string | undefined,
  variables: Pick<Variables, 'get' | 'has'>,
): AskedFiles {
  const listed = (variables.get('MICRONAUT_CONFIG_FILES')?.text ?? defaultFile).split(',');
  return {
    named: variables.has('KESTRA_CONFIGURATION') ? [] : listed.map((path) => path.trim()),
    commanded: configArguments(words).map((path) =>
      path.startsWith('/') ? path : `${workingFolder ?? imageFolder}/${path}`,
    ),
  };
}

/** How many places are looked at for that many files, where it is told by `--config` or not. */
export function lookUps({ named, commanded }: AskedFiles): number {
  return named.length + commanded.length + defaultCommanded.length;
}

export interface FilesInContainer extends ServerConfigurations {
  /** What it is to read and is not here. */
  readonly open: readonly OpenFile[];
}

/** `isNamed`: nothing is mounted there, and it is no default that need not be there; else something out of sight is. */
export interface OpenFile {
  readonly path: string;
  readonly isNamed: boolean;
}

/** Finds those files by what is mounted in the container; `find` takes an absolute path without dots. */
export function filesInContainer(
  { named, commanded }: AskedFiles,
  find: (target: string) => MountedFile,
): FilesInContainer {
  const open: OpenFile[] = [];
  const found = (paths: readonly string[], mustBeThere: (target: string) => boolean): ReadLayers =>
    paths.flatMap((path): readonly ReadLayer[] => {
      const target = targetPath(path);
      const mounted = find(target);
      if (mounted !== null && mounted !== elsewhere) return [mounted];
      if (mustBeThere(target)) open.push({ path, isNamed: true });
      else if (mounted === elsewhere) open.push({ path, isNamed: false });
      return [];
    });
  const below = found(named, (target) => target !== defaultFile);
  const isCommanded = commanded.length > 0;
  const above = found(
    isCommanded ? commanded : defaultCommanded,
    (target) => isCommanded && target !== defaultFile,
  );
  return { below, above, open };
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
export function runsInShell(words: readonly string[]): boolean {
  return words.some((word, index) => /^-[a-z]*c$/.test(word) && isShell(words[index - 1] ?? ''));
}

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
