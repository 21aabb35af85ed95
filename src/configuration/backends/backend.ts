import { checkFilters, checkKeys, checkMissing, checkValue } from '../checks/keys.ts';
import { checkPairs } from '../checks/pairs.ts';
import { readOnlyOf } from '../checks/read-only.ts';
import { checkType } from '../checks/type.ts';
import type { Level } from '../../ports/backend.ts';
import { isEnvironmentType } from '../../managers/spellings.ts';
import { factsOf, isManager, type Manager } from '../../managers/table.ts';
import { configuredText, type Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { below, settingOf, type Setting } from '../settings.ts';
import type { Backend, ConfiguredValue, UnsupportedBackend } from '../types.ts';
import { readBlock } from './block.ts';
import { managerBackend, type Common } from './managers.ts';

/** Whom a backend serves, and what it is called by that. */
export interface Scope {
  readonly level: Level;
  /** For level `namespace`. */
  readonly namespace: string | null;
  /** The backend's id, from Kestra's name of its type. */
  readonly idOf: (type: string) => string;
}

/**
 * The backend that a text's `secret` settings name: `type`, `read-only` and the block of that type. null: the
 * environment alone.
 */
export function backendFrom(
  secret: readonly Setting[],
  scope: Scope,
  fillings: Fillings,
  report: Report,
): Backend | null {
  const setting = settingOf(secret, 'type');
  const type = setting === null ? null : configuredText(setting, fillings);
  checkType(secret, type, report);
  if (setting === null || type === null) return null;
  if (type.state === 'not-known') {
    // What sops encrypted is no name, and long.
    const name = type.parts
      .map(partText)
      .join('')
      .replace(/^ENC\[.*\]$/s, 'ENC[…]');
    if (name === '') return null;
    const rule = { key: 'type', kind: 'text', credential: false } as const;
    checkValue(setting, rule, { fillings, report, manager: null });
    return unsupportedBackend(name, setting, scope);
  }
  if (isEnvironmentType(type.value)) return null;
  if (!isManager(type.value)) return unsupportedBackend(type.value, setting, scope);
  const found = { secret, setting, scope, sources: type.origins.slice(0, 1) };
  return supportedBackend(type.value, found, fillings, report);
}

interface FoundBackend {
  readonly secret: readonly Setting[];
  readonly setting: Setting;
  readonly scope: Scope;
  readonly sources: Common['sources'];
}

function supportedBackend(
  manager: Manager,
  found: FoundBackend,
  fillings: Fillings,
  report: Report,
): Backend {
  const { level, namespace, idOf } = found.scope;
  const block = readBlock(manager, below(found.secret, manager), fillings);
  const readOnly = readOnlyOf(found.secret, manager, fillings, report);
  checkKeys(manager, block, fillings, report);
  checkMissing(manager, block, found.setting, report);
  checkPairs(manager, block, report);
  checkFilters(manager, block, knownFlag(readOnly), report);
  const unreadable = block.unreadableTags();
  const common = {
    id: idOf(manager),
    level,
    namespace,
    sources: found.sources,
    readOnly,
    filters: {
      filterOnTags: block.tags('filter-on-tags'),
      excludedTags: block.tags('excluded-tags'),
      filterOnPrefix: factsOf(manager).prefixFilter ? block.prefixFilter('filter-on-prefix') : null,
      ...(unreadable.length === 0 ? {} : { unreadable }),
    },
  };
  return managerBackend(manager, common, block);
}

/** null: it is set, and its value is not known. */
function knownFlag(value: ConfiguredValue<boolean> | null): boolean | null {
  if (value === null) return false;
  return value.state === 'known' ? value.value : null;
}

function unsupportedBackend(
  type: string,
  setting: Setting,
  { level, namespace, idOf }: Scope,
): UnsupportedBackend {
  return {
    type: 'unsupported',
    kestraType: type,
    id: idOf(type),
    level,
    namespace,
    sources: setting.origins.slice(0, 1),
    readOnly: null,
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
  };
}

function partText(part: { readonly text: string } | { readonly variable: string }): string {
  return 'text' in part ? part.text : `\${${part.variable}}`;
}
