import type { FilledPlace } from '../environment-definitions.ts';
import { variablesByName, type Variable } from '../variables.ts';
import { secretPrefix } from './definitions.ts';

/**
 * Where definitions are filled with a `SECRET_*` variable; each pair of places once. `containers`: all variables of each
 * container of one server, for none is filled with those of another.
 */
export function filledPlaces(containers: readonly (readonly Variable[])[]): readonly FilledPlace[] {
  const found = new Map<string, FilledPlace>();
  const note = (each: FilledPlace) => {
    const places = [each.at, each.by].map(({ file, range }) => `${file}\n${String(range.start)}`);
    found.set([each.filler, ...places].join('\n'), each);
  };
  for (const { stretches } of containers.flat()) {
    for (const { way } of stretches) {
      way.forEach((by, index) => {
        const at = way[index - 1];
        if (at !== undefined && by.variable?.startsWith(secretPrefix) === true) {
          note({ at, by, filler: 'compose' });
        }
      });
    }
  }
  for (const each of containers.flatMap(placesFilledByKestra)) note(each);
  return [...found.values()];
}

/** Kestra fills its configuration from its own environment, also where that configuration is a variable there. */
function placesFilledByKestra(variables: readonly Variable[]): readonly FilledPlace[] {
  const effective = variablesByName(variables);
  const configuration = effective.get('KESTRA_CONFIGURATION');
  const [at] = configuration?.origins ?? [];
  if (configuration === undefined || at === undefined) return [];
  const names = [...configuration.text.matchAll(/\$\{(SECRET_\w+)(?=[:}])/g)].map(([, name = '']) => name);
  return [...new Set(names)].flatMap((name) => {
    const [by] = effective.get(name)?.origins ?? [];
    return by === undefined ? [] : [{ at, by, filler: 'kestra' }];
  });
}
