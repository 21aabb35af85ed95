import { doAtOnce, generationOf, isRendered, placeOf } from '../../flow/index.ts';
import { summaryOfFile, type FlowIndex, type IndexedFile } from '../../index/index.ts';
import { filesRenderedBy, type ConfiguredFolder, type Rendering } from './rendered-files.ts';
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
  const generation = generationOf(folder.configuration.kestraVersion ?? null);
  const renderings = renderingsIn(index).filter(({ place }) => isRendered(placeOf(place, generation)));
  const isFlow = (file: string) => index.file(file) !== undefined;
  const rendered = await filesRenderedBy(folder, renderings, isFlow, signal);
  return [...(await serverValues(folder, signal)), ...rendered].flatMap(({ file, flow, renderedBy }) => {
    const summary = doAtOnce(summaryOfFile(flow));
    return summary === null ? [] : [{ file, summary, ...(renderedBy === undefined ? {} : { renderedBy }) }];
  });
}

/** The files that indexed flows name to render them. */
export function renderingsIn(index: Pick<FlowIndex, 'file' | 'paths'>): readonly Rendering[] {
  return index.paths().flatMap((by) => {
    const known = index.file(by);
    const renders = known?.state === 'read' ? (known.renders ?? []) : [];
    return renders.map(({ flow, path, place }) => ({ by, path, place, namespace: flow.namespace }));
  });
}
