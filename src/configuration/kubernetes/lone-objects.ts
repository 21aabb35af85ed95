import type { Candidate } from '../candidate.ts';
import type { FileReading } from '../reading.ts';
import { settingsOf, type Setting } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';
import { rootsOf } from '../yaml/nodes.ts';
import { parseYaml } from '../yaml/parse.ts';
import type { Variable } from '../variables.ts';
import { objectVariable } from './environment.ts';
import { kubernetesKind, loneMark, manifestsIn, secretsMark } from './manifests.ts';
import { objectsAmong, type ClusterObject } from './objects.ts';

/**
 * ConfigMaps and Secrets that hold a configuration of Kestra's, whoever mounts it: it counts where nothing else does, and
 * only in part, for what else that server has is not here.
 */
export async function loneConfigurations(reading: FileReading): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const { path, objects } of await objectsWith(reading, loneMark)) {
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

/** What the Secrets of a manifest hold, each key as the variable that `envFrom` makes of it. */
export interface LoneVariables {
  readonly path: string;
  readonly variables: readonly Variable[];
}

/** The variables of Secrets with keys that are called as Kestra's secrets are, whoever uses them. */
export async function loneVariables(reading: FileReading): Promise<readonly LoneVariables[]> {
  return (await objectsWith(reading, secretsMark)).map(({ path, objects }) => ({
    path,
    variables: objects
      .filter(({ kind }) => kind === 'Secret')
      .flatMap(({ values }) => [...values].map(([key, value]) => objectVariable(key, value))),
  }));
}

async function objectsWith(
  reading: FileReading,
  mark: string,
): Promise<readonly { readonly path: string; readonly objects: readonly ClusterObject[] }[]> {
  const found: { path: string; objects: readonly ClusterObject[] }[] = [];
  for (const { path, marks } of reading.found(kubernetesKind)) {
    if (!marks.includes(mark)) continue;
    const manifests = await manifestsIn(reading, path);
    found.push({ path, objects: objectsAmong(manifests.map(({ node }) => node)) });
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
