import type { Backend } from '../../configuration/index.ts';

/** What a backend says of its rules, and of where it is written. */
const rules: readonly string[] = ['readOnly', 'filters', 'prefix', 'partial'];
const places: readonly string[] = ['origins', 'sources', 'unsavedIn', 'brokenFiles', 'needsEnterprise'];

/** Whether two are the same place, asked as the same, whatever their rules and wherever they are written. */
export function isSamePlace(one: Backend, other: Backend): boolean {
  return settingsOf(one) === settingsOf(other);
}

/** Whether Kestra sees what is there by the same rules. */
export function hasSameRules(one: Backend, other: Backend): boolean {
  return rulesOf(one) === rulesOf(other);
}

/** Whether the same files that configure it cannot be read whole. */
export function hasSameBrokenFiles(one: Backend, other: Backend): boolean {
  return JSON.stringify(one.brokenFiles) === JSON.stringify(other.brokenFiles);
}

/** All of its settings but the rules. */
function settingsOf(backend: Backend): string {
  return textWithout([...rules, ...places], backend);
}

function rulesOf(backend: Backend): string {
  const { readOnly, filters, partial } = backend;
  return textWithout(places, {
    readOnly,
    filters,
    partial,
    ...('prefix' in backend ? { prefix: backend.prefix } : {}),
  });
}

function textWithout(left: readonly string[], settings: object): string {
  return JSON.stringify(settings, (key, value: unknown) => (left.includes(key) ? undefined : value));
}
