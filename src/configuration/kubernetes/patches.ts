import { withoutSameGaps } from '../gaps.ts';
import { isAddress, pathFrom } from '../paths.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import { isWhole } from '../syntax.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { entryOf, scalarOf, writtenText, type YamlNode } from '../yaml/nodes.ts';
import { kustomizationNames, kustomizationsIn, type Kustomization } from './kustomizations.ts';
import {
  kubernetesKind,
  manifestsIn,
  manifestYaml,
  patchMark,
  sketchMark,
  type Manifest,
} from './manifests.ts';
import { generatedValues } from './generators.ts';
import { lossesBy, type Loss } from './losses.ts';
import { itemsAt, listAt, nodeAtPath, textAt } from './objects.ts';

/** What is laid over manifests, and is not applied here: a server in a pod, or a release that others install. */
export type PatchedKind = 'server' | 'release';

/** Something that may change what others say. */
interface Patch {
  readonly file: string;
  /** Its text; null: not here, so that it may do anything. */
  readonly text: string | null;
  /** The name, or the pattern of one, that it is for; null: that is not told beside it. */
  readonly target: string | null;
}

/** What a Kustomization lays over the manifests that it takes up. */
interface Overlay {
  /** Files and folders, without a `/` at the end; the folder of all is an empty text. */
  readonly resources: readonly string[];
  readonly patches: readonly Patch[];
  /** ConfigMaps and Secrets that it adds to. */
  readonly merges: readonly Merge[];
}

/** A ConfigMap or Secret to which keys are added; or that has others instead, of which these are `kept`. */
interface Merge {
  readonly name: string;
  readonly file: string;
  readonly kept: ReadonlySet<string> | null;
}

/**
 * What Kustomizations of the folder may change of what a manifest in `file` says; `names` are the ConfigMaps and Secrets
 * that it uses. Patches are not applied, so what they touch is out of sight.
 */
export async function patchGaps(
  reading: FileReading,
  file: string,
  names: ReadonlySet<string>,
  kind: PatchedKind = 'server',
): Promise<readonly DefinitionsGap[]> {
  return withoutSameGaps(
    (await overlaysOver(reading, file)).flatMap(({ patches, merges }) => [
      ...gapsOf(patches, kind),
      ...merges.filter(({ name }) => names.has(name)).map((merge) => notApplied(merge.file)),
    ]),
  );
}

/** Those that take up a file. */
async function overlaysOver(reading: FileReading, file: string): Promise<readonly Overlay[]> {
  return (await overlaysOf(reading)).filter(({ resources }) =>
    resources.some((each) => each === '' || file === each || file.startsWith(`${each}/`)),
  );
}

/** What Kustomizations of the folder may take away of the environment of a server in `file`; `names` are its own too. */
export async function patchLosses(
  reading: FileReading,
  file: string,
  names: ReadonlySet<string>,
): Promise<readonly FileLoss[]> {
  return (await overlaysOver(reading, file)).flatMap(({ patches, merges }) => [
    ...patches.flatMap(({ file: by, text, target }) =>
      text === null || !mayPatch(text, 'server')
        ? []
        : lossesBy(reading, { file: by, text, target }, names).map((loss) => ({ by, loss })),
    ),
    ...merges.flatMap(({ name, file: by, kept }) =>
      kept === null || !names.has(name) ? [] : [{ by, loss: { of: 'object', name, kept } as const }],
    ),
  ]);
}

/** What a file may take away. */
export interface FileLoss {
  readonly by: string;
  readonly loss: Loss;
}

/** What a Kustomization (`root` of `path`) may change of a server that it makes itself. */
export async function ownPatchGaps(
  reading: FileReading,
  path: string,
  root: YamlNode,
): Promise<readonly DefinitionsGap[]> {
  const patches = await Promise.all(
    kustomizationsIn(reading, path, root).map((each) => patchesIn(reading, path, each)),
  );
  return withoutSameGaps(gapsOf(patches.flat(), 'server'));
}

/**
 * What manifests without an image may change of a server that another one starts: those of the same kind and name, which
 * `kubectl` patches or applies beside it. What a Kustomization lays over others is left to {@link patchGaps}.
 */
export async function sketchGaps(reading: FileReading, server: Manifest): Promise<readonly DefinitionsGap[]> {
  const over = (await sketchesOf(reading)).filter(
    (each) =>
      each.node !== server.node &&
      each.kind === server.kind &&
      nameOf(each) === nameOf(server) &&
      (each.namespace ?? server.namespace) === (server.namespace ?? each.namespace),
  );
  return withoutSameGaps(over.map(({ file }) => notApplied(file)));
}

const sketches = oncePerReading<readonly Manifest[]>();

