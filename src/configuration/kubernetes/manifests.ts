import { startOf } from '../budget.ts';
import { folderOf } from '../paths.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import { mayHoldServer } from '../server-command.ts';
import { isTemplateText } from '../settings.ts';
import { isWhole } from '../syntax.ts';
import { wholeFile } from '../text/source-text.ts';
import { rootsOf, type YamlNode } from '../yaml/nodes.ts';
import { parseYaml, type YamlText } from '../yaml/parse.ts';
import type { KindSearch } from '../kinds/kind.ts';
import { isYamlOrTemplate } from '../kinds/seen.ts';
import { generatedObjects } from './generators.ts';
import {
  finderOf,
  listAt,
  nodeAtPath,
  objectsAmong,
  secretsMadeBy,
  textAt,
  type ClusterObject,
  type FindObject,
} from './objects.ts';

/** What files with manifests are found under. */
export const kubernetesKind = 'kubernetes';

const workloadMark = 'workload';

/** Marks a Kustomization that may change what others say. */
export const patchMark = 'patch';

/** Marks ConfigMaps and Secrets that may hold a configuration of Kestra's, encoded or as it is. */
export const loneMark = 'lone';

/** Marks files whose Secrets may have keys that are called as Kestra's secrets are. */
export const secretsMark = 'secrets';

/** Marks what may put another image in the place of the one that a manifest names (Kustomize: images). */
const imagesMark = 'images';

/** Marks manifests that may be laid over a server: workloads without an image. */
export const sketchMark = 'sketch';

/** A file may have very many; one that has more is looked at whatever is asked for. */
const namesInFile = 200;

const manyNamesMark = 'many names';

/** Marks templates of objects for which an operator makes a Secret, whose name is not known. */
const anyNameMark = 'any name';

