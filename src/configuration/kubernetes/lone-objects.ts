import type { Candidate } from '../candidate.ts';
import type { FileReading } from '../reading.ts';
import { settingsOf, type Setting } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';
import { rootsOf } from '../yaml/nodes.ts';
import { parseYaml } from '../yaml/parse.ts';
import { loneMark, kubernetesKind, manifestsIn } from './manifests.ts';
import { objectsAmong } from './objects.ts';

/**
 * ConfigMaps and Secrets that hold a configuration of Kestra's, whoever mounts it: it counts where nothing else does, and
 * only in part, for what else that server has is not here.
 */
export async function loneConfigurations(reading: FileReading): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const { path, marks } of reading.found(kubernetesKind)) {
    if (!marks.includes(loneMark)) continue;
    const objects = objectsAmong((await manifestsIn(reading, path)).map(({ node }) => node));
    const settings = objects.flatMap(({ values }) =>
      [...values].flatMap(([key, { source }]) =>
        /\.ya?ml$/.test(key) && source !== null ? settingsIn(reading, source) : [],
      ),
    );
    if (settings.length === 0) continue;
    found.push({ file: path, settings, variables: new Map(), service: null, partial: true, isLone: true });
  }
  return found;
}

/** None where the text is another program's, or the values of a chart. */
function settingsIn(reading: FileReading, source: SourceText): readonly Setting[] {
  const settings = rootsOf(parseYaml(source, reading.budget)).flatMap((root) =>
    settingsOf(root, () => undefined),
  );
  const isKestras = settings.some(
    ({ names: [first, second = ''] }) =>
      first === 'kestra' && ['secret', 'queue', 'repository'].includes(second),
  );
  return isKestras ? settings : [];
}
