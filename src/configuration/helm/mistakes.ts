import { putInQuotes, replaceText, type WithFix } from '../checks/fixes.ts';
import { nodeAtPath } from '../kubernetes/objects.ts';
import type { Report } from '../report.ts';
import { isTemplateText } from '../settings.ts';
import { placeInFile } from '../text/source-text.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  scalarOf,
  styleOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';
import { helmWord } from './plain-words.ts';
import type { ChartForm, ChartValues } from './recognise.ts';

/** A key that a form of the chart does not read, and the one that is meant; null: none. */
interface Unread {
  readonly key: string;
  readonly meant: string | null;
}

const unreadBy1: readonly Unread[] = [
  { key: 'extraEnv', meant: 'common.extraEnv' },
  { key: 'extraSecretEnvFrom', meant: 'common.extraEnvFrom' },
  { key: 'extraConfigMapEnvFrom', meant: 'common.extraEnvFrom' },
  { key: 'secrets', meant: 'configurations.secrets' },
  { key: 'externalSecret', meant: 'configurations.secrets' },
  { key: 'kestra', meant: 'configurations.application.kestra' },
];

const unreadBy0: readonly Unread[] = [
  { key: 'configurations', meant: 'configuration' },
  { key: 'common', meant: null },
  { key: 'workerGroups', meant: 'workerGroup' },
];

/** Tells what Kestra's chart does not read of its values, and what it refuses. `isWhole`: it gets no others. */
export function checkChart({ root, form }: ChartValues, isWhole: boolean, report: Report): void {
  for (const { key, meant } of form === '1.x' ? unreadBy1 : unreadBy0) {
    const entry = entryOf(root, key);
    if (entry !== null && isGiven(entry.value)) reportUnread(report, form, entry, key, meant);
  }
  if (form === '1.x') checkNewForm(root, isWhole, report);
  checkApplication(root, form, report);
  checkEnvironments(root, form, report);
}

function checkNewForm(root: YamlNode, isWhole: boolean, report: Report): void {
  const old = entryOf(root, 'configuration');
  if (old !== null && isGiven(old.value)) {
    reportRefused(report, old, 'old-key', { key: 'configuration' });
  }
  for (const key of ['postgresql', 'minio', 'kafka', 'elasticsearch']) {
    const enabled = nodeAtPath(root, key) === null ? null : entryOf(nodeAtPath(root, key) ?? root, 'enabled');
    if (enabled !== null && plainText(enabled.value) === 'true') {
      reportRefused(report, enabled, 'bundled', { key: `${key}.enabled` });
    }
  }
  const image = nodeAtPath(root, 'image');
  const name = image === null ? null : entryOf(image, 'image');
  if (image !== null && name !== null) {
    const fix = entryOf(image, 'repository') === null ? renameTo(name, 'repository') : {};
    reportUnread(report, '1.x', name, 'image.image', 'image.repository', fix);
  }
  const configurations = entryOf(root, 'configurations');
  const misplaced = configurations === null ? null : entryOf(configurations.value, 'kestra');
  if (misplaced !== null) {
    reportUnread(report, '1.x', misplaced, 'configurations.kestra', 'configurations.application.kestra');
  }
  const lists = ['configmaps', 'secrets'].flatMap((key) => {
    const entry = configurations === null ? null : entryOf(configurations.value, key);
    return entry !== null && isGiven(entry.value) ? [{ key, entry }] : [];
  });
  for (const { key, entry } of lists) {
    if (!isListNode(entry.value)) reportRefused(report, entry, 'list', { key: `configurations.${key}` });
  }
  const application = configurations === null ? null : entryOf(configurations.value, 'application');
  const isEmpty = lists.length === 0 && (application === null || !isGiven(application.value));
  const first = configurations ?? entriesOf(root)[0] ?? null;
  if (isWhole && isEmpty && first !== null) reportRefused(report, first, 'empty', {});
}

/** What stands for the application and is no map, or what was meant as its `kestra.secret`. */
function checkApplication(root: YamlNode, form: ChartForm, report: Report): void {
  const path = form === '1.x' ? ['configurations', 'application'] : ['configuration'];
  const above = path.length === 1 ? root : nodeAtPath(root, 'configurations');
  const application = above === null ? null : entryOf(above, path.at(-1) ?? '');
  if (application === null) return;
  const key = path.join('.');
  const style = styleOf(application.value);
  if (style === 'literal' || style === 'folded') {
    const { source } = application.value.yaml;
    report({
      code: 'helm-not-read',
      severity: 'warning',
      file: source.file,
      range: placeOf(application),
      data: { form, key, why: 'text' },
      ...withoutBlockMark(application),
    });
  }
  const secret = isMapNode(application.value) ? entryOf(application.value, 'secret') : null;
  if (secret !== null && isMapNode(secret.value) && entryOf(secret.value, 'type') !== null) {
    reportUnread(report, form, secret, `${key}.secret`, `${key}.kestra.secret`);
  }
}

/** `application: |` becomes `application:`, and its text the map that it looks like. */
function withoutBlockMark({ value, keyRange }: YamlEntry): WithFix {
  const { source } = value.yaml;
  const header = /^:([ \t]*[|>][-+\d]*)[ \t]*$/m.exec(
    source.text.slice(keyRange.end, source.text.indexOf('\n', keyRange.end)),
  );
  if (header?.[1] === undefined) return {};
  const start = keyRange.end + 1;
  const range = placeInFile(source, { start, end: start + header[1].length });
  const what = header[1].trim();
  return { fix: { kind: 'remove', data: { what }, edits: [{ range, text: '' }] } };
}

