import { otherManagers } from '../../managers/spellings.ts';
import { factsOf, isManager, managers } from '../../managers/table.ts';
import type { Report } from '../report.ts';
import { keyPlaceOf, type Setting } from '../settings.ts';
import { replaceText, type WithFix } from './fixes.ts';

/**
 * Tells a part of Kestra's documentation that was taken for the whole file: what belongs below `kestra.secret` stands at
 * the top, where Kestra does not look. Whatever could be another program's is left alone.
 */
export function checkFragment(settings: readonly Setting[], report: Report): void {
  if (settings.some(({ names }) => names[0] === 'kestra' && names[1] === 'secret')) return;
  const secret = settings.find(isBelowSecret);
  if (secret !== undefined) {
    const [place = secret.valuePlace] = secret.keyPlaces;
    report({
      ...atTop,
      file: secret.source.file,
      range: place,
      data: { key: 'secret' },
      ...replaceText(secret.source, place, 'secret', 'kestra.secret'),
    });
    return;
  }
  const type = settings.find((setting) => setting.names.join('.') === 'type');
  const named = type === undefined ? null : typeIn(type);
  const block = named === null ? undefined : settings.find((setting) => isKeyOf(named, setting.names));
  if (type === undefined || block === undefined) return;
  report({
    ...atTop,
    file: type.source.file,
    range: keyPlaceOf(type),
    data: { key: 'type' },
    ...putBelowSecret([type, block, ...settings.filter(({ names }) => names.join('.') === 'read-only')]),
  });
}

/** Each key with `kestra.secret.` before it, which Kestra reads as if it stood below (Micronaut: dotted keys). */
function putBelowSecret(settings: readonly Setting[]): WithFix {
  const [first] = settings;
  if (first === undefined || settings.some(({ source }) => source.file !== first.source.file)) return {};
  const edits = settings.flatMap(({ keyPlaces: [place] }) =>
    place === undefined ? [] : [{ range: { start: place.start, end: place.start }, text: 'kestra.secret.' }],
  );
  const isPlain = settings.every(
    ({ keyPlaces: [place], path: [name], source }) =>
      place !== undefined && source.fileText.slice(place.start, place.end) === name,
  );
  const [name = ''] = first.path;
  return isPlain
    ? { fix: { kind: 'replace', data: { from: name, to: `kestra.secret.${name}` }, edits } }
    : {};
}

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