const workload = /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Pod|Rollout)\b/;
/** Of a Service that has its own pod, as Knative and Cloud Run have it. */
const knative = 'serving.knative.dev/';
const patches =
  /^(?:patches(?:StrategicMerge|Json6902)?|components|replacements|transformers|generators)\s*:|\bbehavior["']?\s*:\s*["']?(?:merge|replace)\b/m;
/** The same as objects of a cluster, by which Flux and Argo CD run Kustomize. */
const appliedPatches = [
  [/kustomize\.toolkit\.fluxcd\.io/, /\b(?:patches(?:StrategicMerge|Json6902)?|components)\b/],
  [/argoproj\.io/, /\b(?:kustomize|templatePatch)\b/],
];
/** Objects that others use by their names, and those for which an operator makes a Secret: {@link secretsMadeBy}. */
const object =
  /\bkind["']?\s*:\s*["']?(?:ConfigMap|\w*Secret|SecretProviderClass|Certificate|OnePasswordItem)\b/;
const secretMaker = /\bkind["']?\s*:\s*["']?(?:\w+Secret|SecretProviderClass|Certificate|OnePasswordItem)\b/;

/** Manifests that may describe a Kestra server, and those of ConfigMaps and Secrets, which are marked with their names. */
export const manifestSearch: KindSearch = {
  mayBe: isYamlOrTemplate,
  marksIn(text) {
    const marks: string[] = [];
    const hasPod = workload.test(text) || text.includes(knative);
    if (hasPod && mayHoldServer(text)) {
      marks.push(workloadMark);
    }
    if (workload.test(text) && (!/\bimage["']?\s*:/.test(text) || /kestra/i.test(text))) {
      marks.push(sketchMark);
    }
    if (object.test(text) || /^(?:configMap|secret)Generator\s*:/m.test(text)) {
      const names = new Set<string>();
      for (const [, name = ''] of text.matchAll(/\b(?:n|secretN)ame["']?\s*:\s*["']?([\w.-]+)/g)) {
        if (names.size >= namesInFile) {
          marks.push(manyNamesMark);
          break;
        }
        names.add(`name ${name}`);
      }
      for (const each of names) marks.push(each);
      if (secretMaker.test(text) && /\b(?:n|secretN)ame["']?\s*:[^\n{]{0,100}\{\{/.test(text))
        marks.push(anyNameMark);
      if (/kestra/i.test(text) && /\.ya?ml["']?\s*:/.test(text)) marks.push(loneMark);
      if (/\bSECRET_\w+["']?\s*:/i.test(text)) marks.push(secretsMark);
    }
    const areApplied = appliedPatches.some((words) => words.every((word) => word.test(text)));
    if (patches.test(text) || areApplied) marks.push(patchMark);
    if (/^images\s*:/m.test(text) || (areRun(text) && /\bimages\b/.test(text))) marks.push(imagesMark);
    return marks.length === 0 ? null : marks;
  },
};

/** Whether Flux or Argo CD may run Kustomize by what a text says. */
function areRun(text: string): boolean {
  return appliedPatches.some(([by]) => by?.test(text) === true);
}

/** Whether something of the folder may name other images than its manifests do. */
export function mayRenameImages(reading: FileReading): boolean {
  return reading.found(kubernetesKind).some(({ marks }) => marks.includes(imagesMark));
}

/** Whether a manifest is a Service that has its own pod. */
export function isKnativeService({ kind, node }: Manifest): boolean {
  return kind === 'Service' && textAt(node, 'apiVersion')?.startsWith(knative) === true;
}

/** A manifest of a file, those of a `List` one by one. */
export interface Manifest {
  readonly file: string;
  readonly node: YamlNode;
  readonly kind: string;
  /** null: whatever it is applied to. */
  readonly namespace: string | null;
}

/** The files whose manifests may describe a Kestra server, the nearest first. */
export function workloadFiles(reading: FileReading): readonly string[] {
  return reading
    .found(kubernetesKind)
    .filter(({ marks }) => marks.includes(workloadMark))
    .map(({ path }) => path);
}

const parsed = oncePerReading<YamlText | null>();

/** A file's YAML; null: it is not to be read. */
export function manifestYaml(reading: FileReading, path: string): Promise<YamlText | null> {
  return parsed(reading, reading, path, async () => {
    const text = await reading.text(path);
    return text === null ? null : parseYaml(wholeFile(path, text), reading.budget);
  });
}

const listed = oncePerReading<readonly Manifest[]>();

export function manifestsIn(reading: FileReading, path: string): Promise<readonly Manifest[]> {
  return listed(reading, reading, path, async () => {
    const yaml = await manifestYaml(reading, path);
    return yaml === null ? [] : rootsOf(yaml).flatMap((root) => manifestsAt(path, root));
  });
}

function manifestsAt(file: string, node: YamlNode): readonly Manifest[] {
  const kind = textAt(node, 'kind') ?? '';
  if (kind === 'List') return listAt(node, 'items').flatMap((item) => manifestsAt(file, item));
  const metadata = nodeAtPath(node, 'metadata');
  const namespace = metadata === null ? null : textAt(metadata, 'namespace');
  return [{ file, node, kind, namespace: isTemplateText(namespace ?? '') ? null : namespace }];
}

/** What looking at one manifest costs: its kind, its name and its namespace are read. */
const nodesOfEach = 4;

/**
 * Finds the ConfigMaps and Secrets that a workload uses, of its namespace as far as that is told: among what is `given`
 * with it, else in its own file, else in its folder, else anywhere in the folder. `names` are those that are asked for.
 */
export async function objectsFor(
  reading: FileReading,
  { file, namespace }: Pick<Manifest, 'file' | 'namespace'>,
  names: ReadonlySet<string>,
  given: readonly YamlNode[] = [],
): Promise<FindObject> {
  const paths = new Set([file]);
  for (const { path, marks } of reading.found(kubernetesKind)) {
    const mayHave = marks.some((mark) => mark === manyNamesMark || names.has(mark.replace(/^name /, '')));
    if (mayHave) paths.add(path);
  }
  const all: { readonly file: string; readonly object: ClusterObject }[] = [];
  const made = new Set(secretsMadeBy(given));
  for (const path of paths) {
    const manifests = await manifestsIn(reading, path);
    // Each of many servers looks at all of them: nobody is to wait for that, and it is to have an end.
    if (!reading.budget.spend('nodes', nodesOfEach * manifests.length, () => startOf(path))) break;
    const yaml = await manifestYaml(reading, path);
    if (yaml === null) continue;
    const isOther = (manifest: Manifest) =>
      manifest.namespace !== null && namespace !== null && manifest.namespace !== namespace;
    const own = manifests.filter((manifest) => !isOther(manifest)).map(({ node }) => node);
    for (const name of secretsMadeBy(own)) made.add(name);
    const objects = [...objectsAmong(own), ...(await generatedObjects(reading, path, rootsOf(yaml)))];
    const isRead = isWhole(yaml);
    for (const object of objects) {
      all.push({ file: path, object: isRead ? object : { ...object, isOpen: true } });
    }
  }
  const finders = [
    (path: string) => path === file,
    (path: string) => folderOf(path) === folderOf(file),
    () => true,
  ].map((isNear) => finderOf(all.filter((each) => isNear(each.file)).map(({ object }) => object)));
  finders.unshift(finderOf(objectsAmong(given)));
  // What a chart makes belongs to what is installed with it.
  const isAnyMade = reading
    .found(kubernetesKind)
    .some(({ path, marks }) => marks.includes(anyNameMark) && path.startsWith(folderOf(file)));
  return (kind, name) => {
    const found = finders.map((find) => find(kind, name)).find((each) => each !== null) ?? null;
    return found !== null && kind === 'Secret' && (isAnyMade || made.has(name))
      ? { ...found, isOpen: true }
      : found;
  };
}
