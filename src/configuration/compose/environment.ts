import type { Origin } from '../../ports/origin.ts';
import { envFileAt } from '../environment/env-files.ts';
import { chargeOf, startOf } from '../budget.ts';
import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { buildFrom, originAt, originsOf, placeInFile, type SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variable, Variables } from '../variables.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  scalarSource,
  tagOf,
  type YamlNode,
} from '../yaml/nodes.ts';
import { notRead } from './compose-file.ts';
import { interpolate } from './interpolate.ts';
import type { ServiceLayer } from './layers.ts';

/** One entry of a service's `environment:`, with its placeholders filled. */
export interface ServiceValue {
  readonly name: string;
  readonly value: SourceText;
  readonly missing: readonly string[];
  readonly origins: readonly Origin[];
}

/** A name that Compose is to forget (`!reset`). */
interface Reset {
  readonly reset: string;
}

export interface ServiceEnvironment {
  /** From `env_file:`; what `environment:` says wins over it. */
  readonly fromFiles: readonly Variable[];
  readonly values: readonly ServiceValue[];
  readonly envFiles: readonly string[];
  readonly gaps: readonly DefinitionsGap[];
}

export async function environmentOf(
  reading: FileReading,
  layers: readonly ServiceLayer[],
): Promise<ServiceEnvironment> {
  let fromFiles: Variable[] = [];
  let envFiles: string[] = [];
  let values: ServiceValue[] = [];
  const gaps: DefinitionsGap[] = [];
  for (const layer of layers) {
    if (dropsEarlier(layer, 'env_file')) [fromFiles, envFiles] = [[], []];
    if (dropsEarlier(layer, 'environment')) values = [];
    const named = envFilesOf(layer);
    const given = reading.budget.fileOverBudget() === null ? knownValuesOf(layer) : [];
    const taken = reading.budget.spend('nodes', given.length, () => startOf(layer.file.path));
    if (!taken || named.includes(null) || given.includes(null)) gaps.push(notRead(layer.file.path));
    if (taken) values = withLayer(values, given);
    for (const { path: written, raw } of named.filter((file) => file !== null)) {
      const path = await reading.nameOf(written);
      envFiles.push(path);
      const file = await envFileAt(reading, path, layer.file.variables, raw);
      if (file === null) gaps.push({ reason: 'env-file-not-found', detail: path });
      else {
        if (!file.whole) gaps.push({ reason: 'file-not-read', detail: path });
        if (reading.budget.spend('nodes', file.variables.length, () => startOf(path))) {
          for (const variable of file.variables) fromFiles.push(variable);
        } else {
          gaps.push(notRead(path));
        }
      }
    }
  }
  return { fromFiles, values, envFiles, gaps };
}

/** Compose's tags for taking back what earlier files say. */
function dropsEarlier({ service }: ServiceLayer, key: string): boolean {
  const entry = entryOf(service, key);
  return entry !== null && ['!override', '!reset'].includes(tagOf(entry.value) ?? '');
}

function withLayer(earlier: ServiceValue[], layer: readonly Value[]): ServiceValue[] {
  const reset = new Set(layer.flatMap((value) => (value !== null && 'reset' in value ? [value.reset] : [])));
  const values = reset.size === 0 ? earlier : earlier.filter(({ name }) => !reset.has(name));
  for (const value of layer) if (value !== null && !('reset' in value)) values.push(value);
  return values;
}

/** `env_file:` as a text, a list of texts, or a list of maps with `path` and `format`. null: of no such form. */
function envFilesOf(layer: ServiceLayer): readonly ({ path: string; raw: boolean } | null)[] {
  const entry = entryOf(layer.service, 'env_file');
  if (entry === null || tagOf(entry.value) === '!reset') return [];
  const items = isListNode(entry.value) ? itemsOf(entry.value) : [entry.value];
  return items.flatMap((item) => {
    const path = isMapNode(item) ? (entryOf(item, 'path')?.value ?? null) : item;
    const source = path === null ? null : scalarSource(path);
    if (source === null) return [null];
    if (source.text === '') return [];
    const format = isMapNode(item) ? entryOf(item, 'format') : null;
    const written = interpolate(source, layer.file).source.text;
    return [
      {
        path: pathFrom(folderOf(layer.file.path), written),
        raw: format !== null && scalarOf(format.value)?.text === 'raw',
      },
    ];
  });
}