/** Lists of variables: those that are no lists, values that are no texts, and those that no server gets. */
function checkEnvironments(root: YamlNode, form: ChartForm, report: Report): void {
  const common = nodeAtPath(root, 'common');
  const named = ['deployments', 'workerGroups', 'workerGroup'].flatMap((key) => {
    const map = nodeAtPath(root, key);
    return map === null
      ? []
      : entriesOf(map).map((entry) => ({ path: `${key}.${entry.key}`, map: entry.value }));
  });
  const shared =
    form === '0.x' ? [{ path: '', map: root }] : common === null ? [] : [{ path: 'common', map: common }];
  for (const { path, map } of [...shared, ...named]) {
    const prefix = path === '' ? '' : `${path}.`;
    const entry = entryOf(map, 'extraEnv');
    if (entry !== null) checkList(entry, `${prefix}extraEnv`, report);
    if (form === '0.x') continue;
    const env = entryOf(map, 'env');
    if (env !== null && isListNode(env.value)) {
      const fix = entry === null ? renameTo(env, 'extraEnv') : {};
      reportUnread(report, form, env, `${prefix}env`, `${prefix}extraEnv`, fix);
    }
    const own = path === 'common' ? null : entryOf(map, 'configurations');
    if (own !== null) reportUnread(report, form, own, `${prefix}configurations`, 'configurations');
  }
  const dind = nodeAtPath(root, 'dind');
  const sidecar = dind === null ? null : entryOf(dind, 'extraEnv');
  if (sidecar !== null && isListNode(sidecar.value) && itemsOf(sidecar.value).some(isSecret)) {
    reportUnread(report, form, sidecar, 'dind.extraEnv', form === '1.x' ? 'common.extraEnv' : 'extraEnv');
  }
}

function isSecret(item: YamlNode): boolean {
  const name = nodeAtPath(item, 'name');
  return name !== null && scalarOf(name)?.text.startsWith('SECRET_') === true;
}

function checkList(entry: YamlEntry, key: string, report: Report): void {
  const isText = scalarOf(entry.value) !== null && !isTemplateText(scalarOf(entry.value)?.text ?? '');
  if ((isMapNode(entry.value) || isText) && isGiven(entry.value)) {
    reportRefused(report, entry, 'list', { key });
    return;
  }
  for (const item of isListNode(entry.value) ? itemsOf(entry.value) : []) {
    const value = entryOf(item, 'value');
    const scalar = value === null ? null : scalarOf(value.value);
    if (value === null || scalar === null || !scalar.plain || scalar.typed) continue;
    const { kind } = helmWord(scalar.text);
    if (kind !== 'number' && kind !== 'flag') continue;
    const { source } = value.value.yaml;
    const range = placeInFile(source, value.value.range);
    const name = nodeAtPath(item, 'name');
    report({
      code: 'helm-refused',
      severity: 'error',
      file: source.file,
      range,
      data: { reason: 'value', key: name === null ? '' : (scalarOf(name)?.text ?? '') },
      ...putInQuotes(source, range),
    });
  }
}

/** Keys of Kestra's chart that stand beside the name of the dependency below which the chart reads them. */
export function checkLevel(root: YamlNode, path: readonly string[], report: Report): void {
  for (const key of ['configurations', 'common', 'deployments']) {
    const entry = entryOf(root, key);
    if (entry === null || !isMapNode(entry.value)) continue;
    const isKestras =
      key === 'configurations'
        ? entriesOf(entry.value).some((inner) => /^(?:application|configmaps|secrets)$/.test(inner.key))
        : entryOf(entry.value, key === 'common' ? 'extraEnv' : 'standalone') !== null;
    if (isKestras) reportUnread(report, '1.x', entry, key, [...path, key].join('.'));
  }
}

function reportUnread(
  report: Report,
  form: ChartForm,
  entry: YamlEntry,
  key: string,
  meant: string | null,
  fix: WithFix = {},
): void {
  report({
    code: 'helm-not-read',
    severity: 'warning',
    file: entry.value.yaml.source.file,
    range: placeOf(entry),
    data: { form, key, ...(meant === null ? {} : { meant }) },
    ...fix,
  });
}

function reportRefused(
  report: Report,
  entry: YamlEntry,
  reason: string,
  data: Readonly<Record<string, string>>,
): void {
  const { source } = entry.value.yaml;
  report({
    code: 'helm-refused',
    severity: 'error',
    file: source.file,
    range: placeOf(entry),
    data: { reason, ...data },
  });
}

function renameTo(entry: YamlEntry, to: string): WithFix {
  return replaceText(entry.value.yaml.source, placeOf(entry), entry.key, to);
}

function placeOf({ value, keyRange }: YamlEntry): { readonly start: number; readonly end: number } {
  return placeInFile(value.yaml.source, keyRange);
}

/** Whether a value is more than nothing: a map or a list with something in it, a text, a number. */
export function isGiven(value: YamlNode): boolean {
  if (isMapNode(value)) return entriesOf(value).length > 0;
  if (isListNode(value)) return itemsOf(value).length > 0;
  const text = plainText(value);
  return text !== null && text !== '';
}

function plainText(value: YamlNode): string | null {
  const scalar = scalarOf(value);
  if (scalar === null) return null;
  return scalar.plain && !scalar.typed ? value.yaml.readPlain(scalar.text) : scalar.text;
}
