import { withoutSameGaps } from '../gaps.ts';
import { oncePerReading, type FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { itemsAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { madeMap, scalarOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import { wholeFile } from '../text/source-text.ts';
import { folderOf, isAddress, pathFrom } from '../paths.ts';
import { isTemplateText } from '../settings.ts';
import { isWhole } from '../syntax.ts';
import { localChart, publishedChart, type ChartReference } from './chart.ts';
import { scalarFrom } from './scalar.ts';
import {
  holdsText,
  mergeOverChart,
  mergeValues,
  orderKeys,
  readChartValues,
  rootsAt,
  setPath,
  setValue,
  type HelmValues,
} from './values.ts';

/** One release of a chart: the values that it is given, as far as they are in sight. */
export interface Release {
  /** The file by whose place it is compared with others. */
  readonly file: string;
  /** null: not known. */
  readonly chart: ChartReference | null;
  /** Laid over each other in this order. */
  readonly values: readonly HelmValues[];
  /** What is set in the result, in this order. */
  readonly changes: readonly Change[];
  /** What of its values is out of sight. */
  readonly gaps: readonly DefinitionsGap[];
  /** The files whose values it takes, so that they are no release of their own. */
  readonly used: readonly string[];
  /** Whether the chart gets no values but these. */
  readonly isWhole: boolean;
  /** Whether it only changes one that is named elsewhere. Left out: not. */
  readonly isOverlay?: boolean;
}

/** A single value that is set at a path, as `--set` does. */
export interface Change {
  readonly path: readonly (string | number)[];
  readonly value: YamlNode;
}

/** A release that something installs, `root` of `file`, which names all values that it gets. */
export function installedRelease(
  release: Omit<Release, 'isWhole' | 'changes'> & { readonly changes: readonly (Change | null)[] },
  root: YamlNode,
): Release {
  const { file, changes } = release;
  const known = changes.filter((change) => change !== null);
  const isRead = isWhole(root.yaml) && known.length === changes.length;
  const own: readonly DefinitionsGap[] = isRead ? [] : [partlyRead(file)];
  const gaps = withoutSameGaps([...release.gaps, ...own]);
  return { ...release, changes: known, gaps, isWhole: gaps.length === 0 };
}

export function partlyRead(file: string): DefinitionsGap {
  return { reason: 'file-not-read', detail: file };
}

/** What an item with a `name` and a `value` sets; null: not known here. */
export function changeOf(reading: FileReading, item: YamlNode, isText: boolean): Change | null {
  const name = textAt(item, 'name');
  const value = nodeAtPath(item, 'value');
  const source = value === null ? null : scalarSource(value);
  if (name === null || source === null || isTemplateText(source.text)) return null;
  const made = scalarFrom(reading, source, isText);
  return made === null ? null : { path: setPath(name), value: made };
}

/** The texts of the list at a key; null: one that cannot be read, or something else than a list. */
export function textsAt(map: YamlNode | null, key: string): readonly (string | null)[] {
  if (map === null) return [];
  const { items, openIn } = itemsAt(map, key);
  return openIn === null ? items.map((item) => scalarOf(item)?.text ?? null) : [null];
}

/** All values of a release as one map. */
export interface MergedValues {
  /** null: it has none. */
  readonly root: YamlNode | null;
  /** Whether Helm refuses one of its changes, so that nothing is installed. */
  readonly isRefused: boolean;
}

/** Lays the values of a release over each other: what is set is set in what is given, and that lies over the chart's own. */
export function mergedValues({ chart, values, changes }: Release): MergedValues {
  let root = mergedAll(values.filter(({ isOfChart }) => isOfChart !== true));
  let isRefused = false;
  for (const { path, value } of changes) {
    const changed = setValue(root ?? madeMap(value, []), path, value);
    if (changed === null) isRefused = true;
    else root = changed;
  }
  if (root !== null && changes.length > 0) root = orderKeys(root);
  const under = mergedAll(values.filter(({ isOfChart }) => isOfChart === true));
  const levels = new Set(chart?.places.flatMap(({ path }) => path.slice(0, 1)));
  const all = under === null || root === null ? (root ?? under) : mergeOverChart(under, root, levels);
  return { root: all, isRefused };
}

function mergedAll(values: readonly HelmValues[]): YamlNode | null {
  let root: YamlNode | null = null;
  for (const each of values) root = root === null ? each.root : mergeValues(root, each.root);
  return root;
}

const readOnce = oncePerReading<HelmValues | null>();

/** The values that a file holds; null: there is no such file, or no map in it. */
export function valuesAt(reading: FileReading, path: string): Promise<HelmValues | null> {
  return readOnce(reading, reading, path, async () => {
    const text = await reading.text(path);
    return text === null ? null : readChartValues(reading, wholeFile(path, text));
  });
}

/** A chart in a folder, with the file of its own values; null: no chart of Kestra's, or with one below it. */
export async function chartInFolder(
  reading: FileReading,
  folder: string,
): Promise<{ readonly reference: ChartReference; readonly values: string } | null> {
  const path = await reading.nameOf(`${folder}Chart.yaml`);
  if (!reading.listed.includes(path)) return null;
  const reference = await localChart(reading, path);
  return reference === null ? null : { reference, values: `${folder}values.yaml` };
}

/** Whether a folder has a chart that is neither Kestra's nor has one of Kestra's below it: its templates say what is started. */
export async function isOthersChart(reading: FileReading, folder: string): Promise<boolean> {
  const path = await reading.nameOf(`${folder}Chart.yaml`);
  const [chart] = reading.listed.includes(path) ? await rootsAt(reading, [path]) : [];
  if (chart === undefined || textAt(chart.root, 'name') === null) return false;
  // Helm takes up what lies there, whether it is named or not.
  const charts = `${folder}charts/`;
  if (reading.listed.some((file) => file.startsWith(charts) && /kestra/i.test(file))) return false;
  return (await localChart(reading, path)) === null;
}

/** The chart in the nearest of the folders around a file. */
export async function chartAround(
  reading: FileReading,
  path: string,
): Promise<{ readonly reference: ChartReference; readonly values: string } | null> {
  let folder = folderOf(path);
  for (let step = 0; step < 3; step += 1) {
    const chart = await chartInFolder(reading, folder);
    if (chart !== null || folder === '') return chart;
    folder = folderOf(folder.slice(0, -1));
  }
  return null;
}

/** Files of values that something names, as far as they are here. */
export interface NamedFiles {
  readonly values: readonly HelmValues[];
  readonly used: readonly string[];
  readonly gaps: readonly DefinitionsGap[];
}

/** Reads files of values in order over the chart's own, each as seen from the first of the folders in which it is. */
export async function namedFiles(
  reading: FileReading,
  chart: NamedChart,
  folders: readonly string[],
  files: readonly string[],
): Promise<NamedFiles> {
  const values: HelmValues[] = [];
  const used: string[] = [];
  const gaps: DefinitionsGap[] = chart.gap === undefined ? [] : [chart.gap];
  const own = chart.values === null ? null : await valuesAt(reading, chart.values);
  if (own !== null && chart.values !== null) {
    values.push({ ...own, isOfChart: true });
    used.push(chart.values);
  }
  for (const file of files) {
    const path = await fileAt(reading, folders, decryptedFile(file));
    if (path === null) {
      gaps.push({ reason: 'configuration-not-found', detail: file });
      continue;
    }
    used.push(path);
    const read = await valuesAt(reading, path);
    if (read !== null) values.push(read);
    else if (holdsText((await reading.text(path)) ?? '')) gaps.push(partlyRead(path));
  }
  return { values, used, gaps };
}

/** The file that helm-secrets decrypts: `secrets://FILE`, or `secrets+gpg-import://KEY?FILE`. */
function decryptedFile(file: string): string {
  return file.replace(/^secrets(?:\+[\w-]+)?:\/\/(?:[^?]*\?)?/, '');
}

/** A file that is named, as seen from several folders; null: it is not here. */
async function fileAt(
  reading: FileReading,
  folders: readonly string[],
  file: string,
): Promise<string | null> {
  for (const folder of isAddress(file) ? [] : folders) {
    const path = await reading.nameOf(pathFrom(folder, file));
    if ((await reading.file(path)).state === 'text') return path;
  }
  return null;
}

/** A chart that a release names: a folder of the workspace, or one of Kestra's own. */
export interface NamedChart {
  readonly reference: ChartReference | null;
  /** The file of a chart's own values, which lie under all others; null: there is none here. */
  readonly values: string | null;
  /** Where those values are out of sight. Left out: they are here, or set nothing of a server's. */
  readonly gap?: DefinitionsGap;
}

/** A chart whose values are all given with a release, and which is not looked at. */
export const noChart: NamedChart = { reference: null, values: null };

/** null: a chart of others. */
export async function chartNamed(
  reading: FileReading,
  folders: readonly string[],
  name: string,
  version: string | null,
): Promise<NamedChart | null> {
  const isPath = /^\.{0,2}\/|^\.{1,2}$/.test(name);
  for (const folder of folders) {
    const path = pathFrom(folder, name);
    const local = await chartInFolder(reading, path === '' ? '' : `${path}/`);
    if (local !== null) return local;
  }
  const published = isPath ? null : publishedChart(name, version);
  if (published !== null) return { reference: published, values: null };
  // What a folder holds that is not here, or a name that is filled in later, its values tell: those that are here.
  const isUnknown = isPath || name === '' || name.includes('$') || isTemplateText(name);
  const detail = name === '' ? 'Chart.yaml' : name;
  return isUnknown ? { ...noChart, gap: { reason: 'configuration-not-found', detail } } : null;
}
