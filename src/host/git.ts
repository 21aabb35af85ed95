import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { runProgram } from './run-program.ts';

/** Milliseconds; git reads what it is asked from a disk. */
const patience = 60_000;

/**
 * What makes git read its objects and do nothing else, whatever the folder's own settings say: no hook, no program that
 * watches files, no fetching of what a partial clone lacks. The user's own settings do not count either, among which would
 * be whom a folder may belong to.
 */
const harmless = [
  '--no-pager',
  ...['core.fsmonitor=', `core.hooksPath=${devNull}`, 'safe.directory=*'].flatMap((setting) => [
    '-c',
    setting,
  ]),
];
const environment = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

/** The files below a folder in one commit: each one's object by its path from the folder on, with `/`. */
export type CommittedFiles = ReadonlyMap<string, string>;

/**
 * The files below `folder` (absolute) in the commit in which its history and that of `reference` (a branch, a tag, a
 * commit) went apart; in `reference` itself where they have nothing in common that is known here. null: git is not there,
 * the folder is in no repository, or the commit is not in it. Rejects when cancelled.
 */
export async function readCommittedFiles(
  folder: string,
  reference: string,
  signal: AbortSignal,
): Promise<CommittedFiles | null> {
  const git = (args: readonly string[]) =>
    runProgram(
      { name: 'git', prefix: null, environment, args: [...harmless, '-C', folder, ...args], patience },
      signal,
    );
  const named = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]);
  const commit = named?.trim() ?? '';
  if (!isObjectName(commit)) return null;
  const shared = (await git(['merge-base', commit, 'HEAD']))?.trim() ?? '';
  const tree = await git(['ls-tree', '-r', '-z', isObjectName(shared) ? shared : commit]);
  if (tree === null) return null;
  return new Map(
    tree.split('\0').flatMap((entry) => {
      const [, object, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      return object === undefined || path === undefined ? [] : [[path, object] as const];
    }),
  );
}

function isObjectName(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Whether a text is what an object of git's holds, in UTF-8, with either kind of line ends and with or without a mark. */
export function isCommittedText(object: string, text: string): boolean {
  const unix = text.replaceAll('\r\n', '\n');
  return [text, unix, `\uFEFF${text}`, `\uFEFF${unix}`].some(
    (each) => objectOf(each, object.length) === object,
  );
}

/** `length` of the name: 40 for SHA-1, 64 for SHA-256. */
function objectOf(text: string, length: number): string {
  const bytes = Buffer.from(text);
  const hash = createHash(length === 40 ? 'sha1' : 'sha256');
  return hash
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}
