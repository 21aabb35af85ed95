import { coreRules } from './core-rules.ts';
import type { ObjectName, Rule, RuleByGeneration, Rules } from './rules.ts';
import { objects, unreadable } from './table.ts';
import {
  generations,
  type Generation,
  type OnMissing,
  type Place,
  type PlacePath,
  type PlaceStep,
} from './types.ts';

type Places = WeakMap<PlacePath, Place>;

// Each call is asked about several times, while it is read and while it is told of.
const known: Readonly<Record<Generation | 'any', Places>> = {
  '2.0': new WeakMap(),
  '1.3': new WeakMap(),
  any: new WeakMap(),
};

/**
 * How Kestra treats an expression at a place of a flow. Where the generation is not known: what both do, else what
 * says least.
 */
export function placeOf(path: PlacePath, generation: Generation | null): Place {
  const places = known[generation ?? 'any'];
  const place = places.get(path) ?? placeAnew(path, generation);
  places.set(path, place);
  return place;
}

function placeAnew(path: PlacePath, generation: Generation | null): Place {
  if (generation !== null) return placeIn(path, generation);
  const [newer, older] = generations;
  return least(placeIn(path, newer), placeIn(path, older));
}

/** Whether a whole `{{ … }}` is of use as the value at a place: not in a key, and where a class is named. */
export function takesExpression(path: PlacePath): boolean {
  const last = path.steps.at(-1);
  if (path.isKey || (last?.kind === 'key' && last.key === 'type')) return false;
  return isRendered(placeOf(path, null));
}

/** Whether an expression at such a place is rendered, or may be. */
export function isRendered({ kind }: Place): boolean {
  return kind === 'rendered' || kind === 'through-render';
}

/** Where the walk from a document's root has come to. */
interface Reached {
  readonly rule: Rule;
  /** The key of which the rule is. */
  readonly of: string;
  /** What a missing secret does here, where the list of tasks around it decides. */
  readonly onMissing: OnMissing | null;
}

/** Whether the map in which the last step goes is an object whose keys Kestra knows, and not a map of anybody's keys. */
export function isInObject({ steps }: PlacePath): boolean {
  const last = steps.at(-1);
  if (last?.kind !== 'key') return false;
  const isOpenObject = last.type !== null && isPluginType(last.type);
  return generations.every((generation) => {
    const { rule } = reach(steps.slice(0, -1), generation, false);
    return rule.as === 'object' || (rule.as === 'rendered' && rule.open === true && isOpenObject);
  });
}

function placeIn({ isKey, steps }: PlacePath, generation: Generation): Place {
  // A value that stands in no flow, and is rendered as one of a flow.
  if (steps.length === 0) return { kind: 'rendered', by: null, onMissing: 'unknown', leak: null };
  return answerOf(reach(steps, generation, isKey), isKey);
}

function reach(steps: PlacePath['steps'], generation: Generation, isKey: boolean): Reached {
  let reached: Reached = { rule: { as: 'object', of: 'flow' }, of: '', onMissing: null };
  const last = steps.length - 1;
  for (const [index, step] of steps.entries()) {
    const next = stepInto(reached, step, generation, isKey && index === last);
    if (next === null) break;
    reached = next;
  }
  return reached;
}

/** One step further; null where the rule that was reached holds for all that is below it. */
function stepInto(from: Reached, step: PlaceStep, generation: Generation, isKey: boolean): Reached | null {
  const { onMissing, rule } = from;
  switch (rule.as) {
    case 'object': {
      const isOther = rule.orOther === true && !isTyped(step);
      if (isOther) return { ...from, rule: unreadable };
      if (step.kind === 'item') return { ...from, rule: { as: 'refused' } };
      if (step.key === null) return { ...from, rule: unreadable };
      const { others } = objects[rule.of];
      if (isKey) return { ...from, of: step.key, rule: others.as === 'no-part' ? others : { as: 'refused' } };
      return { onMissing, of: step.key, rule: ruleOf(rule.of, step.key, step.type, generation) };
    }
    case 'objects': {
      const { orOther } = rule;
      if (step.kind === 'key') {
        return { ...from, rule: step.key === null || orOther === true ? unreadable : { as: 'refused' } };
      }
      const object: Rule = { as: 'object', of: rule.of, ...(orOther === true ? { orOther } : {}) };
      return { ...from, rule: object, onMissing: rule.onMissing ?? onMissing };
    }
    case 'cases': {
      if (step.kind === 'item') return { ...from, rule: { as: 'refused' } };
      return { ...from, rule: isKey ? { as: 'never' } : { as: 'objects', of: rule.of } };
    }
    case 'labels': {
      if (step.kind === 'item') return { ...from, rule: { as: 'object', of: 'label' } };
      return { ...from, rule: { as: isKey ? 'refused' : 'never' } };
    }
    case 'rendered': {
      if (rule.open !== true || step.kind === 'item' || step.key === null || isKey) return from;
      if (step.type === null || !isPluginType(step.type)) return from;
      return { onMissing, of: step.key, rule: ruleOf('plugin object', step.key, step.type, generation) };
    }
    case 'never':
    case 'refused':
    case 'through-render':
    case 'no-part':
      return null;
  }
}

