import { chargeOf } from '../budget.ts';
import { originAt, buildFrom, placeInFile, originsOf, type SourceText } from '../text/source-text.ts';
import { stretchesOf } from '../text/stretches.ts';
import type { DefinitionsGap } from '../types.ts';
import type { Variable } from '../variables.ts';
import { entryOf, scalarOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import { nodeAtPath, textAt, type FindObject, type ObjectKind, type ObjectValue } from './objects.ts';

/** An entry of `envFrom`: every key of an object becomes a variable. */
export interface ObjectReference {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly prefix: string;
  readonly isOptional: boolean;
}

/** What a container's environment holds, as far as it is in sight. */
export interface ContainerEnvironment {
  /** In order: of one name the last counts. */
  readonly variables: readonly Variable[];
  readonly gaps: readonly DefinitionsGap[];
}

/**
 * The environment of a container: `from` in order, then `entries` (the items of `env`), which win; of one name the last
 * counts, and `$(NAME)` is filled from what stands before it (Kubernetes: makeEnvironmentVariables).
 */
export function containerEnvironment(
  entries: readonly YamlNode[],
  from: readonly ObjectReference[],
  find: FindObject,
): ContainerEnvironment {
  const variables: Variable[] = [];
  const gaps: DefinitionsGap[] = [];
  const known = new Map<string, Variable>();
  const add = (variable: Variable) => {
    variables.push(variable);
    known.set(variable.name, variable);
  };
  for (const reference of from) {
    const object = find(reference.kind, reference.name);
    if (object === null || object.isOpen === true) gaps.push(notHere(reference.kind, reference.name));
    for (const [key, value] of object?.values ?? []) {
      const name = reference.prefix + key;
      if (isVariableName(name)) add(objectVariable(name, value));
    }
  }
  const isOpen = gaps.length > 0;
  for (const entry of entries) {
    const found = variableOf(entry, find, known, isOpen);
    if (found === null) continue;
    add(found.variable);
    if (found.gap !== null) gaps.push(found.gap);
  }
  return { variables, gaps };
}

/** The items of `envFrom`. */
export function referencesIn(items: readonly YamlNode[]): readonly ObjectReference[] {
  return items.flatMap((item) => {
    const prefix = textAt(item, 'prefix') ?? '';
    return references.flatMap(([key, kind]) => {
      const reference = entryOf(item, key)?.value;
      const name = reference === undefined ? null : textAt(reference, 'name');
      if (reference === undefined || name === null) return [];
      return [{ kind, name, prefix, isOptional: textAt(reference, 'optional') === 'true' }];
    });
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

function objectVariable(name: string, { source, origin }: ObjectValue): Variable {
  const own = { ...origin, variable: name };
  if (source === null) return unseen(name, own);
  return { name, text: source.text, stretches: stretchesOf(source, own), missing: [], origins: [own] };
}

function unseen(name: string, origin: Variable['origins'][number]): Variable {
  return { name, text: '', stretches: [], missing: [], origins: [origin], elsewhere: true };
}

/** null: an entry without a name. */
function variableOf(
  entry: YamlNode,
  find: FindObject,
  known: ReadonlyMap<string, Variable>,
  isOpen: boolean,
): { readonly variable: Variable; readonly gap: DefinitionsGap | null } | null {
  const named = entryOf(entry, 'name');
  const name = named === null ? null : (scalarOf(named.value)?.text ?? null);
  if (named === null || name === null || name === '') return null;
  const { source: whole } = named.value.yaml;
  const namePlace = { ...originAt(whole, placeInFile(whole, named.value.range)), variable: name };
  const valueFrom = nodeAtPath(entry, 'valueFrom');
  if (valueFrom !== null && entryOf(entry, 'value') === null) {
    return variableFrom(name, namePlace, valueFrom, find);
  }
  const value = entryOf(entry, 'value')?.value ?? null;
  const source = value === null ? null : scalarSource(value);
  if (value === null || source === null || isNull(value)) {
    const isNothing = value === null || isNull(value);
    const nothing = { name, text: '', stretches: [], missing: [], origins: [namePlace] };
    return { variable: isNothing ? nothing : unseen(name, namePlace), gap: null };
  }
  const place = () => ({
    file: source.file,
    range: placeInFile(source, { start: 0, end: source.text.length }),
  });
  const mayPut = (put: Variable) => value.yaml.reading.spend('characters', chargeOf(put), place);
  const filled = fillReferences(source, known, isOpen, mayPut);
  const [own = namePlace, ...through] = originsOf(source, { start: 0, end: source.text.length });
  const shown = source.text === '' ? namePlace : { ...own, variable: name };
  if (filled === null) return { variable: unseen(name, shown), gap: null };
  return {
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

function isNull(value: YamlNode): boolean {
  const scalar = scalarOf(value);
  return scalar?.plain === true && value.yaml.readPlain(scalar.text) === null;
}

/** A value that the cluster takes from an object, or from what it knows of the container itself. */
function variableFrom(
  name: string,
  place: Variable['origins'][number],
  valueFrom: YamlNode,
  find: FindObject,
): { readonly variable: Variable; readonly gap: DefinitionsGap | null } {
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
      return { variable: { ...variable, origins: [place, ...variable.origins] }, gap: null };
    }
    // Without the object the container does not start, unless it may be absent.
    const gap = textAt(reference, 'optional') === 'true' ? notHere(kind, object) : null;
    return { variable: unseen(name, place), gap };
  }
  return { variable: unseen(name, place), gap: null };
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
