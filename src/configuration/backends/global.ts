import { checkFilters, checkKeys, checkMissing, checkValue } from '../checks/keys.ts';
import { readOnlyOf } from '../checks/read-only.ts';
import { checkType, isEnvironmentType } from '../checks/type.ts';
import { isManager, otherManagers, type Manager } from '../keys.ts';
import { configuredText, type Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { below, settingOf, type Setting } from '../settings.ts';
import type { Backend, ConfiguredValue, UnsupportedBackend } from '../types.ts';
import { readBlock } from './block.ts';
import { managerBackend, type Common } from './managers.ts';

/**
 * The backend that `kestra.secret` names for all tenants and namespaces; null: the environment alone. `partial`: the
 * settings may not be all that there are.
 */
export function globalBackend(
  settings: readonly Setting[],
  fillings: Fillings,
  report: Report,
  partial: boolean,
): Backend | null {
  const backend = wholeBackend(settings, fillings, report);
  return backend === null || !partial ? backend : { ...backend, partial };
}

function wholeBackend(settings: readonly Setting[], fillings: Fillings, report: Report): Backend | null {
  const secret = below(settings, 'kestra', 'secret');
  const setting = settingOf(secret, 'type');
  const type = setting === null ? null : configuredText(setting, fillings);
  checkType(secret, type, report);
  if (setting === null || type === null) return null;
  if (type.state === 'not-known') {
    const rule = { key: 'type', kind: 'text', credential: false } as const;
    checkValue(setting, rule, { fillings, report, manager: '' });
    return unsupported(type.parts.map(partText).join(''), setting);
  }
  if (isEnvironmentType(type.value)) return null;
  if (!isManager(type.value)) return unsupported(type.value, setting);
  return supported(type.value, { secret, setting, sources: type.origins.slice(0, 1) }, fillings, report);
}

interface Found {
  readonly secret: readonly Setting[];
  readonly setting: Setting;
  readonly sources: Common['sources'];
}

function supported(manager: Manager, found: Found, fillings: Fillings, report: Report): Backend {
  const block = readBlock(below(found.secret, manager), fillings);
  const readOnly = readOnlyOf(found.secret, manager, fillings, report);
  checkKeys(manager, block, fillings, report);
  checkMissing(manager, block, found.setting, report);
  checkFilters(manager, block, knownFlag(readOnly), report);
  const unreadable = block.unreadableTags();
  const common = {
    id: manager,
    level: 'global' as const,
    namespace: null,
    sources: found.sources,
    readOnly,
    filters: {
      filterOnTags: block.tags('filter-on-tags'),
      excludedTags: block.tags('excluded-tags'),
      filterOnPrefix: manager === 'vault' ? null : block.prefixFilter('filter-on-prefix'),
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

function unsupported(type: string, setting: Setting): UnsupportedBackend {
  return {
    type: 'unsupported',
    kestraType: type,
    recognised: otherManagers.includes(type),
    id: type,
    level: 'global',
    namespace: null,
    sources: setting.origins.slice(0, 1),
    readOnly: null,
    filters: { filterOnTags: null, excludedTags: null, filterOnPrefix: null },
  };
}

function partText(part: { readonly text: string } | { readonly variable: string }): string {
  return 'text' in part ? part.text : `\${${part.variable}}`;
}