/** Whether a step goes into a map that names its class. */
function isTyped(step: PlaceStep): boolean {
  return step.kind === 'key' && step.type !== null && isPluginType(step.type);
}

/** A class name of a plugin, such as `io.kestra.plugin.core.log.Log`. */
function isPluginType(type: string): boolean {
  return /^[a-z][^\n]*\.[A-Z]\w*$/.test(type);
}

const schedule = 'io.kestra.plugin.core.trigger.Schedule';

function ruleOf(name: ObjectName, key: string, type: string | null, generation: Generation): Rule {
  const { keys, ofPlugins, others } = objects[name];
  const core = name === 'task' || name === 'trigger' ? coreRules(name, type) : null;
  if (name === 'input' && key === 'defaults') return defaultsRule(type);
  // Before its class is written, a trigger is a schedule most often.
  const likely = name === 'trigger' && type === null ? coreRules(name, schedule) : null;
  const own = core?.keys.get(key) ?? ruleAt(keys, key) ?? likely?.keys.get(key);
  if (own !== undefined) return inGeneration(own, generation);
  if (core !== null) return { as: 'refused' };
  return (ofPlugins !== undefined && Object.hasOwn(ofPlugins, key) ? ofPlugins[key] : undefined) ?? others;
}

function ruleAt(rules: Rules | undefined, key: string): Rule | RuleByGeneration | undefined {
  return rules !== undefined && Object.hasOwn(rules, key) ? rules[key] : undefined;
}

function inGeneration(rule: Rule | RuleByGeneration, generation: Generation): Rule {
  return 'as' in rule ? rule : rule[generation];
}

/** An input of type SECRET keeps its value encrypted, and masks it. */
function defaultsRule(type: string | null): Rule {
  const rule: Rule = { as: 'rendered', by: 'web server', onMissing: 'no-execution' };
  return type === null || type === 'SECRET' ? rule : { ...rule, leak: 'input-default' };
}

function answerOf({ of, onMissing, rule }: Reached, isKey: boolean): Place {
  switch (rule.as) {
    case 'rendered': {
      const isTasks = rule.onMissing === 'task-fails' && onMissing !== null;
      const { by, leak = null } = rule;
      return { kind: 'rendered', by, onMissing: isTasks ? onMissing : rule.onMissing, leak };
    }
    case 'never':
      return withoutMeaning('never', of);
    case 'through-render':
      return isKey ? withoutMeaning('never', of) : { kind: 'through-render' };
    case 'no-part':
      return { kind: 'no-part' };
    case 'object':
    case 'objects':
      if (rule.orOther === true) return answerOf({ of, onMissing, rule: unreadable }, isKey);
      return textForObjects(of);
    case 'cases':
    case 'labels':
    case 'refused':
      return textForObjects(of);
  }
}

/** A text where a map or a list is due. */
function textForObjects(of: string): Place {
  return of === '' ? { kind: 'no-part' } : withoutMeaning('refused', of);
}

function withoutMeaning(as: 'never' | 'refused', of: string): Place {
  return { kind: as === 'never' ? 'never-rendered' : 'refused', of };
}

/** What is true of both places; where they contradict each other, that it may be rendered. */
function least(one: Place, other: Place): Place {
  if (one.kind === 'rendered' && other.kind === 'rendered') {
    return {
      kind: 'rendered',
      by: one.by === other.by ? one.by : null,
      onMissing: one.onMissing === other.onMissing ? one.onMissing : 'unknown',
      leak: one.leak === other.leak ? one.leak : null,
    };
  }
  if (one.kind === other.kind) return one;
  if (isRendered(one) || isRendered(other)) {
    return { kind: 'rendered', by: null, onMissing: 'unknown', leak: null };
  }
  if (one.kind === 'no-part' || other.kind === 'no-part') return { kind: 'no-part' };
  return one.kind === 'never-rendered' ? one : other;
}
