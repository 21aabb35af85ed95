import { startOf } from '../budget.ts';
import { folderOf, pathFrom } from '../paths.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variables } from '../variables.ts';
import {
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  scalarSource,
  type YamlNode,
} from '../yaml/nodes.ts';
import { notRead } from './compose-file.ts';
import { interpolate } from './interpolate.ts';
import type { ServiceLayer } from './layers.ts';
import { isHostPath, readShortVolume } from './volume.ts';

/** Something mounted into the container. */
interface Mount {
  /** A path of the host; null: what is there is out of sight, such as a volume of Docker's. */
  readonly source: string | null;
  /** Where the container finds it; null: not known. */
  readonly target: string | null;
}

/** Where Kestra's image looks by default (its `MICRONAUT_CONFIG_FILES`). */
const defaultFile = '/app/confs/application.yml';

/**
 * The files of the folder that a service reads its configuration from: those that `--config`,
 * `MICRONAUT_CONFIG_FILES` or the image's default name, as far as they are mounted from the folder.
 */
export function configurationFilesOf(
  layers: readonly ServiceLayer[],
  variables: Variables,
): { readonly files: readonly string[]; readonly gaps: readonly DefinitionsGap[] } {
  const mounts = layers.flatMap(mountsOf);
  const words = ['entrypoint', 'command'].flatMap((key) => lastWords(layers, key));
  const named = configArguments(words);
  const variable = variables.get('MICRONAUT_CONFIG_FILES');
  for (const path of variable?.text.split(',') ?? []) named.push(path.trim());
  const gaps: DefinitionsGap[] = [];
  if (isTooMuch(layers, named.length * (mounts.length + 1)))
    return { files: [], gaps: layers.map(({ file }) => notRead(file.path)) };
  const files = named.flatMap((target) => {
    const file = mountedFile(mounts, target);
    // The default file is the one that KESTRA_CONFIGURATION is written to.
    if (typeof file !== 'string' && target !== defaultFile) gaps.push({ reason: 'command', detail: target });
    return typeof file === 'string' ? [file] : [];
  });
  // A definition made in the command line itself; its text is not repeated, for it holds the value.
  if (words.some((word) => /\bSECRET_/.test(word))) gaps.push({ reason: 'command', detail: 'command' });
  const byDefault = named.length === 0 ? mountedFile(mounts, defaultFile) : null;
  const isCovered = byDefault === elsewhere && !variables.has('KESTRA_CONFIGURATION');
  // What is mounted nobody knows where may be the configuration.
  if (isCovered || mounts.some(({ target }) => target === null)) {
    for (const { file } of layers.slice(-1)) gaps.push({ reason: 'configuration', detail: file.path });
  }
  return { files: typeof byDefault === 'string' ? [byDefault] : files, gaps };
}

/** Whether every name can still be compared with every mount. */
function isTooMuch([layer]: readonly ServiceLayer[], comparisons: number): boolean {
  return layer?.file.budget.spend('nodes', comparisons, () => startOf(layer.file.path)) === false;
}

/** The words of the last layer that gives this key, as text or as a list. */
function lastWords(layers: readonly ServiceLayer[], key: string): readonly string[] {
  const given = layers.findLast(({ service }) => entryOf(service, key) !== null);
  const entry = given === undefined ? null : entryOf(given.service, key);
  if (given === undefined || entry === null) return [];
  const nodes = isListNode(entry.value) ? itemsOf(entry.value) : [entry.value];
  return nodes.flatMap((node) => filledText(given, node).split(/\s+/)).filter((word) => word !== '');
}

function configArguments(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    const inline = /^--config=(.+)$/.exec(word)?.[1];
    if (inline !== undefined) return [inline];
    const shell = /^(?:\S*\/)?(?:ba|da|a)?sh$/.test(words[index - 1] ?? '');
    const next = words[index + 1];
    return (word === '--config' || (word === '-c' && !shell)) && next !== undefined ? [next] : [];
  });
}

function mountsOf(layer: ServiceLayer): readonly Mount[] {
  const entry = entryOf(layer.service, 'volumes');
  const volumes = entry === null ? [] : itemsOf(entry.value);
  return [...volumes.map((item) => mountOf(layer, item)), ...configsOf(layer)];
}

function mountOf(layer: ServiceLayer, item: YamlNode): Mount {
  const { source, target } = isMapNode(item)
    ? { source: keyText(layer, item, 'source'), target: keyText(layer, item, 'target') }
    : (readShortVolume(filledText(layer, item)) ?? { source: '', target: '' });
  if (target === '' || isOpen(target)) return { source: null, target: null };
  return mount(layer, isHostPath(source) ? source : null, target);
}

/** Whether a placeholder of it stands there still. */
function isOpen(text: string): boolean {
  return text.includes('${');
}

/** Compose's own `configs:`, where they are files. */
function configsOf(layer: ServiceLayer): readonly Mount[] {
  const entry = entryOf(layer.service, 'configs');
  const all = layer.file.root === null ? null : entryOf(layer.file.root, 'configs');
  if (entry === null || all === null) return [];
  return itemsOf(entry.value).flatMap((item) => {
    const name = isMapNode(item) ? keyText(layer, item, 'source') : filledText(layer, item);
    const config = entryOf(all.value, name);
    const source = config === null ? '' : keyText(layer, config.value, 'file');
    const target = isMapNode(item) ? keyText(layer, item, 'target') : '';
    return source === '' ? [] : [mount(layer, source, target === '' ? `/${name}` : target)];
  });
}

function mount(layer: ServiceLayer, source: string | null, target: string): Mount {
  const local = source?.replace(/^\$\{PWD\}(?=[/\\])/, '.') ?? null;
  return {
    source: local === null ? null : pathFrom(folderOf(layer.file.path), local),
    target: target.replace(/\/$/, ''),
  };
}

/** Stands for a file that is mounted, and out of sight. */
const elsewhere = Symbol('elsewhere');

/** null: nothing is mounted there. */
function mountedFile(mounts: readonly Mount[], wanted: string): string | typeof elsewhere | null {
  for (const { source, target } of mounts.toReversed()) {
    if (target === null || (wanted !== target && !wanted.startsWith(`${target}/`))) continue;
    if (source === null) return elsewhere;
    if (wanted === target) return source;
    return pathFrom(source === '' ? '' : `${source}/`, wanted.slice(target.length + 1));
  }
  return null;
}

function keyText(layer: ServiceLayer, map: YamlNode, key: string): string {
  const entry = entryOf(map, key);
  return entry === null || scalarOf(entry.value) === null ? '' : filledText(layer, entry.value);
}

function filledText(layer: ServiceLayer, node: YamlNode): string {
  const source = scalarSource(node);
  return source === null ? '' : interpolate(source, layer.file).source.text;
}
