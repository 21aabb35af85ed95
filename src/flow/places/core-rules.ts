import type { Rule, RuleByGeneration, TypeRules } from './rules.ts';
import { coreTypes } from './core-types.ts';
import { renderedBy } from './treatments.ts';

/** The properties of one type, by name. */
export interface CoreRules {
  readonly keys: ReadonlyMap<string, Rule | RuleByGeneration>;
}

const corePrefix = 'io.kestra.plugin.core.';

const known = new Map<string, CoreRules>();

/** What is known of a type of Kestra's own; null for a plugin's, and for one that is not in the table. */
export function coreRules(name: 'task' | 'trigger', type: string | null): CoreRules | null {
  if (type?.startsWith(corePrefix) !== true) return null;
  const short = type.slice(corePrefix.length);
  if (!Object.hasOwn(coreTypes, short)) return null;
  const key = `${name} ${short}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const rules = coreTypes[short];
  if (rules === undefined) return null;
  const made = { keys: keysOf(name, rules) };
  known.set(key, made);
  return made;
}

const refused: Rule = { as: 'refused' };

function keysOf(name: 'task' | 'trigger', rules: TypeRules): CoreRules['keys'] {
  const keys = new Map<string, Rule | RuleByGeneration>(Object.entries(rules.keys ?? {}));
  const add = (names: string | undefined, rule: Rule): void => {
    for (const key of wordsOf(names)) keys.set(key, rule);
  };
  add(rules.rendered, renderedBy[name][rules.by]);
  add(rules.refused, refused);
  add(rules.never, { as: 'never' });
  add(rules.tasks, { as: 'objects', of: 'task' });
  for (const key of wordsOf(rules.only?.['2.0']))
    keys.set(key, { '2.0': newest(keys.get(key)), '1.3': refused });
  for (const key of wordsOf(rules.only?.['1.3']))
    keys.set(key, { '2.0': refused, '1.3': newest(keys.get(key)) });
  return keys;
}

function newest(rule: Rule | RuleByGeneration | undefined): Rule {
  if (rule === undefined) return refused;
  return 'as' in rule ? rule : rule['2.0'];
}

function wordsOf(names: string | undefined): readonly string[] {
  return names === undefined ? [] : names.split(' ');
}
