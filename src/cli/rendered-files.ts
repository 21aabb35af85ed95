import { generationOf, readRenderedFile, renderedFilesIn, type FlowNamespace } from '../flow/index.ts';
import type { RenderedFile } from '../flow/index.ts';
import { flowsUnder, type FlowToCheck } from './flows.ts';
import type { Session } from './session.ts';
import type { HasChanged } from './since.ts';

/** Who renders a file, and where. */
interface Rendering {
  readonly place: RenderedFile['place'];
  readonly namespace: FlowNamespace | null;
}

/**
 * The namespace files that the flows render, as files to check. Of each the folder holds exactly one file whose path ends
 * with the path that the flow names: how a folder's files become a namespace's files is nobody's rule, so that with two
 * nobody can tell. Where flows of several namespaces render it, its namespace is not known.
 */
export async function renderedFiles(
  { configuration, files }: Session,
  flows: readonly FlowToCheck[],
  signal: AbortSignal,
): Promise<readonly FlowToCheck[]> {
  const generation = generationOf(configuration.kestraVersion ?? null);
  const named = new Map<string, Rendering[]>();
  for (const { flow } of flows) {
    for (const { path, document, place } of renderedFilesIn(flow, generation)) {
      const rendering = { place, namespace: flow.documents[document]?.namespace ?? null };
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
  const found: FlowToCheck[] = [];
  for (const [file, own] of renderings) {
    const [first] = own;
    if (first === undefined || known.has(file)) continue;
    const read = await files.read(file, signal);
    if (read.state !== 'text') continue;
    found.push({ file, flow: readRenderedFile(read.text, namespaceOf(own), first.place) });
  }
  return found;
}

/** Of what changed: the flows that did, and where they are looked for. */
interface ChangedFlows {
  readonly flows: readonly FlowToCheck[];
  readonly paths: readonly string[];
  readonly hasChanged: HasChanged;
}

/** The same files that changed themselves, whoever renders them, or that a flow renders which changed. */
export async function renderedSince(
  session: Session,
  { flows, paths, hasChanged }: ChangedFlows,
  signal: AbortSignal,
): Promise<readonly FlowToCheck[]> {
  const isOther = (file: string, text: string) => !hasChanged(file, text);
  const others = await flowsUnder(session, paths, isOther, signal);
  const ofChanged = new Set((await renderedFiles(session, flows, signal)).map(({ file }) => file));
  const all = await renderedFiles(session, [...flows, ...others.flows], signal);
  return all.filter(({ file, flow }) => ofChanged.has(file) || hasChanged(file, flow.text));
}

function namespaceOf(renderings: readonly Rendering[]): FlowNamespace {
  const names = new Set(
    renderings.map(({ namespace }) => (namespace?.kind === 'literal' ? namespace.value : null)),
  );
  const [name = null] = names;
  if (names.size !== 1 || name === null) return { kind: 'dynamic' };
  return { kind: 'literal', value: name, range: { start: 0, end: 0 } };
}