type Value = ServiceValue | Reset | null;

/** A service that many others extend is looked through once. */
const known = new WeakMap<YamlNode, { readonly variables: Variables; readonly values: readonly Value[] }>();

function knownValuesOf(layer: ServiceLayer): readonly Value[] {
  const { variables } = layer.file;
  const before = known.get(layer.service);
  if (before?.variables === variables) return before.values;
  const values = valuesOf(layer);
  known.set(layer.service, { variables, values });
  return values;
}

/** Each entry of `environment:`; null: one that Compose takes for none, or that cannot be read. */
function valuesOf(layer: ServiceLayer): readonly Value[] {
  const entry = entryOf(layer.service, 'environment');
  if (entry === null || tagOf(entry.value) === '!reset') return [];
  if (isListNode(entry.value)) {
    return itemsOf(entry.value).map((item) => {
      const source = scalarSource(item);
      return source === null || tagOf(item) !== null ? null : listedValue(layer, source);
    });
  }
  if (!isMapNode(entry.value)) return scalarOf(entry.value)?.text === '' ? [] : [null];
  return entriesOf(entry.value).map(({ key, keyRange, value }) => {
    const scalar = scalarOf(value);
    const source = scalarSource(value);
    const tag = tagOf(value);
    if (!isName(key)) return null;
    if (tag === '!reset') return { reset: key };
    if (scalar === null || source === null || (tag !== null && tag !== '!override')) return null;
    const { source: whole } = value.yaml;
    const place = originAt(whole, placeInFile(whole, keyRange));
    const absent = scalar.plain && /^(?:|~|null)$/.test(scalar.text);
    return absent ? inheritedValue(layer, key, source, place) : givenValue(layer, key, source, place);
  });
}

/** Where a sign is missing, the value stands in what looks like the name. */
function isName(text: string): boolean {
  return /^[^\s="':]+$/.test(text);
}

/** `NAME=value`, or `NAME` alone; null: neither. */
function listedValue(layer: ServiceLayer, source: SourceText): ServiceValue | null {
  const filled = interpolate(source, layer.file).source;
  const place = originAt(source, placeInFile(source, { start: 0, end: source.text.length }));
  const equals = filled.text.indexOf('=');
  const name = (equals === -1 ? filled.text : filled.text.slice(0, equals)).trim();
  if (!isName(name)) return null;
  if (equals === -1) return inheritedValue(layer, name, source, place);
  const value = buildFrom(source);
  value.copy(source.text.indexOf('=') + 1, source.text.length);
  return givenValue(layer, name, value.build(), place);
}

function givenValue(layer: ServiceLayer, name: string, source: SourceText, fallback: Origin): ServiceValue {
  const { source: value, missing } = interpolate(source, layer.file);
  const whole = { start: 0, end: value.text.length };
  const [own = fallback, ...through] = value.text === '' ? [fallback] : originsOf(value, whole);
  return { name, value, missing, origins: [{ ...own, variable: name }, ...through] };
}

/** A name without a value: Compose takes it from the shell, or from the `.env` beside the file. */
function inheritedValue(layer: ServiceLayer, name: string, source: SourceText, place: Origin): ServiceValue {
  const { budget, variables } = layer.file;
  const found = variables.get(name);
  const taken = found !== undefined && budget.spend('characters', chargeOf(found), () => place);
  const variable = taken ? found : undefined;
  const value = buildFrom(source);
  for (const { text, way } of variable?.stretches ?? [{ text: `\${${name}}`, way: [] }]) {
    value.put(text, 0, source.text.length, way);
  }
  return {
    name,
    value: value.build(),
    missing: variable === undefined ? [name] : variable.missing,
    origins: [{ ...place, variable: name }, ...(variable?.origins ?? [])],
  };
}
