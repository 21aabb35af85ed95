import {
  doAtOnce,
  fileFor,
  type FlowDocument,
  type FlowFile,
  generationOf,
  mayBeFlow,
} from '../flow/index.ts';
import { readFlowLines } from '../flow/read-lines.ts';
import { isSilentFlow, letYamlGo, mayTellAnything, readFlowOnce } from '../flow/read-once.ts';
import type { FlowInFile } from '../folder/elsewhere/index.ts';
import { terraformFlowsIn } from '../folder/index.ts';
import { asksAndTellsNothing, yamlProblemsIn } from '../flow/yaml-problems.ts';
import {
  readEach,
  type FileText,
  type FolderFiles,
  type FolderNotListed,
  type RefusalReason,
} from '../ports/files.ts';
import { createNamedFiles } from '../workspace/index.ts';
import {
  eachFileOnce,
  findFlows,
  isAtOrBelow,
  mayHoldFlows,
  namedPlaces,
  type NamedPlace,
} from '../workspace/flow-files.ts';
import { isTerraformPath } from '../text/terraform-path.ts';
import type { Session } from './session.ts';
import type { HasChanged } from './since.ts';
import { CannotDo } from './trouble.ts';

export type FlowToCheck = FlowInFile;

/** What was found under the paths of a command. */
export interface FoundFlows {
  /** How many files of flows there are. */
  readonly count: number;
  /** Those of them that may ask for something, or of which something is to be told; in the order of their paths. */
  readonly flows: readonly FlowToCheck[];
  /** YAML files that were not read, and folders that were not looked into: there may be flows. By path. */
  readonly refused: readonly RefusedPath[];
  /** Whether a file, named as the flows are, lies under the paths, be it still there or not. */
  readonly isLookedAt: (file: string) => boolean;
}

export interface RefusedPath {
  /** Named as the flows are. */
  readonly file: string;
  readonly reason: RefusalReason | FolderNotListed['reason'];
}

/**
 * The flows under `paths` (files, folders, or patterns of them, relative to where the command runs, else to the
 * folder; none: the whole folder) that `isWanted`, or all of them (null). Rejects with {@link CannotDo} for a path that is not there.
 */
export async function flowsUnder(
  session: Session,
  paths: readonly string[],
  isWanted: HasChanged | null,
  signal: AbortSignal,
): Promise<FoundFlows> {
  const found = new Map<string, FlowFile>();
  let silent = 0;
  const refused = new Map<string, RefusedPath['reason']>();
  const counted = new Set<string>();
  const places = await placesOf(session.root, paths, signal);
  for (const place of places) {
    const files = place.base === null ? session.files : createNamedFiles(place.base);
    if (place.isFile) await checkReadable(files, place, signal);
    const paths = await findFlows(files, place.path === '' ? [] : [place.path], signal);
    const once = await eachFileOnce(files, paths, counted, signal);
    const [terraform, yaml] = [once.filter(isTerraformPath), once.filter((path) => !isTerraformPath(path))];
    let handed = 0;
    const take = (path: string, read: FileText): void => {
      handed += 1;
      const file = place.nameOf(path);
      if (read.state === 'refused') refused.set(file, read.reason);
      if (read.state !== 'text' || isWanted?.(file, read.text) === false) return;
      if (isSilentFlow(read.text)) {
        silent += 1;
        return;
      }
      const flow = readFlowOnce(read.text);
      if (!isFlowFile(flow)) return;
      if (asksAndTellsNothing(flow)) {
        silent += 1;
        return;
      }
      letYamlGo(flow);
      found.set(file, flow);
    };
    // Where each text is asked whether it is wanted, none is left out.
    await readEach(files, yaml, signal, take, isWanted === null ? mayTellAnything : undefined);
    silent += yaml.length - handed;
    for (const [file, text] of await textsOf(files, terraform, signal)) {
      if (isWanted?.(place.nameOf(file), text) === false) continue;
      const lines = await terraformFlowsIn(text);
      if (lines.length > 0) found.set(place.nameOf(file), readFlowLines(text, lines));
    }
    for (const { path, reason } of foldersNotListed(files, place)) refused.set(place.nameOf(path), reason);
  }
  const flows = [...found].map(([file, read]) => ({ file, flow: asServed(read, session) }));
  return {
    count: flows.length + silent,
    flows: inOrder(flows),
    refused: inOrder([...refused].map(([file, reason]) => ({ file, reason }))),
    isLookedAt: isUnderAny(places),
  };
}

