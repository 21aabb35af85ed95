import { isEnvironmentType, otherManagers, typeMeant } from '../../managers/spellings.ts';
import { keysBesideBlocks } from '../../managers/facts.ts';
import { factsOf, isManager, managers } from '../../managers/table.ts';
import type { TextRange } from '../../ports/text.ts';
import { closeNames } from '../names.ts';
import type { Report } from '../report.ts';
import { below, keyPlaceOf, settingOf, type Setting } from '../settings.ts';
import type { ConfiguredValue } from '../types.ts';
import { insertBefore, removeLine, replaceText, type WithFix } from './fixes.ts';
import { renameKey } from './rename-key.ts';

/** The backends that `kestra.secret` has a block of, by the block's last setting. */
function blocksOf(secret: readonly Setting[]): ReadonlyMap<string, Setting> {
  const types = [...managers, ...otherManagers];
  return new Map(
    secret.flatMap((setting) => {
      const [name = ''] = setting.names;
      return types.includes(name) ? [[name, setting] as const] : [];
    }),
  );
}

/** What is wrong with `kestra.secret.type`, or with there being none. */
export function checkType(
  secret: readonly Setting[],
  type: ConfiguredValue<string> | null,
  report: Report,
): void {
  const setting = settingOf(secret, 'type');
  const blocks = blocksOf(secret);
  const named = type?.state === 'known' ? type.value : '';
  for (const other of firstKeys(secret)) checkName(other, named, secret, report);
  if (setting === null || type === null) checkMissingType(secret, blocks, report);
  else if (type.state === 'known') checkKnownType(setting, type.value, blocks, report);
}

/** The settings of `kestra.secret` by the first part of their keys alone, each key once where it stands. */
function firstKeys(secret: readonly Setting[]): readonly Setting[] {
  const firsts = secret.map(firstOfKey);
  return [
    ...new Map(firsts.map((each) => [`${each.source.file}\n${keyPlaceOf(each).start}`, each])).values(),
  ];
}

/** A key of `kestra.secret`, whose type is `type`, that Kestra does not know. */
function checkName(setting: Setting, type: string, secret: readonly Setting[], report: Report): void {
  const [name = ''] = setting.names;
  const known = [...keysBesideBlocks, ...managers, ...otherManagers];
  // A block that is called as a type that is not known here has been told by its type.
  if (name === '' || name === type || known.includes(name)) return;
  const place = { file: setting.source.file, range: setting.keyPlaces[0] ?? setting.valuePlace };
  if (name === 'env') {
    report({ code: 'environment-type-invented', severity: 'warning', ...place, data: { type: 'env' } });
    return;
  }
  const data = { key: setting.path[0] ?? name, type: 'kestra.secret' };
  const inBlock = keyInBlock(name, type);
  if (inBlock !== null) {
    const fix = putInBlock(setting, type, secret);
    report({ code: 'key-unknown', severity: 'warning', ...place, data, suggestions: [inBlock], ...fix });
    return;
  }
  const sure = typeMeant(name);
  const suggestions = sure === null ? closeNames(name, known) : [sure];
  const fix = renameKey(setting, suggestions, secret.map(firstOfKey));
  // Where nothing tells what was meant, it may be newer than what is known here.
  const severity = suggestions.length === 0 ? 'hint' : 'warning';
  report({ code: 'key-unknown', severity, ...place, data, suggestions, ...fix });
}

/** The whole name of a key that belongs in the block of a manager; null: it has none of that name. */
function keyInBlock(name: string, type: string): string | null {
  const isOne = isManager(type) && factsOf(type).keys.some(({ key }) => key.split('.')[0] === name);
  return isOne ? `${type}.${name}` : null;
}

/**
 * The block's name goes before the key, which Kestra reads as if it stood in the block (Micronaut: dotted keys). Nothing where
 * the block has it already.
 */
