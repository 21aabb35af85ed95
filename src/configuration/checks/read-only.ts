import { readOnlyRule } from '../../managers/facts.ts';
import type { Manager } from '../../managers/table.ts';
import { configuredText, type Fillings } from '../placeholders.ts';
import type { Report } from '../report.ts';
import { keyPlaceOf, settingOf, type Setting } from '../settings.ts';
import type { ConfiguredValue } from '../types.ts';
import { convertValue, readFlag } from '../values.ts';
import { moveBeforeBlock, removeLine, type WithFix } from './fixes.ts';
import { checkValue } from './keys.ts';

/**
 * `kestra.secret.read-only`, or else the one inside the backend's block, which Kestra's documentation has in one
 * place and calls wrong in another: the outer wins, and both are told.
 */
export function readOnlyOf(
  secret: readonly Setting[],
  manager: Manager,
  fillings: Fillings,
  report: Report,
): ConfiguredValue<boolean> | null {
  const outer = settingOf(secret, 'read-only');
  const inner = settingOf(secret, `${manager}.read-only`);
  for (const setting of [outer, inner]) {
    if (setting === null) continue;
    checkValue(setting, readOnlyRule, { fillings, report, manager });
  }
  const outerValue = ruleValueOf(outer, fillings);
  const innerValue = ruleValueOf(inner, fillings);
  if (inner !== null && innerValue !== null) {
    const differs =
      outerValue?.state === 'known' && innerValue.state === 'known' && outerValue.value !== innerValue.value;
    report({
      code: differs ? 'read-only-differs' : 'read-only-inside-block',
      severity: differs ? 'warning' : 'hint',
      file: inner.source.file,
      range: keyPlaceOf(inner),
      backend: manager,
      data: { type: manager },
      ...placeRight(inner, outer),
    });
  }
  return outerValue ?? innerValue;
}

function ruleValueOf(setting: Setting | null, fillings: Fillings): ConfiguredValue<boolean> | null {
  const text = setting === null ? null : configuredText(setting, fillings);
  return text === null ? null : convertValue(text, readFlag);
}

/** The one inside the block stands in the outer one's place, and goes where there is an outer one. */
function placeRight(inner: Setting, outer: Setting | null): WithFix {
  const { source, keyPlaces, valuePlace } = inner;
  const [block, key] = keyPlaces;
  if (outer !== null) return removeLine(source, keyPlaceOf(inner), valuePlace);
  if (block === undefined || key === undefined || keyPlaces.length !== 2) return {};
  return moveBeforeBlock(source, block, key, valuePlace);
}