async function textsOf(
  files: FolderFiles,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  await readEach(files, paths, signal, (path, read) => {
    if (read.state === 'text') texts.set(path, read.text);
  });
  return texts;
}

/** Made here, so that whoever keeps it does not keep the flows that were found. */
function isUnderAny(places: readonly NamedPlace[]): (file: string) => boolean {
  return (file) => places.some(({ path, nameOf }) => isAtOrBelow(file, nameOf(path)));
}

/** A flow as the folder's Kestra has it, and with the namespace that is given for those without one. */
export function asServed(read: FlowFile, { configuration, options }: Session): FlowFile {
  const flow = fileFor(read, generationOf(configuration.kestraVersion ?? null));
  return options.namespace === null ? flow : withNamespace(flow, options.namespace);
}

/** By path. */
export function inOrder<T extends { readonly file: string }>(files: readonly T[]): readonly T[] {
  return [...files].sort((one, other) => (one.file < other.file ? -1 : 1));
}

/** What may be a flow and is none, as far as it can be read, is one whose YAML is broken. */
function isFlowFile(flow: FlowFile): boolean {
  if (flow.documents.some((document) => document.isFlow)) return true;
  return mayBeFlow(flow) && doAtOnce(yamlProblemsIn(flow)).length > 0;
}

/** Those of the place, or above it. Rejects with {@link CannotDo} where it is one of them. */
function foldersNotListed(files: FolderFiles, place: NamedPlace): readonly FolderNotListed[] {
  const folders = files.notListed?.() ?? [];
  const itself = folders.find(({ path }) => path === place.path);
  if (itself !== undefined) {
    throw new CannotDo(`the folder ${place.nameOf(place.path) || '.'} ${folderWords[itself.reason]}`);
  }
  return folders.filter(({ path }) => place.path === '' || path.startsWith(`${place.path}/`));
}

async function placesOf(
  root: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<readonly NamedPlace[]> {
  if (paths.length === 0) return [{ base: null, path: '', isFile: false, nameOf: (path) => path }];
  const found = await Promise.all(
    paths.map(async (path) => {
      const places = await namedPlaces(root, path, signal);
      if (places.length === 0) throw new CannotDo(nothingAt(path));
      return places;
    }),
  );
  return found.flat();
}

/** A path may be a pattern of its own where no shell expands it. */
function nothingAt(path: string): string {
  return /[*?]/.test(path) ? `no file matches ${path}` : `there is no file or folder ${path}`;
}

async function checkReadable(
  files: FolderFiles,
  { path, nameOf }: NamedPlace,
  signal: AbortSignal,
): Promise<void> {
  const name = nameOf(path);
  if (!mayHoldFlows(path)) throw new CannotDo(`the file ${name} is no YAML file, so it holds no flow`);
  const read = await files.read(path, signal);
  if (read.state === 'refused') throw new CannotDo(`the file ${name} ${refusalWords[read.reason]}`);
  if (read.state === 'absent') throw new CannotDo(`the file ${name} is not there any more`);
}

const refusalWords: Readonly<Record<RefusalReason, string>> = {
  'too-large': 'is too large to read',
  'not-text': 'is neither UTF-8 nor UTF-16 with a byte order mark',
  unreadable: 'cannot be read',
  outside: 'cannot be read, because it leads out of the folder',
};

const folderWords: Readonly<Record<FolderNotListed['reason'], string>> = {
  'too-many': 'holds more than 100,000 files; name a folder in it',
  'too-deep': 'lies more than 64 folders deep; name one nearer to it',
  unreadable: 'cannot be looked into',
};

/** Says of a file or a folder why it is not known what it asks for. */
export function unreadWords({ file, reason }: RefusedPath): string {
  if (reason === 'too-many' || reason === 'too-deep') return `the folder ${file} ${folderWords[reason]}`;
  return `${file} ${refusalWords[reason]}`;
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