function putInBlock(setting: Setting, type: string, secret: readonly Setting[]): WithFix {
  const [name = ''] = setting.names;
  const [written = name] = setting.path;
  if (below(secret, type, name).length > 0) return {};
  return replaceText(setting.source, keyPlaceOf(setting), written, `${type}.${written}`);
}

/** A setting by the first part of its key alone: a whole block is called by it. */
function firstOfKey(setting: Setting): Setting {
  const { path, names, keyPlaces } = setting;
  return { ...setting, path: path.slice(0, 1), names: names.slice(0, 1), keyPlaces: keyPlaces.slice(0, 1) };
}

function checkMissingType(
  secret: readonly Setting[],
  blocks: ReadonlyMap<string, Setting>,
  report: Report,
): void {
  const [block] = blocks;
  const [first] = secret;
  if (block === undefined) {
    // A text in the place of the map is another program's, which has a Kestra to talk to.
    if (first === undefined || first.names.length === 0) return;
    report({
      code: 'type-missing',
      severity: 'information',
      file: first.source.file,
      range: first.keyPlaces[0] ?? first.valuePlace,
      suggestions: [...managers],
    });
    return;
  }
  const [name, setting] = block;
  const place = setting.keyPlaces[0] ?? setting.valuePlace;
  report({
    code: 'block-without-type',
    severity: 'warning',
    file: setting.source.file,
    range: place,
    data: { block: name },
    suggestions: [...blocks.keys()],
    ...(blocks.size === 1 ? insertBefore(setting.source, place, `type: ${name}`) : {}),
  });
}

function checkKnownType(
  setting: Setting,
  type: string,
  blocks: ReadonlyMap<string, Setting>,
  report: Report,
): void {
  const place = { file: setting.source.file, range: setting.valuePlace };
  if (isEnvironmentType(type)) {
    const fix = blocks.size > 0 ? {} : removeLine(setting.source, keyPlaceOf(setting), setting.valuePlace);
    report({ code: 'environment-type-invented', severity: 'warning', ...place, data: { type }, ...fix });
  } else if (isManager(type)) {
    const other = [...blocks.keys()].filter((name) => name !== type);
    if (blocks.has(type) || other.length === 0) return;
    const data = { type, block: other.join(', ') };
    const fix = typeFix(setting, type, other);
    report({ code: 'type-block-mismatch', severity: 'warning', ...place, data, suggestions: other, ...fix });
  } else if (otherManagers.includes(type)) {
    report({ code: 'unsupported-type', severity: 'information', ...place, data: { type } });
  } else {
    const sure = typeMeant(type);
    const meant = sure === null ? closeNames(type, [...managers, ...otherManagers]) : [sure];
    report({
      code: 'unknown-type',
      severity: 'error',
      ...place,
      data: { type },
      suggestions: meant,
      ...typeFix(setting, type, meant),
    });
  }
}

/** The one type that can be meant; nothing where there are several. */
function typeFix({ source, valuePlace }: Setting, type: string, meant: readonly string[]): WithFix {
  const [only, ...others] = meant;
  return only === undefined || others.length > 0 ? {} : replaceText(source, valuePlace, type, only);
}

/** `kestra.secrets`, which Kestra does not read. */
export function checkPlural(settings: readonly Setting[], report: Report): void {
  const plural = settings.find(({ names }) => names[0] === 'kestra' && names[1] === 'secrets');
  if (plural === undefined) return;
  const place = plural.keyPlaces[1] ?? plural.valuePlace;
  const alone = below(settings, 'kestra', 'secret').length === 0;
  report({
    code: 'plural-secrets',
    severity: 'warning',
    file: plural.source.file,
    range: place,
    suggestions: ['secret'],
    ...(alone ? renamePlural(plural, place) : {}),
  });
}

function renamePlural({ source, path }: Setting, place: TextRange): WithFix {
  const written = path[1] ?? 'secrets';
  return replaceText(source, place, written, written.slice(0, -1));
}
