import {
  indexOfElsewhere,
  indexRenderedFiles,
  renderingsIn,
  viewOfFile,
} from '../../folder/elsewhere/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import { usesOfSecret } from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { lastRendered, type RenderedUses } from './rendered-uses.ts';

/**
 * Has the namespace files read that flows render, as they are now; `mayBeKnown`: not where no flow changed since they were.
 * Rejects with an AbortError, and where the folder cannot be looked into.
 */
export async function readRendered(
  { catalog, configuration, files }: Pick<FolderSession, 'catalog' | 'configuration' | 'files'>,
  index: FlowIndex,
  mayBeKnown: boolean,
  signal: AbortSignal,
): Promise<void> {
  const known = lastRendered.get(index);
  const now = configuration();
  const version = index.version();
  if (now === null) return;
  const isKnown = known?.version === version && known.configuration === now;
  if (isKnown && (mayBeKnown || known.uses === null)) return;
  const renderings = renderingsIn(index);
  const found =
    renderings.length === 0
      ? []
      : await indexRenderedFiles({ configuration: now, files }, renderings, index, signal);
  const rendered = indexOfElsewhere(found);
  const views = new Map(found.map((each) => [each.file, viewOfFile(catalog, each)]));
  const uses: RenderedUses['uses'] = (sought) =>
    usesOfSecret(rendered, sought, catalog.snapshot(), (file) => views.get(file)?.snapshot().configurations);
  lastRendered.set(index, {
    version,
    configuration: now,
    uses: renderings.length === 0 ? null : uses,
    isFile: (file) => views.has(file),
  });
}
