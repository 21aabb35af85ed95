import type { FolderConfiguration } from '../../configuration/index.ts';
import { generationOf, type FlowNamespace } from '../../flow/index.ts';
import { mapKey } from '../../text/map-key.ts';
import { readRenderedFile, renderedFilesIn, type RenderedFile } from '../../flow/rendered-files.ts';
import type { FolderFiles } from '../../ports/files.ts';
import type { FlowInFile } from './types.ts';

/** A flow that renders a file. */
export interface Rendering extends Pick<RenderedFile, 'path' | 'place'> {
  /** The file of the flow. */
  readonly by: string;
  readonly namespace: FlowNamespace | null;
}

/** The folder that is looked through. */
export interface ConfiguredFolder {
  readonly configuration: FolderConfiguration;
  readonly files: FolderFiles;
}

/** The namespace files that the flows render, as files to check; see {@link filesRenderedBy}. */
export async function renderedFiles(
  folder: ConfiguredFolder,
  flows: readonly FlowInFile[],
  signal: AbortSignal,
): Promise<readonly FlowInFile[]> {
  const generation = generationOf(folder.configuration.kestraVersion ?? null);
  const renderings = flows.flatMap(({ file, flow }) =>
    renderedFilesIn(flow, generation).map(({ path, document, place }): Rendering => {
      return { path, place, by: file, namespace: flow.documents[document]?.namespace ?? null };
    }),
  );
  const known = new Set(flows.map(({ file }) => file));
  return filesRenderedBy(folder, renderings, (file) => known.has(file), signal);
}

/**
 * The files that are rendered, as files to check. Of each the folder holds exactly one file whose path ends
 * with the path that the flow names: how a folder's files become a namespace's files is nobody's rule, so that with two
 * nobody can tell. Where flows of several namespaces render it, its namespace is not known. `isFlow`: whether a file is read
 * as flows already.
 */
export async function filesRenderedBy(
  { configuration, files }: ConfiguredFolder,
  all: readonly Rendering[],
  isFlow: (file: string) => boolean,
  signal: AbortSignal,
): Promise<readonly FlowInFile[]> {
  if (all.length === 0) return [];
  const listed = byLastName(await files.list(signal));
  const named = new Map<string, string | null>();
  const renderings = new Map<string, Rendering[]>();
  for (const rendering of all) {
    const { path } = rendering;
    const key = mapKey(path);
    const file = named.has(key) ? named.get(key) : onlyFileAt(listed.get(mapKey(lastName(path))) ?? [], path);
    named.set(key, file ?? null);
    if (file == null) continue;
    const own = renderings.get(file);
    if (own === undefined) renderings.set(file, [rendering]);
    else own.push(rendering);
  }
  const configuring = new Set(configuration.files);
  const found: FlowInFile[] = [];
  for (const [file, own] of renderings) {
    const [first] = own;
    if (first === undefined || isFlow(file) || configuring.has(file)) continue;
    const read = await files.read(file, signal);
    if (read.state !== 'text') continue;
    found.push({
      file,
      flow: readRenderedFile(read.text, namespaceOf(own), first.place),
      renderedBy: own.map(({ by }) => by),
    });
  }
  return found;
}

/** The files of a list by their last names: of many paths, each is looked for among a few alone. */
function byLastName(listed: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of listed) {
    const name = mapKey(lastName(file));
    const own = found.get(name);
    if (own === undefined) found.set(name, [file]);
    else own.push(file);
  }
  return found;
}

/** Answers whether a path of the folder may be a file that these paths name; one without a dot may be a folder with it. */
export function mayHoldOneOf(paths: readonly string[]): (path: string) => boolean {
  const named = byLastName(paths);
  return (path) =>
    (named.get(mapKey(lastName(path))) ?? []).some((each) => isAt(path, each)) ||
    (paths.length > 0 && !lastName(path).includes('.'));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function onlyFileAt(listed: readonly string[], path: string): string | null {
  const [file, ...others] = listed.filter((each) => isAt(each, path));
  return file === undefined || others.length > 0 ? null : file;
}

/** Whether a file of the folder may be the one of a namespace's files that is named by a path. */
export function isAt(file: string, path: string): boolean {
  return file === path || file.endsWith(`/${path}`);
}

function namespaceOf(renderings: readonly Rendering[]): FlowNamespace {
  const [name = null, ...others] = renderings.map(({ namespace }) =>
    namespace?.kind === 'literal' ? namespace.value : null,
  );
  if (name === null || others.some((other) => other !== name)) return { kind: 'dynamic' };
  return { kind: 'literal', value: name, range: { start: 0, end: 0 } };
}
