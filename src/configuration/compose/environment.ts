import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { secretKey } from '../environment/definitions.ts';
import { envFileAt } from '../environment/env-files.ts';
import { chargeOf, startOf } from '../budget.ts';
import { pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { buildFrom, originAt, originsOf, placeInFile, type SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { stretchesOf } from '../text/stretches.ts';
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
import { notRead, servicesOf, type ComposeFile } from './compose-file.ts';
import { goText } from './go-text.ts';
import { interpolate, unsetStretch } from './interpolate.ts';
import { entriesAt, type LayerEntry, type ServiceLayer } from './layers.ts';

/** One entry of a service's `environment:`, with its placeholders filled. */
export interface ServiceValue {
  readonly name: string;
  readonly value: SourceText;
  readonly missing: readonly string[];
  /** Variables whose defaults stand in it, and which a `.env` that is not here may set. */
  readonly open: readonly string[];
  readonly origins: readonly Origin[];
  /** Where in the file a `${` begins that Compose takes for no placeholder. */
  readonly refused: readonly TextRange[];
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
  const gaps: DefinitionsGap[] = [];
  let values: ServiceValue[] = [];
  for (const { layer, value } of entriesAt(layers, 'environment')) {
    const given = reading.budget.fileOverBudget() === null ? knownValuesOf(layer, value) : [];
    const taken = reading.budget.spend('nodes', given.length, () => startOf(layer.file.path));
    if (!taken || given.includes(null)) gaps.push(notRead(layer.file.path));
    if (taken) values = withLayer(values, given);
  }
  const named: NamedEnvFile[] = [];
  const seen = new Set<string>();
  for (const each of entriesAt(layers, 'env_file').flatMap(envFilesOf)) {
    // A file that is named again stays where it was (compose-go: override).
    const path = each.path === null ? null : await reading.nameOf(each.path);
    if (path !== null && seen.has(path)) continue;
    if (path !== null) seen.add(path);
    named.push({ ...each, path });
  }
  const fromFiles: Variable[] = [];
  const given = new Map(values.map((value) => [value.name, toVariable(value)]));
  const earlier = new Map<string, Variable>();
  for (const each of named) {
    if (each.path === null) {
      gaps.push(notRead(each.file.path));
      continue;
    }
    if (each.isOpen) gaps.push(notRead(each.file.path));
    const { project } = each.file;
    const file = await envFileAt(reading, each.path, { project, service: given, earlier, raw: each.raw });
    if (file === null) {
      // Also one that need not be there: it may be where the server runs.
      gaps.push({ reason: 'env-file-not-found', detail: each.path });
      continue;
    }
    const { path } = each;
    if (!file.whole || !reading.budget.spend('nodes', file.variables.length, () => startOf(path))) {
      gaps.push(notRead(path));
    }
    if (reading.budget.fileOverBudget() !== null) continue;
    for (const variable of file.variables) {
      fromFiles.push(variable);
      earlier.set(variable.name, variable);
    }
  }
  const envFiles = named.flatMap(({ path }) => (path === null ? [] : [path]));
  return { fromFiles, values, envFiles, gaps };
}

/**
 * The values of all services of some files that hold a placeholder which Compose does not take, whoever runs them and
 * whatever a later file takes back: Compose fills it all first.
 */
export function refusedValues(files: Iterable<ComposeFile>): readonly ServiceValue[] {
  return [...files].flatMap((file) =>
    servicesOf(file).flatMap(({ value: service }) => {
      const environment = entryOf(service, 'environment');
      const values = environment === null ? [] : knownValuesOf({ file, service }, environment.value);
      return values.filter((value): value is ServiceValue => isRefused(value));
    }),
  );
}

function isRefused(value: Value): boolean {
  return value !== null && 'refused' in value && value.refused.length > 0;
}

/** A value of `environment:` as any other variable. */
export function toVariable({ name, value, missing, origins }: ServiceValue): Variable {
  const [own] = origins;
  const stretches = own === undefined ? [] : stretchesOf(value, own);
  return { name, text: value.text, stretches, missing, origins };
}

function withLayer(earlier: ServiceValue[], layer: readonly Value[]): ServiceValue[] {
  const reset = new Set(layer.flatMap((value) => (value !== null && 'reset' in value ? [value.reset] : [])));
  const values = reset.size === 0 ? earlier : earlier.filter(({ name }) => !reset.has(name));
  for (const value of layer) if (value !== null && !('reset' in value)) values.push(value);
  return values;
}

/** An env file as a service names it. */
interface NamedEnvFile {
  readonly file: ComposeFile;
  /** null: of no form that can be read. */
  readonly path: string | null;
  readonly raw: boolean;
  /** Whether a `.env` that is not here may name another one. */
  readonly isOpen: boolean;
}

/** `env_file:` as a text, a list of texts, or a list of maps with `path` and `format`. */
function envFilesOf({ layer: { file }, value }: LayerEntry): readonly NamedEnvFile[] {
  const items = isListNode(value) ? itemsOf(value) : [value];
  return items.flatMap((item): readonly NamedEnvFile[] => {
    const isMap = isMapNode(item);
    const path = isMap ? (entryOf(item, 'path')?.value ?? null) : item;
    const source = path === null ? null : scalarSource(path);
    if (source === null) return [{ file, path: null, raw: false, isOpen: false }];
    if (source.text === '') return [];
    const format = isMap ? entryOf(item, 'format') : null;
    const { source: written, defaulted } = interpolate(source, file);
    return [
      {
        file,
        path: pathFrom(file.folder, written.text),
        raw: format !== null && scalarOf(format.value)?.text === 'raw',
        isOpen: defaulted.length > 0 && !file.hasDotEnv,
      },
    ];
  });
}

type Value = ServiceValue | Reset | null;

/** A service that many others extend is looked through once. */
const known = new WeakMap<YamlNode, { readonly variables: Variables; readonly values: readonly Value[] }>();

function knownValuesOf(layer: ServiceLayer, environment: YamlNode): readonly Value[] {
  const { variables } = layer.file;
  const before = known.get(layer.service);
  if (before?.variables === variables) return before.values;
  const values = valuesOf(layer, environment);
  known.set(layer.service, { variables, values });
  return values;
}

/** Each entry of `environment:`; null: one that Compose takes for none, or that cannot be read. */
function valuesOf(layer: ServiceLayer, environment: YamlNode): readonly Value[] {
  if (isListNode(environment)) {
    return itemsOf(environment).map((item) => {
      const source = scalarSource(item);
      return source === null || tagOf(item) !== null ? null : listedValue(layer, source);
    });
  }
  if (!isMapNode(environment)) return scalarOf(environment)?.text === '' ? [] : [null];
  return entriesOf(environment).map(({ key, keyRange, value }) => {
    const scalar = scalarOf(value);
    const source = scalarSource(value);
    const tag = tagOf(value);
    if (!isName(key)) return null;
    if (tag === '!reset') return { reset: key };
    if (scalar === null || source === null || (tag !== null && tag !== '!override')) return null;
    const { source: whole } = value.yaml;
    const place = originAt(whole, placeInFile(whole, keyRange));
    const absent = scalar.plain && /^(?:|~|null|Null|NULL)$/.test(scalar.text);
    if (absent) return inheritedValue(layer, layer.file.project, key, source, place);
    return givenValue(layer, key, scalar.plain ? asGoPrints(source) : source, place);
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
  if (equals === -1) return inheritedValue(layer, layer.file.variables, name, source, place);
  const value = buildFrom(source);
  value.copy(source.text.indexOf('=') + 1, source.text.length);
  return givenValue(layer, name, value.build(), place);
}

function givenValue(layer: ServiceLayer, name: string, source: SourceText, fallback: Origin): ServiceValue {
  const { source: value, missing, defaulted, refused } = interpolate(source, layer.file);
  // What the `.env` that is not here may well set.
  const open = layer.file.hasDotEnv ? [] : defaulted;
  const whole = { start: 0, end: value.text.length };
  const [own = fallback, ...through] = value.text === '' ? [fallback] : originsOf(value, whole);
  return {
    name,
    value,
    missing: secretKey(name) === null ? missing : [...missing, ...open],
    open,
    origins: [{ ...own, variable: name }, ...through],
    refused: refused.map((at) => placeInFile(source, { start: at, end: at + 2 })),
  };
}

/** A name without a value: Compose takes it from the shell, or from the project's `.env`. */
function inheritedValue(
  layer: ServiceLayer,
  variables: Variables,
  name: string,
  source: SourceText,
  place: Origin,
): ServiceValue {
  const { budget } = layer.file;
  const found = variables.get(name);
  const taken = found !== undefined && budget.spend('characters', chargeOf(found), () => place);
  const variable = taken ? found : undefined;
  const value = buildFrom(source);
  for (const stretch of variable?.stretches ?? [unsetStretch(name)]) {
    value.put(stretch.text, 0, source.text.length, stretch.way, stretch);
  }
  return {
    name,
    value: value.build(),
    missing: variable === undefined ? [name] : variable.missing,
    open: [],
    origins: [{ ...place, variable: name }, ...(variable?.origins ?? [])],
    refused: [],
  };
}

/** A number, a date or a truth value that stands without quotes, as Compose writes it (YAML in Go). */
function asGoPrints(source: SourceText): SourceText {
  const printed = goText(source.text);
  if (printed === null) return source;
  const value = buildFrom(source);
  value.put(printed, 0, source.text.length, []);
  return value.build();
}
