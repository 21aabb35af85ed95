import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { readFlow } from '../flow/index.ts';
import type { FlowDocument, FlowFile } from '../flow/types.ts';
import type { FolderFiles } from '../ports/files.ts';
import { createFolderFiles, findFlows, isYamlPath } from '../workspace/index.ts';
import type { Session } from './session.ts';
import { CannotDo } from './trouble.ts';

export interface FlowToCheck {
  /** Relative to the folder, with `/`; `../…` outside it. */
  readonly file: string;
  readonly flow: FlowFile;
}

/** What was found under the paths of a command. */
export interface FoundFlows {
  /** In the order of their paths. */
  readonly flows: readonly FlowToCheck[];
  /** YAML files that are too large to read, and may be flows. */
  readonly tooLarge: readonly string[];
}

/**
 * The flows under `paths` (files or folders, relative to where the command runs, else to the folder; none: the whole
 * folder). Rejects with {@link CannotDo} for a path that is not there.
 */
export async function flowsUnder(
  session: Session,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FoundFlows> {
  const found = new Map<string, FlowFile>();
  const tooLarge = new Set<string>();
  for (const place of await placesOf(session.root, paths)) {
    const files = place.base === session.root ? session.files : createFolderFiles(place.base);
    if (place.named !== null && isYamlPath(place.named)) await checkReadable(files, place.named, signal);
    for (const path of await findFlows(files, place.under, signal)) {
      const absolute = resolve(place.base, path);
      const file = relative(session.root, absolute).split(sep).join('/');
      const read = found.has(file) ? null : await files.read(path, signal);
      if (read?.state === 'refused' && read.reason === 'too-large') tooLarge.add(file);
      if (read?.state !== 'text') continue;
      const flow = readFlow(read.text);
      if (flow.documents.some((document) => document.isFlow)) found.set(file, flow);
    }
  }
  const { namespace } = session.options;
  const flows = [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([file, flow]) => ({ file, flow: namespace === null ? flow : withNamespace(flow, namespace) }));
  return { flows, tooLarge: [...tooLarge].sort() };
}

interface Place {
  /** The folder below which files are read, absolute. */
  readonly base: string;
  /** Relative to it; empty: all of it. */
  readonly under: readonly string[];
  /** The file that was named, relative to the base; null for a folder. */
  readonly named: string | null;
}

async function checkReadable(files: FolderFiles, path: string, signal: AbortSignal): Promise<void> {
  const read = await files.read(path, signal);
  if (read.state === 'refused' && read.reason === 'too-large')
    throw new CannotDo(`the file ${path} is too large to read`);
  if (read.state !== 'text') throw new CannotDo(`the file ${path} cannot be read`);
}

async function placesOf(root: string, paths: readonly string[]): Promise<readonly Place[]> {
  if (paths.length === 0) return [{ base: root, under: [], named: null }];
  return Promise.all(paths.map((path) => placeOf(root, path)));
}

async function placeOf(root: string, given: string): Promise<Place> {
  for (const absolute of [resolve(given), resolve(root, given)]) {
    const found = await stat(absolute).catch(() => null);
    if (found === null) continue;
    const inside = relative(root, absolute);
    if (inside === '') return { base: root, under: [], named: null };
    const isInside = inside !== '..' && !inside.startsWith(`..${sep}`);
    // A link inside the folder that leads out of it is named by the user here, so it is followed.
    if (isInside && (await staysInside(root, absolute))) {
      const path = inside.split(sep).join('/');
      return { base: root, under: [path], named: found.isDirectory() ? null : path };
    }
    return found.isDirectory()
      ? { base: absolute, under: [], named: null }
      : { base: dirname(absolute), under: [basename(absolute)], named: basename(absolute) };
  }
  throw new CannotDo(`there is no file or folder ${given}`);
}

async function staysInside(root: string, absolute: string): Promise<boolean> {
  const inside = relative(await realpath(root), await realpath(absolute));
  return inside !== '..' && !inside.startsWith(`..${sep}`);
}

/** `--namespace` stands in where a flow's own is null or a template. */
function withNamespace(flow: FlowFile, namespace: string): FlowFile {
  return {
    ...flow,
    documents: flow.documents.map((document): FlowDocument =>
      document.namespace?.kind === 'literal'
        ? document
        : { ...document, namespace: { kind: 'literal', value: namespace, range: document.range } },
    ),
  };
}
