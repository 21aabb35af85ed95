import type { Origin } from '../ports/origin.ts';
import { keyRules, managers, type KeyRule } from './keys.ts';
import { variableName } from './names.ts';
import type { Setting } from './settings.ts';
import type { Variables } from './variables.ts';

/** What a value is for: a credential, the place that is asked (an address, a host's part, a project), or anything else. */
export type ValueUse = 'credential' | 'place' | 'text';

/** Keys that are, or become a part of, where something is asked, besides addresses. */
const placeKeys: readonly string[] = ['region', 'vault-name', 'project'];

export function useOf({ key, kind, credential }: KeyRule): ValueUse {
  if (credential) return 'credential';
  return kind === 'address' || placeKeys.includes(key) ? 'place' : 'text';
}

/** The variable on the way of a text that may not fill such a value; null: there is none. */
export function refusedIn(
  way: readonly Origin[],
  use: ValueUse,
  credentials: ReadonlySet<string>,
): string | null {
  if (use === 'credential') return null;
  const secret = way.find(({ variable }) => variable?.startsWith('SECRET_') === true)?.variable ?? null;
  return secret ?? (use === 'place' ? credentialIn(way, credentials) : null);
}

/** The variable on the way of a text that fills a credential as well; null: there is none. */
export function credentialIn(way: readonly Origin[], credentials: ReadonlySet<string>): string | null {
  const found = way.find(({ variable }) => variable !== undefined && credentials.has(variable));
  return found?.variable ?? null;
}

/** The last parts of keys that hold a credential: Kestra's own, and those that look like one anywhere. */
const credentialKeys: ReadonlySet<string> = new Set(
  managers.flatMap((manager) =>
    keyRules[manager].flatMap(({ key, credential }) => (credential ? [key.split('.').at(-1) ?? key] : [])),
  ),
);
const looksLikeCredential = /(?:^|-)(?:password|passwd|passphrase|secret|token|credentials?|key)$/;

/** The names of all variables that fill a credential in these settings, also by way of another variable. */
export function credentialVariables(settings: readonly Setting[], variables: Variables): ReadonlySet<string> {
  const found = new Set<string>();
  const looked = new Set<string>();
  const addWay = (way: readonly Origin[]) => {
    for (const { variable } of way) if (variable !== undefined) found.add(variable);
  };
  for (const { names, value } of settings) {
    const name = names.at(-1) ?? '';
    if (value.kind === 'empty' || !(credentialKeys.has(name) || looksLikeCredential.test(name))) continue;
    for (const { text, way } of value.stretches) {
      addWay(way);
      for (const placeholder of placeholdersIn(text)) {
        if (looked.has(placeholder)) continue;
        looked.add(placeholder);
        const variable = variables.get(placeholder) ?? variables.get(variableName(placeholder));
        found.add(variable?.name ?? placeholder);
        for (const stretch of variable?.stretches ?? []) addWay(stretch.way);
      }
    }
  }
  return found;
}

function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\$\{\s*([A-Za-z_][\w.-]*)/g)].flatMap(([, name]) => name ?? []);
}
