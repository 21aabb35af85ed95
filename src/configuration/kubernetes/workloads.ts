import { serverCandidate, type Candidate, type Source } from '../candidate.ts';
import { isKestraImage, isOpenSourceImage, versionIn } from '../image.ts';
import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { KestraServer } from '../server.ts';
import { isRenamedServer, isServerByName, mayStartServer, tasksRunBy } from '../server-command.ts';
import { askedFiles, commandGap, filesInContainer, targetPath } from '../server-files.ts';
import { isTemplateText } from '../settings.ts';
import { isWhole, reportSyntax } from '../syntax.ts';
import { originAt, placeInFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { variablesByName } from '../variables.ts';
import { entryOf, isListNode, itemsOf, scalarOf, type YamlNode } from '../yaml/nodes.ts';
import { loneConfigurations } from './lone-objects.ts';
import { containerEnvironment, referencesIn } from './environment.ts';
import {
  isKnativeService,
  manifestYaml,
  manifestsIn,
  mayRenameImages,
  objectsFor,
  workloadFiles,
  type Manifest,
} from './manifests.ts';
import { volumesIn } from './mounts.ts';
import { itemsAt, listAt, nodeAtPath, textAt, type FindObject } from './objects.ts';
import { patchGaps, patchLosses, sketchGaps } from './patches.ts';
import { takenAway } from './taken-away.ts';

/** Every Kestra server that a manifest of the folder describes. */
export const kubernetesServers: Source = async (reading) => {
  const found: { readonly candidate: Candidate; readonly installation: Installation }[] = [];
  const installations = new Map<string, Installation>();
  for (const path of workloadFiles(reading)) {
    const yaml = await manifestYaml(reading, path);
    if (yaml === null) continue;
    // A template that is no YAML may be made into anything.
    if (!isWhole(yaml) && isTemplateText(yaml.source.text)) {
      reading.leaveOut({ file: path, why: 'template' });
      continue;
    }
    const faults = reportSyntax(yaml, reading.report);
    for (const manifest of await manifestsIn(reading, path)) {
      for (const server of await serversOf(reading, manifest, faults)) {
        // The servers of one folder and namespace are one Kestra in parts, told by the first file of it.
        const { namespace } = manifest;
        const key = `${folderOf(path)}\n${namespace ?? ''}`;
        const installation = installations.get(key) ?? { file: path, namespace };
        installations.set(key, installation);
        const candidate = await serverCandidate(reading, { ...server, file: installation.file });
        found.push({ candidate, installation });
      }
    }
  }
  const all = [...installations.values()];
  const own = found.map(({ candidate, installation }) => ({
    ...candidate,
    file: nameAmong(all, installation),
  }));
  return [...own, ...(await loneConfigurations(reading))];
};

/** The servers of one folder and namespace. */
interface Installation {
  /** The first that describes some of them. */
  readonly file: string;
  /** null: whatever they are applied to. */
  readonly namespace: string | null;
}

/** What it is told by: its file, and its namespace where several stand in that. */
function nameAmong(all: readonly Installation[], { file, namespace }: Installation): string {
  const isAlone = all.filter((each) => each.file === file).length === 1;
  return isAlone || namespace === null ? file : `${file}#${namespace}`;
}

/** Where the pod stands in a manifest; null: it has none. */
function podOf(manifest: Manifest): YamlNode | null {
  const { kind, node } = manifest;
  if (kind === 'Pod') return nodeAtPath(node, 'spec');
  const isWorkload = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'].includes(kind);
  return isWorkload || isKnativeService(manifest) ? nodeAtPath(node, 'spec', 'template', 'spec') : null;
}

async function serversOf(
  reading: FileReading,
  manifest: Manifest,
  faults: boolean,
): Promise<readonly KestraServer[]> {
  const pod = podOf(manifest);
  if (pod === null) return [];
  const containers = listAt(pod, 'containers').filter(isServer);
  if (containers.length === 0) return [];
  const names = namesIn(pod);
  const find = await objectsFor(reading, manifest, names);
  const changed = [
    ...(await patchGaps(reading, manifest.file, names)),
    ...(await sketchGaps(reading, manifest)),
  ];
  const ownName = nameAt(manifest.node, 'metadata');
  const losses = await patchLosses(reading, manifest.file, new Set([ownName, ...names]));
  return containers.map((container) => {
    const server = serverOf(manifest, pod, container, find, faults);
    const isOpenSource = server.isOpenSource === true && !mayRenameImages(reading);
    const { variables } = server;
    const own = new Set(variableNames(container));
    const { references } = referencesIn(itemsAt(container, 'envFrom'));
    const taken = takenAway({ variables, own, references, find }, losses);
    return { ...server, isOpenSource, gaps: [...server.gaps, ...changed], taken };
  });
}

/** Kestra's own image, or another one that is given Kestra's configuration. Beside it may stand others, that are not Kestra. */
function isServer(container: YamlNode): boolean {
  const image = textAt(container, 'image') ?? '';
  if (isKestraImage(image)) return mayStartServer(wordsOf(container));
  return isServerByWords(container) || isByName(container);
}

function isServerByWords(container: YamlNode): boolean {
  const names = variableNames(container);
  return (
    names.includes('KESTRA_CONFIGURATION') || isRenamedServer(wordsOf(container), namesOf(container), names)
  );
}

/** Whether it runs what its image starts, which is not Kestra's own, and is Kestra's by what it is called and given. */
function isByName(container: YamlNode): boolean {
  const image = textAt(container, 'image') ?? '';
  if (image === '' || isKestraImage(image) || isServerByWords(container)) return false;
  return isServerByName(wordsOf(container), namesOf(container), variableNames(container));
}

function namesOf(container: YamlNode): readonly string[] {
  return [textAt(container, 'image') ?? '', textAt(container, 'name') ?? ''];
}

function variableNames(container: YamlNode): readonly string[] {
  return listAt(container, 'env').map((entry) => textAt(entry, 'name') ?? '');
}

function wordsOf(container: YamlNode): readonly string[] {
  return ['command', 'args'].flatMap((key) => wordsAt(container, key));
}

function wordsAt(container: YamlNode, key: string): readonly string[] {
  return wordNodes(container, key)
    .flatMap((item) => (scalarOf(item)?.text ?? '').split(/\s+/))
    .filter((word) => word !== '');
}

/** Whether a command has words that another tool puts in. */
function hasUnread(container: YamlNode, key: string): boolean {
  return wordNodes(container, key).some((item) => {
    const text = scalarOf(item)?.text;
    return text === undefined || isTemplateText(text);
  });
}

function wordNodes(container: YamlNode, key: string): readonly YamlNode[] {
  const value = entryOf(container, key)?.value;
  if (value === undefined) return [];
  return isListNode(value) ? itemsOf(value) : [value];
}

function serverOf(
  { file, node }: Manifest,
  pod: YamlNode,
  container: YamlNode,
  find: FindObject,
  faults: boolean,
): KestraServer {
  const references = referencesIn(itemsAt(container, 'envFrom'));
  const environment = containerEnvironment(itemsAt(container, 'env'), references, find);
  const { configuration } = environment;
  const words = wordsOf(container);
  const variables = variablesByName(environment.variables);
  const asked = askedFiles(words, textAt(container, 'workingDir') ?? undefined, variables);
  const mounts = volumesIn(pod, container, find);
  const { below, above, open } = filesInContainer(asked, mounts.find);
  const gaps: DefinitionsGap[] = open.map(({ path }) =>
    mounts.gapAt(targetPath(path), { reason: 'command', detail: path }),
  );
  const [program] = wordsAt(container, 'command');
  const image = textAt(container, 'image') ?? '';
  // What a shell sets is not told, and a definition in the command line is not repeated, for it holds the value.
  const isUnseen =
    isByName(container) ||
    commandGap(program, words) !== null ||
    ['command', 'args'].some((key) => hasUnread(container, key));
  if (isUnseen) gaps.push({ reason: 'command', detail: 'command' });
  // Without one it is a patch of a server that stands elsewhere.
  const isOverlay = entryOf(container, 'image') === null;
  const name = nodeAtPath(node, 'metadata', 'name') ?? node;
  const { source } = name.yaml;
  // One that has no pods for now may get some, and others may have its place.
  const isScaledToNone = textAt(nodeAtPath(node, 'spec') ?? node, 'replicas') === '0';
  const tasks = isScaledToNone ? null : tasksRunBy(words);
  return {
    file,
    name: scalarOf(name)?.text ?? '',
    origin: originAt(source, placeInFile(source, name.range)),
    variables: environment.variables,
    envFiles: [],
    gaps: [
      ...environment.gaps,
      ...gaps,
      ...(faults || isOverlay ? [{ reason: 'file-not-read', detail: file } as const] : []),
    ],
    configuration: configuration === 'elsewhere' ? null : configuration,
    configurations: { below, above },
    partial: open.length > 0 || asked.isOpen || isUnseen || configuration === 'elsewhere' || faults,
    ...(isOverlay ? { isOverlay } : {}),
    isOpenSource: isOpenSourceImage(image),
    ...(tasks === null ? {} : { tasks }),
    // The tag of another image is its own.
    version: isKestraImage(image) ? versionIn(image) : null,
  };
}

/** Every name of an object that a pod uses. */
function namesIn(pod: YamlNode): ReadonlySet<string> {
  const names = [...listAt(pod, 'containers')].flatMap((container) => [
    ...referencesIn(itemsAt(container, 'envFrom')).references.map(({ name }) => name),
    ...listAt(container, 'env').flatMap((entry) =>
      ['configMapKeyRef', 'secretKeyRef'].map((key) => nameAt(entry, 'valueFrom', key)),
    ),
  ]);
  const volumes = listAt(pod, 'volumes').flatMap((volume) => [
    nameAt(volume, 'configMap'),
    nodeText(nodeAtPath(volume, 'secret'), 'secretName'),
    ...(nodeAtPath(volume, 'projected') === null
      ? []
      : listAt(nodeAtPath(volume, 'projected') ?? volume, 'sources').flatMap((source) => [
          nameAt(source, 'configMap'),
          nameAt(source, 'secret'),
        ])),
  ]);
  return new Set([...names, ...volumes].filter((name) => name !== ''));
}

function nameAt(node: YamlNode, ...path: readonly string[]): string {
  return nodeText(nodeAtPath(node, ...path), 'name');
}

function nodeText(node: YamlNode | null, key: string): string {
  return node === null ? '' : (textAt(node, key) ?? '');
}
