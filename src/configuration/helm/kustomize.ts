import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { wholeFile } from '../text/source-text.ts';
import { isMapNode, rootsOf, scalarOf, type YamlNode } from '../yaml/nodes.ts';
import { chartNamed, namedFiles, type Release } from './release.ts';
import { orderKeys, parseHelm } from './values.ts';

/** The charts that Kustomizations inflate. */
export async function kustomizeReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = await reading.text(path);
    for (const root of text === null ? [] : rootsOf(parseHelm(reading, wholeFile(path, text)))) {
      for (const chart of listAt(root, 'helmCharts')) {
        const release = await releaseOf(reading, path, chart, homeOf(root));
        if (release !== null) releases.push(release);
      }
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
  file: string,
  entry: YamlNode,
  home: string,
): Promise<Release | null> {
  const folder = folderOf(file);
  const name = textAt(entry, 'name') ?? '';
  const chart = await chartNamed(reading, [`${folder}${home}/`], name, textAt(entry, 'version'));
  if (chart === null) return null;
  const written = textAt(entry, 'valuesFile');
  const inline = nodeAtPath(entry, 'valuesInline');
  const merge = textAt(entry, 'valuesMerge') ?? 'override';
  const own =
    inline === null || !isMapNode(inline) ? [] : [{ root: orderKeys(inline), faulty: false, refused: null }];
  const isAlone = merge === 'replace' && own.length > 0;
  const base = await namedFiles(reading, chart, [folder], written === null || isAlone ? [] : [written]);
  const more = await namedFiles(
    reading,
    { reference: null, values: null },
    [folder],
    listAt(entry, 'additionalValuesFiles').flatMap((item) => scalarOf(item)?.text ?? []),
  );
  const gaps = [...base.gaps, ...more.gaps];
  const under = merge === 'merge' ? [...own, ...base.values] : [...base.values, ...own];
  return {
    file,
    chart: chart.reference,
    values: [...under, ...more.values],
    changes: [],
    gaps,
    partial: gaps.length > 0,
    // What is replaced is no release of its own either.
    used: [...base.used, ...more.used, file, ...(written === null ? [] : [`${folder}${written}`])],
    isWhole: gaps.length === 0,
  };
}
