import { baseName, folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isTemplateText } from '../settings.ts';
import { entryOf, writtenText, type YamlNode } from '../yaml/nodes.ts';
import { listAt, nodeAtPath, textAt } from './objects.ts';

export const kustomizationNames: readonly string[] = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];

/** Whether a file is what Kustomize runs, which need not say its kind. */
export function isKustomization(path: string): boolean {
  return kustomizationNames.includes(baseName(path));
}

/** What a document says to Kustomize: a file of its own, or an object by which another tool runs it. */
export interface Kustomization {
  /** The map with its keys, such as `patches`. */
  readonly holder: YamlNode;
  /** From where its paths are seen: empty, or with a `/` at the end. */
  readonly folder: string;
  /** What it takes up beside `resources`: files and folders, without a `/` at the end; the folder of all is an empty text. */
  readonly resources: readonly string[];
  /** What is put into a set's template, and may hold patches; null: nothing. */
  readonly templatePatch: string | null;
}

/**
 * The Kustomizations of a document: that of a file, of Flux (`spec.path`, and patches beside it), or those of an Application
 * of Argo CD, or of a set of them (`source.path`, and patches in `source.kustomize`).
 */
export function kustomizationsIn(
  reading: FileReading,
  path: string,
  root: YamlNode,
): readonly Kustomization[] {
  const api = textAt(root, 'apiVersion') ?? '';
  if (api.startsWith('kustomize.toolkit.fluxcd.io/')) {
    const spec = nodeAtPath(root, 'spec');
    return spec === null ? [] : [kustomizationAt(reading, textAt(spec, 'path') ?? '', spec, null)];
  }
  if (!api.startsWith('argoproj.io/')) {
    return [{ holder: root, folder: folderOf(path), resources: [], templatePatch: null }];
  }
  const isSet = textAt(root, 'kind') === 'ApplicationSet';
  const spec = nodeAtPath(root, ...(isSet ? ['spec', 'template', 'spec'] : ['spec']));
  if (spec === null) return [];
  const patch = nodeAtPath(root, 'spec', 'templatePatch');
  const single = entryOf(spec, 'source')?.value;
  return [...(single === undefined ? [] : [single]), ...listAt(spec, 'sources')].flatMap((source) => {
    const from = textAt(source, 'path');
    if (from === null) return [];
    const holder = nodeAtPath(source, 'kustomize') ?? source;
    return [kustomizationAt(reading, from, holder, patch === null ? null : writtenText(patch))];
  });
}

/** Paths are those of a repository. One that is not here, or is filled in later, may lead to any of the files. */
function kustomizationAt(
  reading: FileReading,
  written: string,
  holder: YamlNode,
  templatePatch: string | null,
): Kustomization {
  const named = pathFrom('', written.replace(/^\/+/, ''));
  const isHere =
    !isTemplateText(written) && reading.listed.some((file) => file === named || file.startsWith(`${named}/`));
  const taken = isHere ? named : '';
  return { holder, folder: taken === '' ? '' : `${taken}/`, resources: [taken], templatePatch };
}
