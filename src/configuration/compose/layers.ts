import { isOverrideFile, overrideNames, wellKnownComposeFiles } from '../discovery.ts';
import { baseName, folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../types.ts';
import { entriesOf, entryOf, scalarOf, tagOf, type YamlEntry, type YamlNode } from '../yaml/nodes.ts';
import { notRead, readComposeFile, servicesOf, type ComposeFile } from './compose-file.ts';

/** One file's part of a service. */
export interface ServiceLayer {
  readonly file: ComposeFile;
  readonly service: YamlNode;
}

export interface ServiceLayers {
  /** The later ones win: what is extended, the service, the override. */
  readonly layers: readonly ServiceLayer[];
  /** All files that were read for it, whether they have the service or not. */
  readonly files: readonly ComposeFile[];
  readonly gaps: readonly DefinitionsGap[];
}

const extendsDepth = 5;

/** All that Compose puts together for one service by itself. */
export async function layersOf(
  reading: FileReading,
  file: ComposeFile,
  service: YamlEntry,
): Promise<ServiceLayers> {
  const gaps: DefinitionsGap[] = [];
  const layers = await withExtended(reading, { file, service: service.value }, gaps, 0);
  const files = new Set([file, ...layers.map((layer) => layer.file)]);
  const further = await furtherFiles(reading, file);
  if (further === null) gaps.push({ reason: 'override-file', detail: '.env' });
  for (const path of further ?? []) {
    const read = await readComposeFile(reading, path);
    if (read === null) {
      // Only the files that Compose looks for by itself may be absent.
      if (!isOverrideFile(reading.spelling(path))) gaps.push({ reason: 'override-file', detail: path });
      continue;
    }
    // What the first file's `.env` sets counts for all of them.
    const override = { ...read, variables: file.variables };
    files.add(override);
    const same = servicesOf(override).findLast(({ key }) => key === service.key);
    if (same === undefined) continue;
    const laid = await withExtended(reading, { file: override, service: same.value }, gaps, 0);
    for (const layer of laid) layers.push(layer);
  }
  for (const { path, root } of files) {
    if (root !== null && entryOf(root, 'include') !== null) gaps.push({ reason: 'include', detail: path });
  }
  for (const layer of layers) if (hasTags(layer)) gaps.push(notRead(layer.file.path));
  return { layers, files: [...files], gaps };
}

/** `!override` and `!reset` where they are not followed. */
function hasTags({ file, service }: ServiceLayer): boolean {
  const services = file.root === null ? null : entryOf(file.root, 'services');
  const others = entriesOf(service).filter(({ key }) => key !== 'environment' && key !== 'env_file');
  return (
    [...(services === null ? [] : [services]), ...others].some(({ value }) => tagOf(value) !== null) ||
    tagOf(service) !== null
  );
}

async function withExtended(
  reading: FileReading,
  layer: ServiceLayer,
  gaps: DefinitionsGap[],
  depth: number,
): Promise<ServiceLayer[]> {
  const extended = entryOf(layer.service, 'extends');
  if (extended === null) return [layer];
  const base = depth < extendsDepth ? await extendedLayer(reading, layer, extended.value) : null;
  if (base === null) {
    gaps.push({ reason: 'extends', detail: layer.file.path });
    return [layer];
  }
  return [...(await withExtended(reading, base, gaps, depth + 1)), layer];
}

async function extendedLayer(
  reading: FileReading,
  layer: ServiceLayer,
  value: YamlNode,
): Promise<ServiceLayer | null> {
  const name = scalarOf(value)?.text ?? entryTextOf(value, 'service');
  const path = entryTextOf(value, 'file');
  const file =
    path === null ? layer.file : await readComposeFile(reading, pathFrom(folderOf(layer.file.path), path));
  const service = file === null ? undefined : servicesOf(file).findLast(({ key }) => key === name);
  return file === null || service === undefined ? null : { file, service: service.value };
}

function entryTextOf(map: YamlNode, key: string): string | null {
  const entry = entryOf(map, key);
  return entry === null ? null : (scalarOf(entry.value)?.text ?? null);
}

/** What is laid over a file: named by `COMPOSE_FILE`, else what Compose finds by itself. null: not known. */
async function furtherFiles(reading: FileReading, file: ComposeFile): Promise<readonly string[] | null> {
  const named = file.variables.get('COMPOSE_FILE');
  if (named === undefined || named.text === '') return overridesOf(reading, file.path);
  const separator =
    file.variables.get('COMPOSE_PATH_SEPARATOR')?.text ?? (named.text.includes(';') ? ';' : ':');
  const folder = folderOf(file.path);
  const [first, ...rest] = await Promise.all(
    named.text.split(separator).map((path) => reading.nameOf(pathFrom(folder, path.trim()))),
  );
  // Paths in files of other folders start where the first one is: those with paths are better not followed.
  const simple = rest.every((path) => folderOf(path) === folder);
  return named.missing.length > 0 || first !== file.path || !simple ? null : [...new Set(rest)];
}

/** Compose reads an override only beside a file that it finds by itself. */
function overridesOf({ spelling }: FileReading, path: string): readonly string[] {
  if (!wellKnownComposeFiles.some((name) => name === baseName(spelling(path)))) return [];
  return overrideNames.map((name) => folderOf(path) + name);
}
