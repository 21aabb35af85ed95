import type { Node } from 'jsonc-parser';
import { backendFrom } from '../backends/backend.ts';
import { camelCase } from '../../managers/spellings.ts';
import { isManager } from '../../managers/table.ts';
import { closeNames } from '../names.ts';
import { configuredText, type Fillings } from '../placeholders.ts';
import type { NewProblem, Report } from '../report.ts';
import { below, settingOf, type Setting } from '../settings.ts';
import type { SourceText } from '../text/source-text.ts';
import type { ResourceManager } from '../terraform/managers.ts';
import type { Backend } from '../types.ts';
import { contentOf, jsonSettings } from './json-settings.ts';
import { scopeLater, scopeOf } from './scope.ts';
import { managersSetting, type ManagersSetting } from './settings-file.ts';

/** A manager of a tenant or a namespace, with the settings it was read from, as below `kestra.secret`. */
export interface LevelManager {
  readonly backend: Backend;
  readonly secret: readonly Setting[];
}

/** As in Terraform's `kestra_namespace`; `secret_type` is as good as `secretType`. */
const entryKeys = ['tenant', 'namespace', 'secret-type', 'secret-read-only', 'secret-configuration'];

/**
 * The managers of tenants and namespaces that the folder's settings name, then those that Terraform's `resources` set, the
 * nearest namespace first.
 */
export function levelManagers(
  setting: ManagersSetting | null,
  resources: readonly ResourceManager[],
  fillings: Fillings,
  report: Report,
): readonly LevelManager[] {
  const taken = new Set<string>();
  const found = [
    ...(setting === null ? [] : managersIn(setting, fillings, report, taken)),
    ...resources.flatMap((resource) => managerOf(resource, fillings, taken)),
  ];
  return found.sort((one, other) => nearness(other.backend) - nearness(one.backend));
}

/** The user's own word goes before what Terraform sets. Nothing is told of its files: Terraform itself reads them. */
function managerOf(
  { settings, partial, serves }: ResourceManager,
  fillings: Fillings,
  taken: Set<string>,
): readonly LevelManager[] {
  const [first] = settings;
  const untold: Report = () => undefined;
  const known = () => (first === undefined ? null : scopeOf(settings, first, untold));
  const scope = serves === undefined ? known() : scopeLater(serves);
  const setting = settingOf(settings, 'secret-type');
  const type = setting === null ? null : configuredText(setting, fillings);
  if (scope === null || type === null || taken.has(scope.key)) return [];
  taken.add(scope.key);
  const name = type.state === 'known' ? type.value : '';
  const secret = asSecret(settings, name);
  const backend = backendFrom(secret, scope, fillings, untold);
  if (backend === null) return [];
  return [{ backend: partial ? { ...backend, partial } : backend, secret }];
}

function managersIn(
  setting: ManagersSetting,
  fillings: Fillings,
  report: Report,
  taken: Set<string>,
): readonly LevelManager[] {
  const { value, source, partial } = setting;
  if (value?.type !== 'array') {
    if (value !== null && value.type !== 'null') report(notAList(value, source));
    return [];
  }
  const found: LevelManager[] = [];
  for (const entry of value.children ?? []) {
    const manager = readEntry(entry, { source, fillings, report, taken });
    if (manager === null) continue;
    found.push(partial ? { ...manager, backend: { ...manager.backend, partial } } : manager);
  }
  return found;
}

/** All that the entries say, each setting by its keys inside its entry. */
export function settingsOfManagers(setting: ManagersSetting | null): readonly Setting[] {
  const entries = setting?.value?.type === 'array' ? (setting.value.children ?? []) : [];
  return setting === null ? [] : entries.flatMap((entry) => jsonSettings(entry, setting.source));
}

interface EntryReading {
  readonly source: SourceText;
  readonly fillings: Fillings;
  readonly report: Report;
  /** What an earlier entry serves already. */
  readonly taken: Set<string>;
}

function readEntry(entry: Node, { source, fillings, report, taken }: EntryReading): LevelManager | null {
  const settings = jsonSettings(entry, source);
  const [first] = settings;
  if (first === undefined) {
    report(notAList(entry, source));
    return null;
  }
  for (const setting of settings) checkEntryKey(setting, report);
  const scope = scopeOf(settings, first, report);
  const setting = settingOf(settings, 'secret-type');
  const type = setting === null ? null : configuredText(setting, fillings);
  if (type === null) {
    report({ ...at(first), code: 'manager-incomplete', severity: 'error', data: { missing: 'type' } });
    return null;
  }
  if (scope === null) return null;
  if (taken.has(scope.key)) {
    report({ ...at(first), code: 'manager-repeated', severity: 'warning', data: { scope: scope.key } });
    return null;
  }
  taken.add(scope.key);
  const name = type.state === 'known' ? type.value : '';
  const secret = asSecret(settings, name);
  const backend = backendFrom(secret, scope, fillings, inWordsOfSettings(report, scope.idOf(name)));
  return backend === null ? null : { backend, secret };
}

/** As the same would stand below `kestra.secret` of an application file. */
function asSecret(settings: readonly Setting[], type: string): readonly Setting[] {
  const move = (key: string, ...to: readonly string[]) =>
    below(settings, key).map((setting) => ({
      ...setting,
      path: [...to, ...setting.path],
      names: [...to, ...setting.names],
      keyPlaces: [...to.map(() => setting.keyPlaces[0] ?? setting.valuePlace), ...setting.keyPlaces],
    }));
  return [
    ...move('secret-type', 'type'),
    ...move('secret-read-only', 'read-only'),
    // Which keys a backend takes is known of those alone that are supported.
    ...(isManager(type) ? move('secret-configuration', type) : []),
  ];
}

function checkEntryKey(setting: Setting, report: Report): void {
  const [name = ''] = setting.names;
  if (entryKeys.includes(name)) return;
  report({
    ...at(setting),
    code: 'key-unknown',
    severity: 'warning',
    data: { key: setting.path[0] ?? name, type: managersSetting },
    suggestions: closeNames(name, entryKeys).map(camelCase),
  });
}

/** Problems speak of the backend by its id and of keys as the settings spell them; fixes are for YAML alone. */
function inWordsOfSettings(report: Report, backend: string): Report {
  return ({ code, severity, file, range, data = {}, suggestions = [] }) => {
    const { key } = data;
    report({
      code,
      severity,
      file,
      range,
      backend,
      data: { ...data, ...(key === undefined ? {} : { key: camelCase(key) }), place: 'settings' },
      suggestions:
        code === 'key-unknown' || code === 'key-missing' ? suggestions.map(camelCase) : suggestions,
    });
  };
}

/** The deeper a namespace the nearer; a tenant is further than any of them. */
function nearness({ level, namespace }: Backend): number {
  return level === 'namespace' ? (namespace ?? '').split('.').length : 0;
}

function notAList(node: Node, source: SourceText): NewProblem {
  return {
    code: 'value-invalid',
    severity: 'error',
    file: source.file,
    range: contentOf(node),
    data: { key: managersSetting, expected: 'managers' },
  };
}

function at(setting: Setting): Pick<NewProblem, 'file' | 'range'> {
  return { file: setting.source.file, range: setting.keyPlaces[0] ?? setting.valuePlace };
}
