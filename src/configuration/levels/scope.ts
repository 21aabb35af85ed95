import type { Scope } from '../backends/backend.ts';
import type { Report } from '../report.ts';
import { settingOf, type Setting } from '../settings.ts';
import type { ServedLater } from '../terraform/managers.ts';

/** Whom an entry serves, with what no second one may serve. */
export interface EntryScope extends Scope {
  readonly key: string;
}

/** Kestra's own rule for a namespace; tenants have no dots. */
const namespacePattern = /^[a-z0-9][a-z0-9._-]*$/;
const tenantPattern = /^[a-z0-9][a-z0-9_-]*$/;

/** Whether Kestra can have a namespace of that name. */
export function isNamespace(text: string): boolean {
  return namespacePattern.test(text);
}

/** null: it names neither, or something that Kestra has not; that is told. `place` stands for what is missing. */
export function scopeOf(settings: readonly Setting[], place: Setting, report: Report): EntryScope | null {
  const namespace = nameAt(settings, 'namespace', namespacePattern, report);
  const tenant = nameAt(settings, 'tenant', tenantPattern, report);
  if (namespace === 'wrong' || tenant === 'wrong') return null;
  if (namespace !== null) {
    const { text } = namespace;
    return {
      level: 'namespace',
      namespace: text,
      key: `namespace ${text}`,
      idOf: (type) => `${type}@${text}`,
    };
  }
  if (tenant !== null) {
    const { text } = tenant;
    return { level: 'tenant', namespace: null, key: `tenant ${text}`, idOf: (type) => `${text}:${type}` };
  }
  report({
    code: 'manager-incomplete',
    severity: 'error',
    file: place.source.file,
    range: place.keyPlaces[0] ?? place.valuePlace,
    data: { missing: 'scope' },
    suggestions: ['namespace', 'tenant'],
  });
  return null;
}

/** Whom a resource of Terraform's serves, where the name is known only once Terraform ran. */
export function scopeLater({ level, address }: ServedLater): EntryScope {
  const idOf = (type: string) => (level === 'namespace' ? `${type}@${address}` : `${address}:${type}`);
  return { level, namespace: null, key: `terraform ${address}`, idOf };
}

function nameAt(
  settings: readonly Setting[],
  key: string,
  pattern: RegExp,
  report: Report,
): { readonly text: string } | 'wrong' | null {
  const setting = settingOf(settings, key);
  if (setting === null || setting.value.kind === 'empty') return null;
  if (setting.value.kind === 'text' && pattern.test(setting.value.text)) return { text: setting.value.text };
  report({
    code: 'value-invalid',
    severity: 'error',
    file: setting.source.file,
    range: setting.valuePlace,
    data: { key, expected: key },
  });
  return 'wrong';
}
