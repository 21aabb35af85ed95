import {
  indexOfElsewhere,
  indexRenderedFiles,
  mayHoldOneOf,
  renderingsIn,
  viewOfFile,
} from '../../folder/elsewhere/index.ts';
import type { FlowIndex } from '../../index/index.ts';
import { usesOfSecret } from '../../language/uses/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { RenderedUses } from './rendered-uses.ts';

/**
 * What the namespace files ask for that flows render, as they are now. null: as it is `known`, where no flow and no configuration
 * has changed since; `mayBeKnown`: nor need the files be read again. Rejects with an AbortError, and where the folder cannot be
 * looked into.
 */
export async function readRendered(
  { catalog, configuration, files }: Pick<FolderSession, 'catalog' | 'configuration' | 'files'>,
  index: FlowIndex,
  known: RenderedUses | null,
  mayBeKnown: boolean,
  signal: AbortSignal,
): Promise<RenderedUses | null> {
  const now = configuration();
  const version = index.version();
  if (now === null) return null;
  const isKnown = known?.version === version && known.configuration === now;
  if (isKnown && (mayBeKnown || known.uses === null)) return null;
  const renderings = renderingsIn(index);
  const found =
    renderings.length === 0
      ? []
      : await indexRenderedFiles({ configuration: now, files }, renderings, index, signal);
  const rendered = indexOfElsewhere(found);
  const views = new Map(found.map((each) => [each.file, viewOfFile(catalog, each)]));
  const uses: RenderedUses['uses'] = (sought) =>
    usesOfSecret(rendered, sought, catalog.snapshot(), (file) => views.get(file)?.snapshot().configurations);
  return {
    version,
    configuration: now,
    uses: renderings.length === 0 ? null : uses,
    isFile: (file) => views.has(file),
    mayBeFile: mayHoldOneOf(renderings.map(({ path }) => path)),
  };
}
