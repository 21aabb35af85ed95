import type { FileReading } from '../reading.ts';
import type { DefinitionsGap } from '../types.ts';
import type { YamlNode } from '../yaml/nodes.ts';
import { wholeFile } from '../text/source-text.ts';
import { folderOf } from '../paths.ts';
import { localChart, type ChartReference } from './chart.ts';
import { mergeValues, readValues, setValue, type HelmValues } from './values.ts';

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
  readonly gaps: readonly DefinitionsGap[];
  /** Whether some of the values are out of sight. */
  readonly partial: boolean;
  /** The files whose values it takes, so that they are no release of their own. */
  readonly used: readonly string[];
  /** Whether the chart gets no values but these. */
  readonly isWhole: boolean;
}

/** A single value that is set at a path, as `--set` does. */
export interface Change {
  readonly path: readonly (string | number)[];
  readonly value: YamlNode;
}

/** All values of a release as one map; null: it has none. */
export function mergedValues({ values, changes }: Release): YamlNode | null {
  let root: YamlNode | null = null;
  for (const each of values) root = root === null ? each.root : mergeValues(root, each.root);
  for (const { path, value } of changes) root = setValue(root, path, value);
  return root;
}

/** The values that a file holds; null: there is no such file, or no map in it. */
export async function valuesAt(reading: FileReading, path: string): Promise<HelmValues | null> {
  const text = await reading.text(path);
  return text === null ? null : readValues(reading, wholeFile(path, text));
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
