import { doAtOnce, generationOf, isRendered, placeOf } from '../../flow/index.ts';
import {
  createFlowIndex,
  summaryOfFile,
  type FlowIndex,
  type IndexedFile,
  type IndexedFlow,
} from '../../index/index.ts';
import { filesRenderedBy, isAt, type ConfiguredFolder, type Rendering } from './rendered-files.ts';
import { serverValues } from './server-values.ts';
import type { FlowInFile } from './types.ts';

/** A file that asks for something and is no file of flows, as an index has one. */
export interface IndexedElsewhere extends Pick<FlowInFile, 'file' | 'renderedBy'> {
  readonly summary: IndexedFile;
}

/**
 * What the namespace files ask for that the indexed flows render, and what the server's configuration puts into tasks. Rejects
 * with an AbortError, and where the folder cannot be looked into.
 */
export async function indexElsewhere(
  folder: ConfiguredFolder,
  index: Pick<FlowIndex, 'file' | 'paths'>,
  signal: AbortSignal,
): Promise<readonly IndexedElsewhere[]> {
  const values = await indexServerValues(folder, signal);
  return [...values, ...(await indexRenderedFiles(folder, renderingsIn(index), index, signal))];
}

/** What {@link serverValues} ask for. */
export async function indexServerValues(
  folder: ConfiguredFolder,
  signal: AbortSignal,
): Promise<readonly IndexedElsewhere[]> {
  return summariesOf(await serverValues(folder, signal));
}

/**
 * What the files ask for that flows render, of those in `index`; where only one flow renders a file, as calls of that flow. Rejects
 * as {@link indexElsewhere}.
 */
export async function indexRenderedFiles(
  folder: ConfiguredFolder,
  all: readonly RenderingFlow[],
  index: Pick<FlowIndex, 'file'>,
  signal: AbortSignal,
): Promise<readonly IndexedElsewhere[]> {
  const generation = generationOf(folder.configuration.kestraVersion ?? null);
  const renderings = all.filter(({ place }) => isRendered(placeOf(place, generation)));
  const isFlow = (file: string) => index.file(file) !== undefined;
  const byFile = new Map<string, RenderingFlow[]>();
  for (const rendering of renderings) {
    const own = byFile.get(rendering.by);
    if (own === undefined) byFile.set(rendering.by, [rendering]);
    else own.push(rendering);
  }
  const found = summariesOf(await filesRenderedBy(folder, renderings, isFlow, signal));
  return found.map((each) => {
    const { file, summary, renderedBy = [] } = each;
    const own = [...new Set(renderedBy)].flatMap((by) => byFile.get(by) ?? []);
    const [flow, ...others] = new Set(own.filter(({ path }) => isAt(file, path)).map((by) => by.flow));
    if (flow === undefined || others.length > 0 || summary.state !== 'read') return each;
    const references = summary.references.map((reference) => ({ ...reference, flow }));
    return { ...each, summary: { ...summary, references } };
  });
}

function summariesOf(files: readonly FlowInFile[]): readonly IndexedElsewhere[] {
  return files.flatMap(({ file, flow, renderedBy }) => {
    const summary = doAtOnce(summaryOfFile(flow));
    return summary === null ? [] : [{ file, summary, ...(renderedBy === undefined ? {} : { renderedBy }) }];
  });
}

/** What was found elsewhere, as an index to be asked. */
export function indexOfElsewhere(found: readonly IndexedElsewhere[]): FlowIndex {
  const index = createFlowIndex();
  index.update(found.map(({ file, summary }) => [file, summary]));
  return index;
}

/** A flow of an index that renders a file. */
export interface RenderingFlow extends Rendering {
  readonly flow: IndexedFlow;
}

/** The files that indexed flows name to render them. */
export function renderingsIn(index: Pick<FlowIndex, 'file' | 'paths'>): readonly RenderingFlow[] {
  return index.paths().flatMap((by) => {
    const known = index.file(by);
    const own = known?.state === 'read' ? (known.renders ?? []) : [];
    return own.map(({ flow, path, place }) => ({ by, path, place, namespace: flow.namespace, flow }));
  });
}
