import { isNested, type Block } from '../backends/block.ts';
import { holdsMap, rule as ruleOf, type KeyRule } from '../../managers/facts.ts';
import { factsOf, type Manager } from '../../managers/table.ts';
import { closeNames } from '../names.ts';
import { configuredText, isUnreadable, type Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { below, keyPlaceOf, type Setting } from '../settings.ts';
import type { ConfiguredValue } from '../types.ts';
import { isReadable } from '../values.ts';
import { nestToken } from './fixes.ts';
import { renameKey } from './rename-key.ts';
import { reshapeTags } from './reshape-tags.ts';
import { checkDefaults } from './placeholder-default.ts';
import { checkQuotes } from './quotes.ts';

/** What is wrong with the keys of a manager's block, one by one. */
export function checkKeys(manager: Manager, block: Block, fillings: Fillings, report: Report): void {
  const last = new Map(block.settings.map((setting) => [setting.names.join('.'), setting]));
  for (const setting of last.values()) checkKey(manager, setting, { block, fillings, report });
}

/** Whether the block has its token one level deeper, where people forget it. */
function isNestedToken(rules: readonly KeyRule[]): boolean {
  return rules.some(({ key }) => key === 'token.token');
}

interface KeyCheck {
  readonly block: Block;
  readonly fillings: Fillings;
  readonly report: Report;
}

function checkKey(manager: Manager, setting: Setting, { block, fillings, report }: KeyCheck): void {
  const name = setting.names.join('.');
  const rules = factsOf(manager).keys;
  const place = { file: setting.source.file, backend: manager };
  if (name === '' || name === 'read-only') return;
  if (name === 'token' && isNestedToken(rules) && setting.value.kind !== 'empty') {
    const key = keyPlaceOf(setting);
    report({
      code: 'token-not-nested',
      severity: 'error',
      ...place,
      range: setting.valuePlace,
      ...nestToken(setting.source, key, setting.valuePlace, 'token'),
    });
    return;
  }
  const rule = ruleFor(manager, name);
  if (rule === null) {
    if (setting.value.kind === 'empty' && rules.some(({ key }) => key.startsWith(`${name}.`))) return;
    const suggestions = closeNames(
      name,
      rules.map(({ key }) => key),
    );
    report({
      code: 'key-unknown',
      severity: 'hint',
      ...place,
      range: keyPlaceOf(setting),
      data: { key: setting.path.join('.'), type: manager },
      suggestions,
      ...renameKey(setting, suggestions, block.settings),
    });
    return;
  }
  checkValue(setting, rule, { fillings, report, manager, block });
}

interface ValueCheck {
  readonly fillings: Fillings;
  readonly report: Report;
  /** null: the value is the type itself. */
  readonly manager: Manager | null;
  /** The block that the key is in; left out: the value is the type itself. */
  readonly block?: Block;
}

function isEmpty(value: ConfiguredValue<string> | null): boolean {
  return value === null || (value.state === 'known' && value.value.trim() === '');
}

/** Tells a value that cannot be read, or that the files of the folder do not tell. */
export function checkValue(
  setting: Setting,
  rule: KeyRule,
  { fillings, report, manager, block }: ValueCheck,
): void {
  const isAnother = checkDefaults(setting, { fillings, report, backend: manager ?? '' });
  const value = configuredText(setting, fillings, { isCredential: rule.credential });
  const place = { file: setting.source.file, range: setting.valuePlace, backend: manager ?? '' };
  if (rule.kind === 'address' && isEmpty(value)) {
    // Without an address it cannot be asked, or it would be asked in the manager's own cloud.
    const severity = manager !== null && factsOf(manager).ownPlace === 'none' ? 'error' : 'warning';
    report({ code: 'value-invalid', severity, ...place, data: { key: rule.key, expected: rule.kind } });
    return;
  }
  if (value === null) return;
  if (isWrongShape(setting, rule)) {
    report({ code: 'value-invalid', severity: 'error', ...place, data: { key: rule.key, expected: 'map' } });
  } else if (value.state === 'not-known') {
    // Without a closing quote there is no text: that has been told.
    if (value.parts.every((part) => 'text' in part && part.text === '')) return;
    // A credential that no file holds is where it belongs; that nobody here has it is told where it is needed.
    if (rule.credential && !isUnreadable(value)) return;
    const variables = value.parts.flatMap((part) => ('variable' in part ? [part.variable] : []));
    const refused = value.parts.some((part) => 'variable' in part && part.refused === true);
    const reason = isUnreadable(value) ? 'unreadable' : refused ? 'refused' : value.reason;
    report({
      code: 'value-not-known',
      severity: rule.credential ? 'hint' : 'information',
      ...place,
      data: { key: rule.key, reason, variables: variables.join(', ') },
    });
  } else if (value.value !== '' && !isReadable(rule.kind, value.value)) {
    // `8200` is what is left of the address that the person wrote: one mistake, told at its cause.
    if (isAnother && rule.kind === 'address') return;
    report({
      code: 'value-invalid',
      severity: 'error',
      ...place,
      data: { key: rule.key, expected: rule.kind },
      // An address goes under the key for addresses as it is.
      ...(rule.kind === 'host-name' && isReadable('address', value.value) && block !== undefined
        ? renameKey(setting, ['key-vault-uri'], block.settings)
        : {}),
    });
  } else {
    checkQuotes(setting, rule, manager, report);
  }
}

/** Whether a list or a text stands where a map, or a text of one, must be. */
function isWrongShape({ value }: Setting, { kind }: KeyRule): boolean {
  return value.kind !== 'empty' && value.list === true && (kind === 'map' || kind === 'tags');
}

function ruleFor(manager: Manager, name: string): KeyRule | null {
  const { keys: rules, tagFilter } = factsOf(manager);
  const exact = rules.find(({ key }) => key === name);
  if (exact !== undefined) return holdsMap(exact) ? { ...exact, kind: 'map' } : exact;
  const map = rules.find((rule) => holdsMap(rule) && name.startsWith(`${rule.key}.`));
  if (map === undefined) return null;
  const rest = name.slice(map.key.length + 1);
  if (map.kind === 'tags')
    return rest === 'tags' && tagFilter === 'nested' ? { ...map, key: name, kind: 'map' } : map;
  if (rest === 'keep-prefix') return ruleOf(name, 'flag');
  return rest === 'prefix' ? ruleOf(name) : null;
}

/** Keys without which the manager cannot be asked. */
export function checkMissing(manager: Manager, block: Block, sourcePlace: Setting, report: Report): void {
  const { ownPlace, missing: missingIn } = factsOf(manager);
  const { keys: missing, alternatives } = missingIn((key) => block.has(key));
  if (missing.length === 0) return;
  const [first] = block.settings;
  const setting = first ?? sourcePlace;
  report({
    code: 'key-missing',
    severity: ownPlace === 'always' ? 'information' : 'error',
    file: setting.source.file,
    range: sourcePlace.valuePlace,
    backend: manager,
    data: {
      type: manager,
      keys: missing.join(', '),
      ...(alternatives === true ? { alternatives: 'yes' } : {}),
    },
    suggestions: missing,
  });
}

/** Filters: what they need, and their shape. */
export function checkFilters(manager: Manager, block: Block, readOnly: boolean | null, report: Report): void {
  const at = (
    setting: Setting,
    backend = manager,
  ): { file: string; range: Setting['valuePlace']; backend: string } => ({
    file: setting.source.file,
    range: setting.keyPlaces[0] ?? setting.valuePlace,
    backend,
  });
  const { tagFilter, prefixFilter } = factsOf(manager);
  for (const key of ['filter-on-tags', 'filter-on-prefix', 'excluded-tags']) {
    const [setting] = block.settings.filter(({ names }) => names[0] === key && names.length > 1);
    if (setting === undefined) continue;
    if (readOnly === false) {
      report({ code: 'filters-without-read-only', severity: 'warning', ...at(setting), data: { key } });
    }
    if (key === 'filter-on-tags') {
      const nested = isNested(below(block.settings, key));
      if (nested === (tagFilter === 'flat')) {
        const data = { key, type: manager, shape: nested ? 'nested' : 'flat' };
        const fix = reshapeTags(below(block.settings, key), block.settings, nested);
        report({ code: 'filter-shape', severity: 'hint', ...at(setting), data, ...fix });
      }
    }
    if (key === 'filter-on-prefix' && prefixFilter && !block.has('filter-on-prefix.keep-prefix')) {
      report({ code: 'keep-prefix-not-set', severity: 'hint', ...at(setting), data: { key } });
    }
  }
}
