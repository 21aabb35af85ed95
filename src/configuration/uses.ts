import type { Origin } from '../ports/origin.ts';
import { factsOf, managers } from '../managers/table.ts';
import type { Setting } from './settings.ts';
import { placeholdersOf } from './text/placeholder-parts.ts';
import { variableNamed, type Variables } from './variables.ts';

/**
 * The variable on the way of a text that may not fill such a value; null: there is none. What a `SECRET_*` variable holds
 * is for a credential alone, and what fills a credential fills nothing that is shown, or sent as a name or a path.
 */
export function refusedVariable(
  way: readonly Origin[],
  isCredential: boolean,
  credentials: ReadonlySet<string>,
): string | null {
  if (isCredential) return null;
  const isSecret = ({ variable }: Origin): boolean =>
    variable !== undefined && (variable.startsWith('SECRET_') || credentials.has(variable));
  return way.find(isSecret)?.variable ?? null;
}

/** The last parts of keys that hold a credential: Kestra's own, and those that look like one anywhere. */
const credentialKeys: ReadonlySet<string> = new Set(
  managers.flatMap((manager) =>
    factsOf(manager).keys.flatMap(({ key, credential }) =>
      credential ? [key.split('.').at(-1) ?? key] : [],
    ),
  ),
);
const looksLikeCredential = /(?:^|-)(?:password|passwd|passphrase|secret|token|credentials?|key)$/;

/** Whether a credential most likely stands at a key, whoever's it is: `datasources.postgres.password`. */
export function isCredentialKey(names: readonly string[]): boolean {
  const name = names.at(-1) ?? '';
  return credentialKeys.has(name) || looksLikeCredential.test(name);
}

/** The names of all variables that fill a credential in these settings, also by way of another variable. */
export function credentialVariables(settings: readonly Setting[], variables: Variables): ReadonlySet<string> {
  const found = new Set<string>();
  const looked = new Set<string>();
  const addWay = (way: readonly Origin[]) => {
    for (const { variable } of way) if (variable !== undefined) found.add(variable);
  };
  for (const { names, value } of settings) {
    if (value.kind === 'empty' || !isCredentialKey(names)) continue;
    for (const { text, way } of value.stretches) {
      addWay(way);
      for (const placeholder of placeholdersIn(text)) {
        if (looked.has(placeholder)) continue;
        looked.add(placeholder);
        const variable = variableNamed(variables, placeholder);
        found.add(variable?.name ?? placeholder);
        for (const stretch of variable?.stretches ?? []) addWay(stretch.way);
      }
    }
  }
  return found;
}

function placeholdersIn(text: string): readonly string[] {
  return (placeholdersOf(text) ?? []).flatMap(({ names }) => names);
}
