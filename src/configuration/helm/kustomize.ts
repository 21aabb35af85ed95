import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isNothing, listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { ownPatchGaps, patchGaps } from '../kubernetes/patches.ts';
import { isMapNode, type YamlNode } from '../yaml/nodes.ts';
import {
  chartNamed,
  installedRelease,
  namedFiles,
  noChart,
  partlyRead,
  textsAt,
  type Release,
} from './release.ts';
import { inlineValues, rootsAt, type FileRoot } from './values.ts';

/** The charts that Kustomizations inflate. */
export async function kustomizeReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const { file, root } of await rootsAt(reading, paths)) {
    for (const chart of listAt(root, 'helmCharts')) {
      const release = await releaseOf(reading, { file, root }, chart);
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

/** Where Kustomize keeps charts; one that is there already is not fetched. */
function homeOf(root: YamlNode): string {
  const globals = nodeAtPath(root, 'helmGlobals');
  return (globals === null ? null : textAt(globals, 'chartHome')) ?? 'charts';
}

/** null: a chart of others. */
async function releaseOf(
  reading: FileReading,
  { file, root }: FileRoot,
  entry: YamlNode,
): Promise<Release | null> {
  const folder = folderOf(file);
  const name = textAt(entry, 'name') ?? '';
  const folders = [`${folder}${homeOf(root)}/`];
  const chart = await chartNamed(reading, folders, name, textAt(entry, 'version'));
  if (chart === null) return null;
  const written = textAt(entry, 'valuesFile');
  const inline = nodeAtPath(entry, 'valuesInline');
  const merge = textAt(entry, 'valuesMerge') ?? 'override';
  const isRead = inline === null || isMapNode(inline) || isNothing(inline);
  const own = inline === null || !isMapNode(inline) ? [] : [inlineValues(inline)];
  const isAlone = merge === 'replace' && own.length > 0;
  const base = await namedFiles(reading, chart, [folder], written === null || isAlone ? [] : [written]);
  const others = textsAt(entry, 'additionalValuesFiles');
  const more = await namedFiles(
    reading,
    noChart,
    [folder],
    others.filter((path) => path !== null),
  );
  const under = merge === 'merge' ? [...own, ...base.values] : [...base.values, ...own];
  return installedRelease(
    {
      file,
      chart: chart.reference,
      values: [...under, ...more.values],
      changes: [],
      gaps: [
        ...base.gaps,
        ...more.gaps,
        ...(isRead && !others.includes(null) ? [] : [partlyRead(file)]),
        // What it changes of what the chart renders, and what others change of that.
        ...(await ownPatchGaps(reading, file, root)),
        ...(await patchGaps(reading, file, new Set())),
      ],
      // What is replaced is no release of its own either.
      used: [...base.used, ...more.used, file, ...(written === null ? [] : [`${folder}${written}`])],
    },
    root,
  );
}
