import type { Block } from '../backends/block.ts';
import { factsOf, type Manager } from '../../managers/table.ts';
import type { Report } from '../report.ts';
import { keyPlaceOf, settingOf } from '../settings.ts';

/** Tells a key that is set without the one that belongs to it, at the key. */
export function checkPairs(manager: Manager, block: Block, report: Report): void {
  const isSet = (key: string): boolean => block.text(key) !== null;
  for (const pair of factsOf(manager).pairs) {
    const [set, ...others] = pair.filter(isSet);
    const missing = pair.find((key) => key !== set) ?? '';
    const setting = set === undefined || others.length > 0 ? null : settingOf(block.settings, set);
    if (setting === null || set === undefined) continue;
    report({
      code: 'key-missing',
      severity: 'error',
      file: setting.source.file,
      range: keyPlaceOf(setting),
      backend: manager,
      data: { type: manager, keys: missing, beside: set },
      suggestions: [missing],
    });
  }
}
