import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { entryOf, scalarOf, tagOf, type YamlEntry, type YamlNode } from '../yaml/nodes.ts';
import { readComposeFile, servicesNamed, topEntries, type ComposeFile } from './compose-file.ts';
import { filesOf, type ComposeProject, type ProjectFile } from './project.ts';

/** One file's part of a service. */
export interface ServiceLayer {
  readonly file: ComposeFile;
  readonly service: YamlNode;
}

/** A key as one layer has it. */
export interface LayerEntry {
  readonly layer: ServiceLayer;
  readonly value: YamlNode;
}

export interface ServiceLayers {
  /** The later ones win: what is included or extended, the service, the override. None: it was taken back. */
  readonly layers: readonly ServiceLayer[];
  /** All files that were read for it, whether they have the service or not. */
  readonly files: readonly ComposeFile[];
  readonly gaps: readonly DefinitionsGap[];
}

const extendsDepth = 5;

/** All that Compose puts together for one service by itself. */
export async function layersOf(
  reading: FileReading,
  project: ComposeProject,
  name: string,
): Promise<ServiceLayers> {
  const gaps: DefinitionsGap[] = [...project.gaps];
  const files = new Set(filesOf(project));
  const layers = await layersIn(reading, project, name, { gaps, files });
  return { layers, files: [...files], gaps };
}

/**
 * What the layers say at a key, the later ones winning: what `!reset` or `!override` takes back is gone (Compose: a tag
 * speaks of what earlier files say, and of what is extended).
 */
export function entriesAt(layers: readonly ServiceLayer[], key: string): readonly LayerEntry[] {
  let found: LayerEntry[] = [];
  for (const layer of layers) {
    const entry = entryOf(layer.service, key);
    if (entry === null) continue;
    // Below a tag Compose looks for no further ones.
    const tag = takesBack(layer.service) ? null : tagOf(entry.value);
    if (tag === '!reset' || tag === '!override') found = [];
    if (tag !== '!reset') found.push({ layer, value: entry.value });
  }
  return found;
}

/** What is noted while layers are looked for: what is out of sight, and every file that was read. */
interface Noted {
  readonly gaps: DefinitionsGap[];
  readonly files: Set<ComposeFile>;
}

async function layersIn(
  reading: FileReading,
  project: ComposeProject,
  name: string,
  noted: Noted,
): Promise<ServiceLayer[]> {
  const layers: ServiceLayer[] = [];
  for (const each of project.files) {
    for (const included of each.included) {
      for (const layer of await layersIn(reading, included, name, noted)) layers.push(layer);
    }
    const takesAll = topEntries(each.file, 'services').some(({ value }) => takesBack(value));
    if (takesAll) layers.length = 0;
    for (const { value } of servicesNamed(each.file, name)) {
      if (takesBack(value)) layers.length = 0;
      if (tagOf(value) === '!reset') continue;
      for (const layer of await withExtended(reading, each, { file: each.file, service: value }, noted, 0))
        layers.push(layer);
    }
  }
  return layers;
}

/** Compose's tags for taking back what earlier files say. */
function takesBack(value: YamlNode): boolean {
  return ['!override', '!reset'].includes(tagOf(value) ?? '');
}

async function withExtended(
  reading: FileReading,
  owner: ProjectFile | null,
  layer: ServiceLayer,
  noted: Noted,
  depth: number,
): Promise<ServiceLayer[]> {
  const extended = entryOf(layer.service, 'extends');
  if (extended === null || tagOf(extended.value) === '!reset') return [layer];
  const base =
    depth < extendsDepth ? await extendedLayers(reading, owner, layer, extended, noted, depth) : [];
  if (base.length === 0) noted.gaps.push({ reason: 'extends', detail: layer.file.path });
  return [...base, layer];
}

/** None: the service that is extended is not found. */
async function extendedLayers(
  reading: FileReading,
  owner: ProjectFile | null,
  layer: ServiceLayer,
  { value }: YamlEntry,
  noted: Noted,
  depth: number,
): Promise<readonly ServiceLayer[]> {
  const name = scalarOf(value)?.text ?? entryTextOf(value, 'service') ?? '';
  const path = entryTextOf(value, 'file');
  const file = path === null ? layer.file : await otherFile(reading, layer.file, path);
  if (file === null) return [];
  noted.files.add(file);
  const inside = path === null ? owner : null;
  const layers: ServiceLayer[] = [];
  for (const { value: service } of servicesNamed(file, name)) {
    // A service of the same file stands in the same document.
    if (path === null && service.document !== layer.service.document) continue;
    for (const each of await withExtended(reading, inside, { file, service }, noted, depth + 1))
      layers.push(each);
  }
  if (layers.length > 0) return layers;
  for (const included of inside?.included ?? []) {
    for (const each of await layersIn(reading, included, name, noted)) layers.push(each);
  }
  return layers;
}

/** Paths of the other file start in its own folder; its placeholders are filled as the extending one's. */
function otherFile(reading: FileReading, from: ComposeFile, path: string): Promise<ComposeFile | null> {
  const other = pathFrom(from.folder, path);
  const { variables, project, hasDotEnv } = from;
  return readComposeFile(reading, other, { folder: folderOf(other), variables, project, hasDotEnv });
}

function entryTextOf(map: YamlNode, key: string): string | null {
  const entry = entryOf(map, key);
  return entry === null ? null : (scalarOf(entry.value)?.text ?? null);
}
