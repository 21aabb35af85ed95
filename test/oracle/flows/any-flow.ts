import type { Chance } from './chance.ts';
import { plainValue } from './plain-values.ts';
import { type FlowSchema, type Schema, resolveSchema, rootOf, typeOf } from './schema.ts';

/** A value of a flow: a map, a list, or a scalar. */
export type Value = { readonly [key: string]: Value } | readonly Value[] | string | number | boolean | null;

/** A step from a flow's root to a value in it. */
export type Step = string | number;

/** Where a call may be put. */
export interface Spot {
  readonly path: readonly Step[];
  /** The key of that entry is the place, not its value. */
  readonly isKey: boolean;
  /** Kestra's schema says that it renders what stands there, or that it does not; null where it says neither. */
  readonly dynamic: boolean | null;
}

export interface AnyFlow {
  readonly flow: Value;
  /** At least one. */
  readonly spots: readonly Spot[];
}

/** How deep tasks stand in each other at the most. */
const deepest = 3;

/** Below it all optional properties are left out. */
const deepestOptional = 7;

/** The simplest task, for where no more may stand in each other. */
const simplest = 'io.kestra.plugin.core.log.Log';

/**
 * What Kestra writes itself, or what would keep the flow from being run; what needs the Enterprise Edition; and what
 * needs something else beside it, which the schema does not say.
 */
const notWritten = new Set([
  ...['deleted', 'updated', 'revision', 'draft'],
  ...['assets', 'quotas'],
  ...['pluginDefaults', 'pluginDefaultsRef', 'taskDefaults', 'match', 'fallback'],
]);

/** A flow of the core's parts, drawn from Kestra's own schema; most are valid. */
export function anyFlow(all: FlowSchema, id: string, chance: Chance): AnyFlow {
  const spots: Spot[] = [];
  let ids = 0;
  const nextId = () => `n${(ids += 1)}`;

  const valueOf = (named: Schema, path: readonly Step[], above: boolean | null): Value => {
    const schema = resolveSchema(all, named);
    const dynamic = schema.$dynamic ?? above;
    if (schema.anyOf !== undefined) return valueOf(choiceOf(schema, path), path, dynamic);
    if (schema.properties !== undefined) return mapOf(schema, path, dynamic);
    if (schema.items !== undefined) return [valueOf(schema.items, [...path, 0], dynamic)];
    if (schema.type === 'array') return scalarList(path, dynamic);
    if (schema.type === 'object') return freeMap(schema, path, dynamic);
    spots.push({ path, isKey: false, dynamic });
    return plainValue(String(path.at(-1)), schema, nextId, chance) as Value;
  };

  const choiceOf = (schema: Schema, path: readonly Step[]): Schema => {
    const choices = (schema.anyOf ?? []).filter((each) => isOfTheCore(resolveSchema(all, each)));
    const isDeep = path.filter((step) => typeof step === 'number').length >= deepest;
    const simple = choices.find((each) => typeOf(resolveSchema(all, each)) === simplest);
    return isDeep && simple !== undefined ? simple : chance.pick(choices.length > 0 ? choices : [{}]);
  };

  const mapOf = (schema: Schema, path: readonly Step[], dynamic: boolean | null): Value => {
    const { properties = {}, required = [] } = schema;
    const optional = Object.keys(properties).filter((key) => !required.includes(key) && !notWritten.has(key));
    const some =
      path.length > deepestOptional ? [] : optional.filter(() => chance.once(path.length < 2 ? 4 : 7));
    const map: Record<string, Value> = {};
    for (const key of [...required, ...some]) {
      map[key] = valueOf(properties[key] ?? {}, [...path, key], isFlowPart(path) ? null : dynamic);
    }
    if (chance.once(5)) spots.push({ path: [...path, 'noSuchProperty'], isKey: false, dynamic: null });
    return map;
  };

  const freeMap = (schema: Schema, path: readonly Step[], dynamic: boolean | null): Value => {
    const inside = schema.additionalProperties;
    const entry = [...path, 'entry'];
    spots.push({ path: entry, isKey: true, dynamic });
    return { entry: valueOf(typeof inside === 'object' ? inside : {}, entry, dynamic) };
  };

  const scalarList = (path: readonly Step[], dynamic: boolean | null): Value => {
    spots.push({ path: [...path, 0], isKey: false, dynamic });
    return ['text'];
  };

  const flow = valueOf(rootOf(all), [], null);
  return { flow: withEntry(withEntry(flow, 'id', id), 'namespace', 'company.team'), spots };
}

/** Of the root and of what stands in its lists: there the schema says it for each property, or not at all. */
function isFlowPart(path: readonly Step[]): boolean {
  return path.length < 3;
}

/** The tests of Kestra bring tasks of their own. */
function isOfTheCore(schema: Schema): boolean {
  const type = typeOf(schema);
  return type === null || !type.startsWith('io.kestra.') || type.startsWith('io.kestra.plugin.core.');
}

function withEntry(map: Value, key: string, value: Value): Value {
  if (typeof map !== 'object' || map === null) return map;
  return Object.fromEntries([...Object.entries(map).filter(([name]) => name !== key), [key, value]]);
}
