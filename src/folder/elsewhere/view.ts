import type { Catalog, CatalogView } from '../../catalog/index.ts';
import type { FlowInFile } from './types.ts';

/**
 * What a file is judged by: where flows render it, the configurations of those flows, wherever it stands itself. Where these
 * have different ones, all of the folder.
 */
export function viewOfFile(
  catalog: Pick<Catalog, 'at'>,
  { file, renderedBy }: Pick<FlowInFile, 'file' | 'renderedBy'>,
): CatalogView {
  const [view = catalog.at(file), ...others] = (renderedBy ?? []).map((each) => catalog.at(each));
  return others.every((other) => other === view) ? view : catalog.at(null);
}