function sketchesOf(reading: FileReading): Promise<readonly Manifest[]> {
  return sketches(reading, reading, '', async () => {
    const taken = new Set(
      (await overlaysOf(reading)).flatMap(({ patches }) => patches.map(({ file }) => file)),
    );
    const found: Manifest[] = [];
    for (const { path, marks } of reading.found(kubernetesKind)) {
      if (!marks.includes(sketchMark) || taken.has(path)) continue;
      for (const manifest of await manifestsIn(reading, path)) {
        const text = writtenText(manifest.node);
        if (!/\bimage["']?\s*:/.test(text) && mayPatch(text, 'server')) found.push(manifest);
      }
    }
    return found;
  });
}

function nameOf({ node }: Manifest): string | null {
  const metadata = nodeAtPath(node, 'metadata');
  return metadata === null ? null : textAt(metadata, 'name');
}

function gapsOf(patches: readonly Patch[], kind: PatchedKind): readonly DefinitionsGap[] {
  return patches
    .filter(({ text }) => text === null || mayPatch(text, kind))
    .map(({ file }) => notApplied(file));
}

/** Whether a text of a patch may change what a server reads. */
export function mayPatch(text: string, kind: PatchedKind): boolean {
  return mayChange[kind].some((words) => words.test(text));
}

const overlays = oncePerReading<readonly Overlay[]>();

function overlaysOf(reading: FileReading): Promise<readonly Overlay[]> {
  return overlays(reading, reading, '', async () => {
    const found: Overlay[] = [];
    for (const { path, marks } of reading.found(kubernetesKind)) {
      if (marks.includes(patchMark)) {
        for (const each of await overlaysIn(reading, path, new Set())) found.push(each);
      }
    }
    return found;
  });
}

/** `read`: the files that are read already, for Kustomizations may stand in a circle. */
async function overlaysIn(
  reading: FileReading,
  path: string,
  read: Set<string>,
): Promise<readonly Overlay[]> {
  const yaml = read.has(path) ? null : await manifestYaml(reading, path);
  read.add(path);
  if (yaml === null) return [];
  const unread: readonly Patch[] = isWhole(yaml) ? [] : [{ file: path, text: null, target: null }];
  const found: Overlay[] = [];
  // Those of the first file stand beside each other, and may take up the same.
  const isFirst = read.size === 1;
  for (const { node } of await manifestsIn(reading, path)) {
    for (const kustomization of kustomizationsIn(reading, path, node)) {
      const before = isFirst ? new Set(read) : read;
      const { resources, patches, merges } = await overlayOf(reading, path, kustomization, before);
      found.push({ resources, patches: [...unread, ...patches], merges });
    }
  }
  return found;
}

async function overlayOf(
  reading: FileReading,
  path: string,
  kustomization: Kustomization,
  read: Set<string>,
): Promise<Overlay> {
  const { holder, folder } = kustomization;
  const resources: string[] = [];
  const patches = [...(await patchesIn(reading, path, kustomization))];
  const merges: Overlay['merges'][number][] = [];
  for (const generator of ['configMapGenerator', 'secretGenerator'].flatMap((key) => listAt(holder, key))) {
    const behavior = textAt(generator, 'behavior') ?? '';
    if (behavior !== 'merge' && behavior !== 'replace') continue;
    const name = textAt(generator, 'name') ?? '';
    const values = behavior === 'merge' ? null : await generatedValues(reading, folder, generator);
    merges.push({ name, file: path, kept: values === null ? null : new Set(values.keys()) });
  }
  const given = ['resources', 'bases', 'components']
    .flatMap((key) => listAt(holder, key))
    .map((item) => scalarOf(item)?.text ?? '')
    .filter((each) => !isAddress(each))
    .map((each) => pathFrom(folder, each).replace(/\/$/, ''));
  for (const named of [...kustomization.resources, ...given]) {
    resources.push(named);
    // That of the folder of all takes up nothing beyond it.
    for (const name of named === '' || /\.ya?ml$/.test(named) ? [] : kustomizationNames) {
      for (const inner of await overlaysIn(reading, pathFrom(`${named}/`, name), read)) {
        for (const each of inner.resources) resources.push(each);
        for (const each of inner.patches) patches.push(each);
        for (const each of inner.merges) merges.push(each);
      }
    }
  }
  return { resources, patches, merges };
}

const patchKeys = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'transformers'];

/** Whatever a Kustomization changes of manifests (Kustomize: patches, replacements, transformers). */
async function patchesIn(
  reading: FileReading,
  path: string,
  { holder, folder, templatePatch }: Kustomization,
): Promise<readonly Patch[]> {
  const patches: Patch[] = templatePatch === null ? [] : [{ file: path, text: templatePatch, target: null }];
  // What a program makes may be merged into anything (Kustomize: `kustomize.config.k8s.io/behavior`).
  if (entryOf(holder, 'generators') !== null) patches.push({ file: path, text: null, target: null });
  for (const key of patchKeys) {
    const { items, openIn } = itemsAt(holder, key);
    if (openIn !== null) patches.push({ file: openIn, text: null, target: null });
    for (const item of items) {
      const written = scalarOf(item)?.text ?? textAt(item, 'patch');
      const isText = /[\n{[]|:(?!\/\/)/.test(written ?? '');
      const named = isText ? null : (textAt(item, 'path') ?? written);
      const target = nodeAtPath(item, 'target');
      const aimed = target === null ? null : textAt(target, 'name');
      if (named === null) patches.push({ file: path, text: written ?? writtenText(item), target: aimed });
      else if (isAddress(named)) patches.push({ file: named, text: null, target: aimed });
      else {
        const file = await reading.nameOf(pathFrom(folder, named));
        patches.push({ file, text: await reading.text(file), target: aimed });
      }
    }
  }
  return patches;
}

/** Words that may touch an environment, a command, what is mounted, or the data of an object; and a path that has all of it. */
const mayChange: Readonly<Record<PatchedKind, readonly RegExp[]>> = {
  server: [
    /\b(?:env|envFrom|command|args|data|stringData|volumes|volumeMounts|workingDir)\b|SECRET_|\$patch\b/,
    /\/spec(?:\/template(?:\/spec(?:\/containers(?:\/\d+)?)?)?)?["']?[ \t]*(?:[,}]|$)/m,
  ],
  release: [/\b(?:values\w*|valueFiles|chart\w*|helm|parameters|postRenderers)\b|SECRET_|\$patch\b/],
};

function notApplied(detail: string): DefinitionsGap {
  return { reason: 'override-file', detail };
}
