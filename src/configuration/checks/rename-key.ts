import { camelCase } from '../../managers/spellings.ts';
import { keyPlaceOf, type Setting } from '../settings.ts';
import { replaceText, type WithFix } from './fixes.ts';

/**
 * The one key that can be meant takes the place of an unknown one, spelt as its neighbours are. Nothing where it is set
 * already, or stands at another level.
 */
export function renameKey(
  setting: Setting,
  suggestions: readonly string[],
  neighbours: readonly Setting[],
): WithFix {
  const [meant, ...others] = suggestions;
  if (meant === undefined || others.length > 0) return {};
  const parts = meant.split('.');
  const above = parts.slice(0, -1).join('.');
  if (above !== setting.names.slice(0, -1).join('.')) return {};
  const isSet = ({ names }: Setting) => parts.every((part, index) => names[index] === part);
  if (neighbours.some(isSet)) return {};
  const name = parts.at(-1) ?? meant;
  const isCamel = neighbours.some(({ path }) => path.some((part) => /\p{Ll}\p{Lu}/u.test(part)));
  const spelt = isCamel ? camelCase(name) : name;
  return replaceText(setting.source, keyPlaceOf(setting), setting.path.at(-1) ?? '', spelt);
}
