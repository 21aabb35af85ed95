import { chargeOf } from '../budget.ts';
import { isTemplateText } from '../settings.ts';
import { originAt, buildFrom, placeInFile, originsOf, type SourceText } from '../text/source-text.ts';
import { stretchesOf } from '../text/stretches.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import type { Variable } from '../variables.ts';
import { entryOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import {
  isMadeElsewhere,
  isNothing,
  nodeAtPath,
  textAt,
  type FindObject,
  type ListItems,
  type ObjectKind,
  type ObjectValue,
} from './objects.ts';

/** An entry of `envFrom`: every key of an object becomes a variable. */
export interface ObjectReference {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly prefix: string;
}

/** The objects that `envFrom` names, as far as it is in sight. */
export interface ObjectReferences {
  readonly references: readonly ObjectReference[];
  /** A file in which a part of it cannot be read; null: none. */
  readonly openIn: string | null;
}

/** What a container's environment holds, as far as it is in sight. */
export interface ContainerEnvironment {
  /** In order: of one name the last counts. */
  readonly variables: readonly Variable[];
  /** The text of the last `KESTRA_CONFIGURATION`, with the way back to its file; null: it is not set, or empty (Kestra: launcher). */
  readonly configuration: SourceText | 'elsewhere' | null;
  readonly gaps: readonly DefinitionsGap[];
}

const configurationVariable = 'KESTRA_CONFIGURATION';

/**
 * The environment of a container: `from` in order, then `entries` (the items of `env`), which win; of one name the last
 * counts, and `$(NAME)` is filled from what stands before it (Kubernetes: makeEnvironmentVariables).
 */
export function containerEnvironment(
  entries: ListItems,
  from: ObjectReferences,
  find: FindObject,
): ContainerEnvironment {
  const variables: Variable[] = [];
  const gaps: DefinitionsGap[] = [];
  const known = new Map<string, Variable>();
  let configuration: ContainerEnvironment['configuration'] = null;
  const add = (variable: Variable, text: SourceText | null) => {
    variables.push(variable);
    known.set(variable.name, variable);
    if (variable.name !== configurationVariable) return;
    if (text === null) configuration = variable.elsewhere === true ? 'elsewhere' : null;
    else configuration = text.text === '' ? null : text;
  };
  for (const reference of from.references) {
    const object = find(reference.kind, reference.name);
    if (object === null || object.isOpen === true) gaps.push(notHere(reference.kind, reference.name));
    for (const [key, value] of object?.values ?? []) {
      const name = reference.prefix + key;
      if (isVariableName(name)) add(objectVariable(name, value), value.source);
    }
  }
  const unread = entries.items.find((entry) => nameOf(entry) === null);
  const openIn = from.openIn ?? entries.openIn ?? unread?.yaml.source.file;
  if (openIn !== undefined) gaps.push({ reason: 'file-not-read', detail: openIn });
  const isOpen = gaps.length > 0;
  for (const entry of entries.items) {
    const found = variableOf(entry, find, known, isOpen);
    if (found === null) continue;
    add(found.variable, found.text);
    if (found.gap !== null) gaps.push(found.gap);
  }
  return { variables, configuration, gaps };
}

/** What the items of `envFrom` name. */
export function referencesIn({ items, openIn }: ListItems): ObjectReferences {
  const unread = items.find((item) => referencesOf(item).length === 0);
  return { references: items.flatMap(referencesOf), openIn: openIn ?? unread?.yaml.source.file ?? null };
}

function referencesOf(item: YamlNode): readonly ObjectReference[] {
  const prefix = textAt(item, 'prefix') ?? '';
  return references.flatMap(([key, kind]) => {
    const reference = entryOf(item, key)?.value;
    const name = reference === undefined ? null : textAt(reference, 'name');
    if (reference === undefined || name === null) return [];
    return [{ kind, name, prefix }];
  });
}

const references: readonly (readonly [string, ObjectKind])[] = [
  ['configMapRef', 'ConfigMap'],
  ['secretRef', 'Secret'],
];

/** An object that no file of the folder holds, or several differently. */
export function notHere(kind: ObjectKind, name: string): DefinitionsGap {
  return { reason: 'cluster', detail: `${kind} ${name}` };
}

/** Other keys are left out (Kubernetes: IsEnvVarName). */
function isVariableName(name: string): boolean {
  return /^[A-Za-z_.-][\w.-]*$/.test(name);
}

/** A variable whose value stands at `origin`. */
export function objectVariable(name: string, { source, origin }: ObjectValue): Variable {
  const own = { ...origin, variable: name };
  if (source === null) return unseen(name, own);
  return { name, text: source.text, stretches: stretchesOf(source, own), missing: [], origins: [own] };
}

function unseen(name: string, origin: Variable['origins'][number]): Variable {
  return { name, text: '', stretches: [], missing: [], origins: [origin], elsewhere: true };
}

/** The name of an entry of `env`; null: it has none, or one that another tool makes. */
function nameOf(entry: YamlNode): string | null {
  const name = textAt(entry, 'name');
  return name === null || name === '' || isTemplateText(name) ? null : name;
}

interface FoundVariable {
  readonly variable: Variable;
  readonly text: SourceText | null;
  readonly gap: DefinitionsGap | null;
}

/** null: an entry without a name. */
function variableOf(
  entry: YamlNode,
  find: FindObject,
  known: ReadonlyMap<string, Variable>,
  isOpen: boolean,
): FoundVariable | null {
  const named = entryOf(entry, 'name');
  const name = nameOf(entry);
  if (named === null || name === null) return null;
  const { source: whole } = named.value.yaml;
  const namePlace = { ...originAt(whole, placeInFile(whole, named.value.range)), variable: name };
  const valueFrom = nodeAtPath(entry, 'valueFrom');
  if (valueFrom !== null && entryOf(entry, 'value') === null) {
    return variableFrom(name, namePlace, valueFrom, find);
  }
  const value = entryOf(entry, 'value')?.value ?? null;
  const source = value === null ? null : scalarSource(value);
  if (value === null || isNothing(value)) {
    const variable = { name, text: '', stretches: [], missing: [], origins: [namePlace] };
    return { variable, text: null, gap: null };
  }
  if (source === null || isMadeElsewhere(source.text)) {
    return { variable: unseen(name, namePlace), text: null, gap: null };
  }
  const place = () => ({
    file: source.file,
    range: placeInFile(source, { start: 0, end: source.text.length }),
  });
  const mayPut = (put: Variable) => value.yaml.reading.spend('characters', chargeOf(put), place);
  const filled = fillReferences(source, known, isOpen, mayPut);
  const [own = namePlace, ...through] = originsOf(source, { start: 0, end: source.text.length });
  const shown = source.text === '' ? namePlace : { ...own, variable: name };
  if (filled === null) return { variable: unseen(name, shown), text: null, gap: null };
  return {
    text: filled,
    variable: {
      name,
      text: filled.text,
      stretches: stretchesOf(filled, shown),
      missing: [],
      origins: [shown, ...through],
    },
    gap: null,
  };
}

/** A value that the cluster takes from an object, or from what it knows of the container itself. */
function variableFrom(
  name: string,
  place: Variable['origins'][number],
  valueFrom: YamlNode,
  find: FindObject,
): FoundVariable {
  for (const [key, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const reference = nodeAtPath(valueFrom, key);
    const object = reference === null ? null : textAt(reference, 'name');
    if (reference === null || object === null) continue;
    const value = find(kind, object)?.values.get(textAt(reference, 'key') ?? '');
    if (value !== undefined) {
      const variable = objectVariable(name, value);
      return {
        variable: { ...variable, origins: [place, ...variable.origins] },
        text: value.source,
        gap: null,
      };
    }
    // Without the object the container does not start, unless it may be absent.
    const gap = textAt(reference, 'optional') === 'true' ? notHere(kind, object) : null;
    return { variable: unseen(name, place), text: null, gap };
  }
  return { variable: unseen(name, place), text: null, gap: null };
}

/**
 * `$(NAME)` is what stands before it, `$$` is a dollar sign, and a name that nothing has stays (Kubernetes:
 * expansion.Expand). null: it has a part that is not known here, or that would be too much.
 */
function fillReferences(
  source: SourceText,
  known: ReadonlyMap<string, Variable>,
  isOpen: boolean,
  mayPut: (variable: Variable) => boolean,
): SourceText | null {
  if (!source.text.includes('$')) return source;
  const filled = buildFrom(source);
  let from = 0;
  for (const match of source.text.matchAll(/\$\$|\$\(([^)]{0,256})\)/g)) {
    const [written, name] = match;
    const end = match.index + written.length;
    const variable = name === undefined ? undefined : known.get(name);
    if (variable?.elsewhere === true || (variable !== undefined && !mayPut(variable))) return null;
    if (name !== undefined && variable === undefined) {
      if (isOpen) return null;
      continue;
    }
    filled.copy(from, match.index);
    if (variable === undefined) filled.put('$', match.index, end, []);
    else filled.put(variable.text, match.index, end, variable.origins);
    from = end;
  }
  filled.copy(from, source.text.length);
  return filled.build();
}
