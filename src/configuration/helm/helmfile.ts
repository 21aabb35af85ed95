import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { itemsAt, listAt, textAt } from '../kubernetes/objects.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { entryOf, isMapNode, scalarOf, type YamlNode } from '../yaml/nodes.ts';
import { isGiven } from './mistakes.ts';
import {
  changeOf,
  chartNamed,
  installedRelease,
  namedFiles,
  noChart,
  partlyRead,
  type Release,
} from './release.ts';
import { inlineValues, rootsAt, type FileRoot, type HelmValues } from './values.ts';

/** The releases of helmfiles. */
export async function helmfileReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const { file, root } of await rootsAt(reading, paths)) {
    for (const entry of listAt(root, 'releases')) {
      const release = await releaseOf(reading, { file, root: entry });
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(reading: FileReading, { file, root }: FileRoot): Promise<Release | null> {
  const folder = folderOf(file);
  const chart = await chartNamed(reading, [folder], textAt(root, 'chart') ?? '', textAt(root, 'version'));
  if (chart === null) return null;
  const first = await namedFiles(reading, chart, [folder], []);
  const values: HelmValues[] = [...first.values];
  const used = [...first.used];
  const given = itemsAt(root, 'values');
  const isOpen = given.openIn !== null || elsewhere.some((key) => isGivenAt(root, key));
  const gaps: DefinitionsGap[] = [...first.gaps, ...(isOpen ? [partlyRead(file)] : [])];
  for (const item of given.items) {
    if (isMapNode(item)) {
      values.push(inlineValues(item));
      continue;
    }
    const found = await namedFiles(reading, noChart, [folder], [scalarOf(item)?.text ?? '']);
    for (const each of found.values) values.push(each);
    for (const each of found.used) used.push(each);
    for (const each of found.gaps) gaps.push(each);
  }
  return installedRelease(
    {
      file: used.at(-1) ?? file,
      chart: chart.reference,
      values,
      changes: listAt(root, 'set').map((item) => changeOf(reading, item, false)),
      gaps,
      used: [...used, file],
    },
    root,
  );
}

/** Keys that give a release more than is read here: values that are made or encrypted, and changes of what the chart renders. */
const elsewhere = [
  'inherit',
  'valuesTemplate',
  'setTemplate',
  'setString',
  'secrets',
  'strategicMergePatches',
  'jsonPatches',
  'transformers',
  'postRenderer',
];

function isGivenAt(entry: YamlNode, key: string): boolean {
  const value = entryOf(entry, key)?.value;
  return value !== undefined && isGiven(value);
}
