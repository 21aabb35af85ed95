import type { FolderConfiguration } from '../../configuration/index.ts';
import {
  generationOf,
  readRenderedFile,
  renderedFilesIn,
  type FlowNamespace,
  type RenderedFile,
} from '../../flow/index.ts';
import type { FolderFiles } from '../../ports/files.ts';
import type { FlowInFile } from './types.ts';

/** Who renders a file, and where. */
interface Rendering {
  /** The file of the flow. */
  readonly by: string;
  readonly place: RenderedFile['place'];
  readonly namespace: FlowNamespace | null;
}

/**
 * The namespace files that the flows render, as files to check. Of each the folder holds exactly one file whose path ends
 * with the path that the flow names: how a folder's files become a namespace's files is nobody's rule, so that with two
 * nobody can tell. Where flows of several namespaces render it, its namespace is not known.
 */
export async function renderedFiles(
  { configuration, files }: { readonly configuration: FolderConfiguration; readonly files: FolderFiles },
  flows: readonly FlowInFile[],
  signal: AbortSignal,
): Promise<readonly FlowInFile[]> {
  const generation = generationOf(configuration.kestraVersion ?? null);
  const named = new Map<string, Rendering[]>();
  for (const { file, flow } of flows) {
    for (const { path, document, place } of renderedFilesIn(flow, generation)) {
      const rendering = { by: file, place, namespace: flow.documents[document]?.namespace ?? null };
      named.set(path, [...(named.get(path) ?? []), rendering]);
    }
  }
  if (named.size === 0) return [];
  const listed = await files.list(signal);
  const renderings = new Map<string, Rendering[]>();
  for (const [path, own] of named) {
    const [file, ...others] = listed.filter((each) => each === path || each.endsWith(`/${path}`));
    if (file === undefined || others.length > 0) continue;
    renderings.set(file, [...(renderings.get(file) ?? []), ...own]);
  }
  const known = new Set([...flows.map(({ file }) => file), ...configuration.files]);
  const found: FlowInFile[] = [];
  for (const [file, own] of renderings) {
    const [first] = own;
    if (first === undefined || known.has(file)) continue;
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

function namespaceOf(renderings: readonly Rendering[]): FlowNamespace {
  const names = new Set(
    renderings.map(({ namespace }) => (namespace?.kind === 'literal' ? namespace.value : null)),
  );
  const [name = null] = names;
  if (names.size !== 1 || name === null) return { kind: 'dynamic' };
  return { kind: 'literal', value: name, range: { start: 0, end: 0 } };
}
