import { factsOf, managers } from '../managers/table.ts';
import { variableName } from './names.ts';
import { variableSetting, type Setting } from './settings.ts';
import { variablesByName, type Variable } from './variables.ts';

const prefix = 'KESTRA_SECRET_';

/** Every key below `kestra.secret` that a variable can set, by the variable's name. */
const keysByVariable: ReadonlyMap<string, readonly string[]> = new Map(
  [
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
  ].map((key) => [prefix + variableName(key), ['kestra', 'secret', ...key.split('.')]]),
);

/** The keys that `KESTRA_SECRET_…` variables set; they win over every file (Micronaut's environment source). */
export function variablesAsSettings(variables: readonly Variable[]): readonly Setting[] {
  return [...variablesByName(variables).values()].flatMap((variable) => {
    const names = keysByVariable.get(variable.name) ?? mapKey(variable.name);
    return names === null ? [] : [variableSetting(names, variable)];
  });
}

/** `…_FILTER_ON_TAGS_APPLICATION`: one tag of a map. Its name reaches Kestra in lower case, with hyphens. */
function mapKey(name: string): readonly string[] | null {
  if (!name.startsWith(prefix)) return null;
  for (const [variable, names] of keysByVariable) {
    if (/_TAGS$|_PREFIX$/.test(variable) && name.startsWith(`${variable}_`)) {
      return [
        ...names,
        name
          .slice(variable.length + 1)
          .toLowerCase()
          .replaceAll('_', '-'),
      ];
    }
  }
  return null;
}
