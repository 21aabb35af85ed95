import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isNothing, itemsAt, listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { patchGaps } from '../kubernetes/patches.ts';
import { entryOf, isMapNode, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { publishedChart } from './chart.ts';
import {
  changeOf,
  chartNamed,
  installedRelease,
  namedFiles,
  noChart,
  partlyRead,
  textsAt,
  type NamedChart,
  type NamedFiles,
  type Release,
} from './release.ts';
import {
  holdsText,
  inlineValues,
  readChartValues,
  rootsAt,
  type FileRoot,
  type HelmValues,
} from './values.ts';

/** What Argo CD installs with Helm: the Applications of the files, and what an ApplicationSet makes them from. */
export async function argoReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const { file, root } of await rootsAt(reading, paths)) {
    const spec = specOf(root);
    if (spec === null) continue;
    const single = nodeAtPath(spec, 'source');
    for (const source of [...(single === null ? [] : [single]), ...listAt(spec, 'sources')]) {
      const release = await releaseOf(reading, { file, root }, source);
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

function specOf(root: YamlNode): YamlNode | null {
  const kind = textAt(root, 'kind');
  if (kind === 'Application') return nodeAtPath(root, 'spec');
  return kind === 'ApplicationSet' ? nodeAtPath(root, 'spec', 'template', 'spec') : null;
}

/** null: it is no chart, or one of others. */
async function releaseOf(
  reading: FileReading,
  { file, root }: FileRoot,
  source: YamlNode,
): Promise<Release | null> {
  const helm = nodeAtPath(source, 'helm');
  const chart = await chartOf(reading, source, helm !== null);
  if (chart === null) return null;
  const named = await filesOf(reading, file, source, chart);
  const own = helm === null ? null : ownValues(reading, helm);
  const parameters = helm === null ? { items: [], openIn: null } : itemsAt(helm, 'parameters');
  // Parameters in files, what a plugin makes of it all, and what a set changes of its template.
  const isOpen =
    own === 'elsewhere' ||
    parameters.openIn !== null ||
    (helm !== null && listAt(helm, 'fileParameters').length > 0) ||
    entryOf(source, 'plugin') !== null ||
    nodeAtPath(root, 'spec', 'templatePatch') !== null;
  return installedRelease(
    {
      file,
      chart: chart.reference,
      values: [...named.values, ...(own === null || own === 'elsewhere' ? [] : [own])],
      changes: parameters.items.map((item) =>
        changeOf(reading, item, textAt(item, 'forceString') === 'true'),
      ),
      gaps: [
        ...named.gaps,
        ...(isOpen ? [partlyRead(file)] : []),
        ...(await patchGaps(reading, file, new Set(), 'release')),
      ],
      used: [...named.used, file],
    },
    root,
  );
}

/** Its files of values, in the order in which it names them, over those of the chart. */
async function filesOf(
  reading: FileReading,
  file: string,
  source: YamlNode,
  chart: NamedChart,
): Promise<NamedFiles> {
  const folders = [`${textAt(source, 'path') ?? ''}/`, folderOf(file)]
    .map((folder) => pathFrom('', folder))
    .map(asFolder);
  const found = [await namedFiles(reading, chart, folders, [])];
  for (const written of textsAt(nodeAtPath(source, 'helm'), 'valueFiles')) {
    // Paths of another source lead into a repository, which most often is this one.
    const path = written?.replace(/^\$[\w-]+\//, '/') ?? null;
    if (path === null) found.push({ values: [], used: [], gaps: [partlyRead(file)] });
    else if (path.startsWith('/')) found.push(await namedFiles(reading, noChart, [''], [path.slice(1)]));
    else found.push(await namedFiles(reading, noChart, folders, [path]));
  }
  return {
    values: found.flatMap(({ values }) => values),
    used: found.flatMap(({ used }) => used),
    gaps: found.flatMap(({ gaps }): readonly DefinitionsGap[] => gaps),
  };
}

function asFolder(path: string): string {
  return path === '' ? '' : `${path}/`;
}

/** null: no chart, or one of others. */
async function chartOf(reading: FileReading, source: YamlNode, hasHelm: boolean): Promise<NamedChart | null> {
  const name = textAt(source, 'chart');
  if (name !== null) {
    const reference = publishedChart(name, textAt(source, 'targetRevision'));
    return reference === null ? null : { reference, values: null };
  }
  const path = textAt(source, 'path');
  if (path === null) return null;
  const chart = await chartNamed(reading, [''], `./${path}`, null);
  return chart?.reference !== null || hasHelm ? chart : null;
}

/** `valuesObject` replaces `values`, which is a text; null: it has neither. */
function ownValues(reading: FileReading, helm: YamlNode): HelmValues | 'elsewhere' | null {
  const map = nodeAtPath(helm, 'valuesObject');
  if (map !== null && !isNothing(map)) return isMapNode(map) ? inlineValues(map) : 'elsewhere';
  const text = entryOf(helm, 'values')?.value;
  if (text === undefined || isNothing(text)) return null;
  const source = scalarSource(text);
  if (source === null) return 'elsewhere';
  return readChartValues(reading, source) ?? (holdsText(source.text) ? 'elsewhere' : null);
}
