import type { Origin } from '../../ports/origin.ts';
import { readEnvFile } from '../environment/env-file.ts';
import { folderOf, pathFrom } from '../paths.ts';
import type { Reading } from '../reading.ts';
import { buildFrom, originAt, originsOf, placeOf, type SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variable } from '../variables.ts';
import { entriesOf, entryOf, isListNode, isMapNode, itemsOf, scalarOf, scalarSource } from '../yaml/nodes.ts';
import { interpolate } from './interpolate.ts';
import type { ServiceLayer } from './layers.ts';

/** One entry of a service's `environment:`, with its placeholders filled. */
export interface ServiceValue {
  readonly name: string;
  readonly value: SourceText;
  readonly missing: readonly string[];
  readonly origins: readonly Origin[];
}

export interface ServiceEnvironment {
  /** From `env_file:`; what `environment:` says wins over it. */
  readonly fromFiles: readonly Variable[];
  readonly values: readonly ServiceValue[];
  readonly envFiles: readonly string[];
  readonly gaps: readonly DefinitionsGap[];
}

export async function environmentOf(
  reading: Reading,
  layers: readonly ServiceLayer[],
): Promise<ServiceEnvironment> {
  const fromFiles: Variable[] = [];
  const envFiles: string[] = [];
  const gaps: DefinitionsGap[] = [];
  for (const layer of layers) {
    for (const { path, raw } of envFilesOf(layer)) {
      envFiles.push(path);
      const text = await reading.text(path);
      if (text === null) gaps.push({ reason: 'env-file-not-found', detail: path });
      else {
        const file = readEnvFile(path, text, { variables: layer.file.variables, raw });
        if (!file.whole) gaps.push({ reason: 'file-not-read', detail: path });
        fromFiles.push(...file.variables);
      }
    }
  }
  return { fromFiles, values: layers.flatMap(valuesOf), envFiles, gaps };
}

/** `env_file:` as a text, a list of texts, or a list of maps with `path` and `format`. */
function envFilesOf(layer: ServiceLayer): readonly { path: string; raw: boolean }[] {
  const entry = entryOf(layer.service, 'env_file');
  if (entry === null) return [];
  const items = isListNode(entry.value) ? itemsOf(entry.value) : [entry.value];
  return items.flatMap((item) => {
    const path = isMapNode(item) ? (entryOf(item, 'path')?.value ?? null) : item;
    const source = path === null ? null : scalarSource(path);
    if (source === null || source.text === '') return [];
    const format = isMapNode(item) ? entryOf(item, 'format') : null;
    const written = interpolate(source, layer.file.variables).source.text;
    return [
      {
        path: pathFrom(folderOf(layer.file.path), written),
        raw: format !== null && scalarOf(format.value)?.text === 'raw',
      },
    ];
  });
}

function valuesOf(layer: ServiceLayer): readonly ServiceValue[] {
  const entry = entryOf(layer.service, 'environment');
  if (entry === null) return [];
  if (isListNode(entry.value)) {
    return itemsOf(entry.value).flatMap((item) => {
      const source = scalarSource(item);
      return source === null ? [] : [listedValue(layer, source)];
    });
  }
  return entriesOf(entry.value).flatMap(({ key, keyRange, value }) => {
    const scalar = scalarOf(value);
    const source = scalarSource(value);
    if (scalar === null || source === null) return [];
    const { source: whole } = value.yaml;
    const place = originAt(whole, placeOf(whole, keyRange));
    const absent = scalar.plain && /^(?:|~|null)$/.test(scalar.text);
    return [absent ? inherited(layer, key, source, place) : given(layer, key, source, place)];
  });
}

/** `NAME=value`, or `NAME` alone. */
function listedValue(layer: ServiceLayer, source: SourceText): ServiceValue {
  const filled = interpolate(source, layer.file.variables).source;
  const place = originAt(source, placeOf(source, { start: 0, end: source.text.length }));
  const equals = filled.text.indexOf('=');
  if (equals === -1) return inherited(layer, filled.text.trim(), source, place);
  const name = filled.text.slice(0, equals).trim();
  const value = buildFrom(source);
  value.copy(source.text.indexOf('=') + 1, source.text.length);
  return given(layer, name, value.build(), place);
}

function given(layer: ServiceLayer, name: string, source: SourceText, fallback: Origin): ServiceValue {
  const { source: value, missing } = interpolate(source, layer.file.variables);
  const whole = { start: 0, end: value.text.length };
  const [own = fallback, ...through] = value.text === '' ? [fallback] : originsOf(value, whole);
  return { name, value, missing, origins: [{ ...own, variable: name }, ...through] };
}

/** A name without a value: Compose takes it from the shell, or from the `.env` beside the file. */
function inherited(layer: ServiceLayer, name: string, source: SourceText, place: Origin): ServiceValue {
  const variable = layer.file.variables.get(name);
  const value = buildFrom(source);
  value.put(variable?.text ?? `\${${name}}`, 0, source.text.length, variable?.origins ?? []);
  return {
    name,
    value: value.build(),
    missing: variable === undefined ? [name] : variable.missing,
    origins: [{ ...place, variable: name }, ...(variable?.origins ?? [])],
  };
}
