import { startOf, type BudgetPlace } from '../budget.ts';
import { pathFrom } from '../paths.ts';
import { elsewhere, targetPath, type MountedFile } from '../server-files.ts';
import { placeInFile, type SourceText } from '../text/source-text.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  scalarSource,
  tagOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';
import { topEntries, type ComposeFile } from './compose-file.ts';
import { interpolate } from './interpolate.ts';
import { entriesAt, type ServiceLayer } from './layers.ts';
import { isHostPath, readShortVolume } from './volume.ts';

/** Something mounted into the container. */
export interface Mount {
  /** A path of the host, or a text of the compose file; null: it is out of sight, such as in a volume of Docker's. */
  readonly source: string | SourceText | null;
  /** Where the container finds it, without a `/` at its end; null: not known. */
  readonly target: string | null;
  /** Where it is written; null: it is not, as with what other containers mount. */
  readonly place: BudgetPlace | null;
}

const notKnown: Mount = { source: null, target: null, place: null };

/** What a service mounts; `files` are all those in which Compose's `configs:` and `secrets:` may be declared. */
export function mountsOf(layers: readonly ServiceLayer[], files: readonly ComposeFile[]): readonly Mount[] {
  return [
    ...itemsAt(layers, 'volumes').map(({ layer, item }) =>
      item === null ? notKnown : volumeAt(layer, item),
    ),
    // What other containers mount.
    ...itemsAt(layers, 'volumes_from').map(() => notKnown),
    ...itemsAt(layers, 'configs').map(({ layer, item }) => declaredMount(layer, files, 'configs', item)),
    ...itemsAt(layers, 'secrets').map(({ layer, item }) => declaredMount(layer, files, 'secrets', item)),
  ];
}

/**
 * The mount in which the container finds an absolute path; null: none. Of several that cover it the deepest counts,
 * wherever it stands (Docker mounts by depth), and of two at one place the last.
 */
export function mountAt(mounts: readonly Mount[], wanted: string): Mount | null {
  let deepest = '';
  let found: Mount | null = null;
  for (const mount of mounts) {
    const { target } = mount;
    if (target === null || (wanted !== target && !wanted.startsWith(`${target}/`))) continue;
    if (target.length >= deepest.length) [deepest, found] = [target, mount];
  }
  return found;
}

/** What the container finds at an absolute path; null: nothing is mounted there. */
export function mountedFile(mounts: readonly Mount[], wanted: string): MountedFile {
  const { source, target } = mountAt(mounts, wanted) ?? { source: undefined, target: null };
  if (source === undefined || target === null) return null;
  if (source === null) return elsewhere;
  if (wanted === target) return source;
  // A text is a file, and has nothing below it.
  if (typeof source !== 'string') return null;
  return pathFrom(source === '' ? '' : `${source}/`, wanted.slice(target.length + 1));
}

export function filledText(layer: Pick<ServiceLayer, 'file'>, node: YamlNode): string {
  const source = scalarSource(node);
  return source === null ? '' : interpolate(source, layer.file).source.text;
}

interface LayerItem {
  readonly layer: ServiceLayer;
  /** null: what stands there is no list. */
  readonly item: YamlNode | null;
}

function itemsAt(layers: readonly ServiceLayer[], key: string): readonly LayerItem[] {
  return entriesAt(layers, key).flatMap(({ layer, value }): readonly LayerItem[] => {
    if (isListNode(value)) return itemsOf(value).map((item) => ({ layer, item }));
    return scalarOf(value)?.text === '' ? [] : [{ layer, item: null }];
  });
}

function volumeAt(layer: ServiceLayer, item: YamlNode): Mount {
  const { source, target } = isMapNode(item)
    ? { source: keyText(layer, item, 'source'), target: keyText(layer, item, 'target') }
    : (readShortVolume(filledText(layer, item)) ?? { source: '', target: '' });
  if (target === '' || isOpen(target)) return notKnown;
  const path = isHostPath(source) ? pathIn(layer.file, source) : null;
  return { source: path, target: targetPath(target), place: placeOf(item) };
}

/** The item, or what a map names as its source. */
function placeOf(item: YamlNode): BudgetPlace {
  const { yaml, range } = (isMapNode(item) ? entryOf(item, 'source')?.value : undefined) ?? item;
  return { file: yaml.source.file, range: placeInFile(yaml.source, range) };
}

/** Whether a placeholder of it stands there still. */
function isOpen(text: string): boolean {
  return text.includes('${');
}

/** An item of a service's `configs:` or `secrets:`, by its name or as a map. */
function declaredMount(
  layer: ServiceLayer,
  files: readonly ComposeFile[],
  kind: 'configs' | 'secrets',
  item: YamlNode | null,
): Mount {
  const { budget, path } = layer.file;
  if (item === null || !budget.spend('nodes', files.length, () => startOf(path))) return notKnown;
  const name = isMapNode(item) ? keyText(layer, item, 'source') : filledText(layer, item);
  const given = isMapNode(item) ? keyText(layer, item, 'target') : '';
  const target = given === '' ? name : given;
  if (target === '' || isOpen(target)) return notKnown;
  const folder = kind === 'secrets' ? '/run/secrets/' : '/';
  return {
    source: isOpen(name) ? null : declaredSource(files, kind, name),
    target: targetPath(target.startsWith('/') ? target : folder + target),
    place: placeOf(item),
  };
}

/** What stands in place of a file where Compose takes the text from. */
const origins = ['file', 'content', 'environment', 'external'];

/** The last declaration of that name that says where it comes from. null: it is out of sight. */
function declaredSource(
  files: readonly ComposeFile[],
  kind: string,
  name: string,
): string | SourceText | null {
  for (const file of files.toReversed()) {
    const found = declarationsOf(file, kind).get(name);
    if (found === undefined) continue;
    const entry = origins.map((key) => entryOf(found.value, key)).find((each) => each !== null) ?? null;
    if (entry === null && tagOf(found.value) === null) continue;
    const source = entry === null || tagOf(entry.value) !== null ? null : scalarSource(entry.value);
    if (entry === null || source === null) return null;
    const filled = interpolate(source, file).source;
    if (entry.key === 'file' && filled.text !== '') return pathIn(file, filled.text);
    // A text that a shell gives whole.
    return entry.key === 'content' && !/^\s*\$\{\w+\}\s*$/.test(filled.text) ? filled : null;
  }
  return null;
}

const declarations = new WeakMap<ComposeFile, ReadonlyMap<string, ReadonlyMap<string, YamlEntry>>>();

/** What a file declares beside its services, by name; looked through once, however many services use it. */
function declarationsOf(file: ComposeFile, kind: string): ReadonlyMap<string, YamlEntry> {
  const known = declarations.get(file)?.get(kind);
  if (known !== undefined) return known;
  const entries = topEntries(file, kind).flatMap(({ value }) => entriesOf(value));
  const byName = new Map(entries.map((entry) => [entry.key, entry]));
  declarations.set(file, new Map([...(declarations.get(file) ?? []), [kind, byName]]));
  return byName;
}

/** A path of the host as a compose file writes it. */
function pathIn(file: ComposeFile, written: string): string {
  return pathFrom(file.folder, written.replace(/^\$\{PWD\}(?=[/\\])/, '.'));
}

function keyText(layer: ServiceLayer, map: YamlNode, key: string): string {
  const entry = entryOf(map, key);
  return entry === null || scalarOf(entry.value) === null ? '' : filledText(layer, entry.value);
}
