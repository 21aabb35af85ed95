import { RelativePattern, workspace, type Uri, type WorkspaceFolder } from 'vscode';
import { debounce } from '../debounce.ts';
import { foldersOf, isAbsoluteFile } from './file-keys.ts';
import { keyInside, pathInside } from './paths.ts';
import { together, type Owned } from '../owned.ts';

/** Saved files often change in a group (a checkout, a formatter): they are read once, this many ms after the last. */
const quietFor = 300;

/** A configuration file that is new in the folder: nobody has looked for it under its path yet. */
const newcomers = '**/{application*.yml,application*.yaml,*compose*.yml,*compose*.yaml,.env*,*.env}';

export interface ConfigurationWatch extends Owned {
  /** From now on a change of one of these files, relative to the folder, counts too. */
  follow(files: readonly string[]): void;
}

/**
 * Calls `changed` after a change of a configuration file, on the disk or in an unsaved document; `othersChanged` with the
 * paths of the folder's other files and folders, whatever they are, after they changed on the disk.
 */
export function watchConfiguration(
  folder: WorkspaceFolder,
  changed: () => void,
  othersChanged: (paths: readonly string[]) => void,
): ConfigurationWatch {
  const quiet = debounce(quietFor, changed);
  const others = new Set<string>();
  const quietOthers = debounce(quietFor, () => {
    const paths = [...others];
    others.clear();
    othersChanged(paths);
  });
  const everything = watchGlobs(folder, ['**/*'], (uri) => {
    const path = pathInside(folder, uri);
    if (path === null || isAlwaysLeftOut(path) || followed.has(keyInside(path))) return;
    // Of a folder that goes with all that is in it, or is renamed, VS Code may tell alone.
    if (foldersAbove.has(keyInside(path))) quiet.ask();
    others.add(path);
    quietOthers.ask();
  });
  let followed: ReadonlySet<string> = new Set();
  /** The folders in which those files are, and the folders above these. */
  let foldersAbove: ReadonlySet<string> = new Set();
  let watcher: Owned | null = null;
  const typing = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const path = contentChanges.length === 0 ? null : pathInside(folder, document.uri);
    if (path !== null && followed.has(keyInside(path))) quiet.ask();
  });
  // Closing a document without saving brings back what is on the disk.
  const closing = workspace.onDidCloseTextDocument((document) => {
    const path = pathInside(folder, document.uri);
    if (path !== null && followed.has(keyInside(path))) quiet.ask();
  });
  return {
    follow(files) {
      const inside = files.filter((file) => !isAbsoluteFile(file) && !file.startsWith('../'));
      if (
        watcher !== null &&
        new Set(inside.map(keyInside)).size === followed.size &&
        inside.every((file) => followed.has(keyInside(file)))
      )
        return;
      followed = new Set(inside.map(keyInside));
      foldersAbove = new Set([...followed].flatMap(foldersOf));
      watcher?.dispose();
      watcher = watchFiles(folder, inside, () => quiet.ask());
    },
    dispose() {
      together(everything, typing, closing).dispose();
      watcher?.dispose();
      quiet.dispose();
      quietOthers.dispose();
    },
  };
}

function watchFiles(folder: WorkspaceFolder, files: readonly string[], changed: () => void): Owned {
  // In a glob `[` and `{` mean more than themselves: `?` stands for them.
  const named = files.map((file) => file.replaceAll(/[[\]{},*!]/g, '?'));
  return watchGlobs(folder, [newcomers, ...(named.length === 0 ? [] : [`{${named.join(',')}}`])], changed);
}

function watchGlobs(folder: WorkspaceFolder, globs: readonly string[], changed: (uri: Uri) => void): Owned {
  return together(
    ...globs.flatMap((glob) => {
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, glob));
      return [
        watcher,
        watcher.onDidChange(changed),
        watcher.onDidCreate(changed),
        watcher.onDidDelete(changed),
      ];
    }),
  );
}

/** Folders in which nothing is looked for, and where much changes. */
export function isAlwaysLeftOut(path: string): boolean {
  return /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/.test(path);
}
