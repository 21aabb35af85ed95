import { factsOf, managers } from '../managers/table.ts';
import { propertiesAsSettings } from './java-options.ts';
import { isVariableOf } from './names.ts';
import { variableSetting, type Setting } from './settings.ts';
import { variablesByName, type Variable } from './variables.ts';

const above = ['kestra', 'secret'];

/** Every key below `kestra.secret` that a variable can set. */
const keys: readonly string[] = [
  'type',
  'read-only',
  'isolation.enabled',
  'isolation.denied-services',
  // An invention that is told as such.
  'env.prefix',
  ...managers.flatMap((manager) => [
    `${manager}.read-only`,
    ...factsOf(manager).keys.map(({ key }) => `${manager}.${key}`),
  ]),
].map((key) => [...above, key].join('.'));

/**
 * The keys that variables such as `KESTRA_SECRET_TYPE` set, in any spelling that Micronaut takes, then those that Java is
 * given as system properties; they win over every file (Micronaut: its order of sources).
 */
export function variablesAsSettings(variables: readonly Variable[]): readonly Setting[] {
  const byName = variablesByName(variables);
  const own = [...byName.values()].flatMap((variable) => {
    if (!/^kestra[_.-]secret[_.-]/i.test(variable.name)) return [];
    const names = namesSetBy(variable.name);
    return names === null ? [] : [variableSetting(names, variable)];
  });
  return [...own, ...propertiesAsSettings(byName)];
}

function namesSetBy(variable: string): readonly string[] | null {
  const exact = keys.find((key) => isVariableOf(variable, key));
  if (exact !== undefined) return exact.split('.');
  const map = keys.find((key) => isInMap(variable, key));
  return map === undefined ? null : [...map.split('.'), ...namesInMap(variable.slice(map.length + 1))];
}

/** `…_FILTER_ON_TAGS_APPLICATION`: one tag of a map. */
function isInMap(variable: string, key: string): boolean {
  return (
    /-(?:tags|prefix)$/.test(key) &&
    /^[_.]./.test(variable.slice(key.length)) &&
    isVariableOf(variable.slice(0, key.length), key)
  );
}

/** A tag's name reaches Kestra in lower case, with hyphens; AWS, Azure and Google have their tags below `tags`. */
function namesInMap(rest: string): readonly string[] {
  const [, tags, name = rest] = /^(tags)[_.](.+)$/i.exec(rest) ?? [];
  const last = name.toLowerCase().replaceAll('_', '-');
  return tags === undefined ? [last] : ['tags', last];
}
