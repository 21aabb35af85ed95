import { isKestraNamespace } from '../../managers/kestra.ts';
import type { FolderSession } from '../session/folder-session.ts';

/** The namespaces of the flows of a folder that ask for secrets, as far as they are written out and may be Kestra's. Rejects when cancelled. */
export async function namespacesInFlows(
  session: FolderSession,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const index = await (await session.flows()).read(signal);
  const all = index.paths().flatMap((path) => {
    const file = index.file(path);
    if (file === undefined || file.state === 'refused') return [];
    return file.references.flatMap(({ flow }) =>
      flow.namespace?.kind === 'literal' ? [flow.namespace.value] : [],
    );
  });
  return [...new Set(all.filter(isKestraNamespace))];
}
