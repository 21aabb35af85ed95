import { otherManagers } from '../../managers/spellings.ts';
import { factsOf, isManager, managers } from '../../managers/table.ts';
import type { TextEdit } from '../../ports/text.ts';
import { sortEdits } from '../../text/edits.ts';
import type { Report } from '../report.ts';
import { keyPlaceOf, type Setting } from '../settings.ts';
import type { ConfigurationFix } from '../types.ts';
import { replaceText, type WithFix } from './fixes.ts';

/**
 * Tells a part of Kestra's documentation that was taken for the whole file: what belongs below `kestra.secret` stands at
 * the top, where Kestra does not look. Whatever could be another program's is left alone.
 */
export function checkFragment(settings: readonly Setting[], report: Report): void {
  if (settings.some(({ names }) => names[0] === 'kestra' && names[1] === 'secret')) return;
  if (settings.some(({ names: [first = ''] }) => otherFrameworks.has(first))) return;
  const secret = settings.find(isBelowSecret);
  if (secret !== undefined) {
    const [place = secret.valuePlace] = secret.keyPlaces;
    const all = settings.filter(({ names }) => names[0] === 'secret');
    report({
      ...atTop,
      file: secret.source.file,
      range: place,
      data: { key: 'secret' },
      ...putBelow('kestra.', [secret, ...all]),
    });
    return;
  }
  const type = settings.find((setting) => setting.names.join('.') === 'type');
  const named = type === undefined ? null : typeIn(type);
  if (type === undefined || named === null) return;
  if (!settings.some((setting) => isKeyOf(named, setting.names))) return;
  const isBelow = ({ names: [first], names }: Setting) => first === named || names.join('.') === 'read-only';
  report({
    ...atTop,
    file: type.source.file,
    range: keyPlaceOf(type),
    data: { key: 'type' },
    ...putBelow('kestra.secret.', [type, ...settings.filter(isBelow)]),
  });
}

/**
 * Each key at the top with `above` before it, which Kestra reads as if it stood below (Micronaut: dotted keys). The first of
 * the settings gives the fix its words.
 */
function putBelow(above: string, settings: readonly Setting[]): WithFix {
  const edits = new Map<number, TextEdit>();
  const words: ConfigurationFix[] = [];
  for (const { source, keyPlaces, path } of settings) {
    const [place] = keyPlaces;
    const [name = ''] = path;
    if (place === undefined || source.file !== settings[0]?.source.file) return {};
    const found = replaceText(source, place, name, `${above}${name}`);
    if (!('fix' in found)) return {};
    words.push(found.fix);
    for (const edit of found.fix.edits) edits.set(edit.range.start, edit);
  }
  const [first] = words;
  return first === undefined ? {} : { fix: { ...first, edits: sortEdits([...edits.values()]) } };
}

/** What only a program of another framework has at the top; its `secret` is its own. */
const otherFrameworks = new Set(['spring', 'quarkus']);

const atTop = { code: 'kestra-key-missing', severity: 'warning' } as const;

/** `secret.type` with a type of Kestra's, or a key that a manager's block has. */
function isBelowSecret(setting: Setting): boolean {
  const [first, second, ...others] = setting.names;
  if (first !== 'secret') return false;
  if (second === 'type') return others.length === 0 && typeIn(setting) !== null;
  return managers.some((manager) => isKeyOf(manager, setting.names.slice(1)));
}

function typeIn({ value }: Setting): string | null {
  if (value.kind !== 'text') return null;
  return isManager(value.text) || otherManagers.includes(value.text) ? value.text : null;
}

/** Whether a key stands in the block of a type; of a manager that is asked here, one of the keys that it knows. */
function isKeyOf(type: string, [first, ...rest]: readonly string[]): boolean {
  if (first !== type || rest.length === 0) return false;
  return !isManager(type) || factsOf(type).keys.some(({ key }) => key === rest.join('.'));
}
