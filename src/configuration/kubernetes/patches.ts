import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../types.ts';
import { scalarOf, rootsOf, type YamlNode } from '../yaml/nodes.ts';
import { kubernetesKind, manifestYaml, patchMark } from './manifests.ts';
import { listAt, textAt } from './objects.ts';

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** What a Kustomization lays over the manifests that it takes up. */
interface Overlay {
  /** Files and folders, without a `/` at the end. */
  readonly resources: readonly string[];
  readonly gaps: readonly DefinitionsGap[];
}

/**
 * What Kustomizations of the folder may change of a server's environment: `file` is its manifest, `names` are the
 * ConfigMaps and Secrets that it uses. Patches are not applied, so what they touch is out of sight.
 */
export async function patchGaps(
  reading: FileReading,
  file: string,
  names: ReadonlySet<string>,
): Promise<readonly DefinitionsGap[]> {
  const gaps: DefinitionsGap[] = [];
  for (const { path, marks } of reading.found(kubernetesKind)) {
    if (!marks.includes(patchMark)) continue;
    const overlay = await overlayOf(reading, path, names, new Set());
    const isTaken = overlay.resources.some((each) => file === each || file.startsWith(`${each}/`));
    if (isTaken) gaps.push(...overlay.gaps);
  }
  return [...new Map(gaps.map((gap) => [gap.detail, gap])).values()];
}

/** `read`: the files that are read already, for Kustomizations may stand in a circle. */
async function overlayOf(
  reading: FileReading,
  path: string,
  names: ReadonlySet<string>,
  read: Set<string>,
): Promise<Overlay> {
  const yaml = read.has(path) ? null : await manifestYaml(reading, path);
  read.add(path);
  const resources: string[] = [];
  const gaps: DefinitionsGap[] = [];
  for (const root of yaml === null ? [] : rootsOf(yaml)) {
    gaps.push(...(await patchesIn(reading, path, root)));
    for (const generator of ['configMapGenerator', 'secretGenerator'].flatMap((key) => listAt(root, key))) {
      const isOver = ['merge', 'replace'].includes(textAt(generator, 'behavior') ?? '');
      if (isOver && names.has(textAt(generator, 'name') ?? '')) gaps.push(notApplied(path));
    }
    for (const item of ['resources', 'bases', 'components'].flatMap((key) => listAt(root, key))) {
      const named = pathFrom(folderOf(path), scalarOf(item)?.text ?? '').replace(/\/$/, '');
      resources.push(named);
      for (const name of /\.ya?ml$/.test(named) ? [] : kustomizationNames) {
        const inner = await overlayOf(reading, pathFrom(`${named}/`, name), names, read);
        resources.push(...inner.resources);
        gaps.push(...inner.gaps);
      }
    }
  }
  return { resources, gaps };
}

/** Those that may touch an environment, a command or the data of an object (Kustomize: patches). */
async function patchesIn(
  reading: FileReading,
  path: string,
  root: YamlNode,
): Promise<readonly DefinitionsGap[]> {
  const gaps: DefinitionsGap[] = [];
  for (const item of ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) =>
    listAt(root, key),
  )) {
    const written = scalarOf(item)?.text ?? textAt(item, 'patch');
    const isText = written?.includes('\n') === true || /[:{[]/.test(written ?? '');
    const named = isText ? null : (textAt(item, 'path') ?? written);
    const file = named === null ? path : await reading.nameOf(pathFrom(folderOf(path), named));
    const text = named === null ? written : await reading.text(file);
    if (text === null || mayDefine(text)) gaps.push(notApplied(file));
  }
  return gaps;
}

function mayDefine(text: string): boolean {
  return /\b(?:env|envFrom|command|args|data|stringData)\b|SECRET_/.test(text);
}

function notApplied(detail: string): DefinitionsGap {
  return { reason: 'override-file', detail };
}
