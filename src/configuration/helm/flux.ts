import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { notHere } from '../kubernetes/environment.ts';
import { objectsFor } from '../kubernetes/manifests.ts';
import {
  isNothing,
  itemsAt,
  nodeAtPath,
  textAt,
  type ListItems,
  type ObjectKind,
} from '../kubernetes/objects.ts';
import { mayPatch, patchGaps } from '../kubernetes/patches.ts';
import type { SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import { isMapNode, writtenText, type YamlNode } from '../yaml/nodes.ts';
import { publishedChart } from './chart.ts';
import {
  chartNamed,
  installedRelease,
  namedFiles,
  noChart,
  partlyRead,
  textsAt,
  type Change,
  type NamedChart,
  type Release,
} from './release.ts';
import { quotedScalar } from './scalar.ts';
import { areTargetsOpen, type TargetChange } from './target-paths.ts';
import { inlineValues, readChartValues, rootsAt, setPath, type FileRoot, type HelmValues } from './values.ts';

/** What Flux installs: the HelmReleases of the files. */
export async function fluxReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const roots = await rootsAt(reading, paths);
  const charts = chartsIn(roots);
  const releases: Release[] = [];
  for (const each of roots) {
    const spec = textAt(each.root, 'kind') === 'HelmRelease' ? nodeAtPath(each.root, 'spec') : null;
    const release = spec === null ? null : await releaseOf(reading, each, spec, charts);
    if (release !== null) releases.push(release);
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(
  reading: FileReading,
  { file, root }: FileRoot,
  spec: YamlNode,
  charts: NamedCharts,
): Promise<Release | null> {
  const chart = await chartOf(reading, file, spec, charts);
  if (chart === null) return null;
  const files = textsAt(nodeAtPath(spec, 'chart', 'spec'), 'valuesFiles');
  const folders = ['', folderOf(file)];
  const named = await namedFiles(
    reading,
    chart,
    folders,
    files.filter((path) => path !== null),
  );
  const metadata = nodeAtPath(root, 'metadata');
  const namespace = metadata === null ? null : textAt(metadata, 'namespace');
  const from = await valuesFrom(reading, { file, namespace }, itemsAt(spec, 'valuesFrom'));
  const own = nodeAtPath(spec, 'values');
  const isRead = (own === null || isMapNode(own) || isNothing(own)) && !files.includes(null);
  const isOpen = areTargetsOpen(from.changes, from.values, own);
  return installedRelease(
    {
      file,
      chart: chart.reference,
      values: [
        // The files of a chart are put together into the chart's own values.
        ...named.values.map((values) => ({ ...values, isOfChart: true })),
        ...from.values,
        ...(own === null || !isMapNode(own) ? [] : [inlineValues(own)]),
      ],
      changes: from.changes,
      gaps: [
        ...named.gaps,
        ...from.gaps,
        ...(isRead && !isOpen && !isPatched(spec) ? [] : [partlyRead(file)]),
        ...(await patchGaps(reading, file, from.names, 'release')),
      ],
      used: [...named.used, ...from.used, file],
      ...(isPatch(spec) ? { isOverlay: true } : {}),
    },
    root,
  );
}

/** Whether nothing says which chart is installed, so that it is laid over a HelmRelease that does. */
function isPatch(spec: YamlNode): boolean {
  return nodeAtPath(spec, 'chart', 'spec') === null && nodeAtPath(spec, 'chartRef') === null;
}

/** Whether what the chart renders is changed in what a server reads. */
function isPatched(spec: YamlNode): boolean {
  const patches = nodeAtPath(spec, 'postRenderers');
  return patches !== null && mayPatch(writtenText(patches), 'server');
}

/** The charts that objects of Flux's stand for, by kind and name; of others null. */
type NamedCharts = ReadonlyMap<string, NamedChart | null>;

function chartsIn(roots: readonly FileRoot[]): NamedCharts {
  const charts = new Map<string, NamedChart | null>();
  for (const { root } of roots) {
    const kind = textAt(root, 'kind') ?? '';
    const spec = nodeAtPath(root, 'spec');
    const metadata = nodeAtPath(root, 'metadata');
    if (spec === null || metadata === null || !/^(?:OCIRepository|HelmChart)$/.test(kind)) continue;
    const name = textAt(spec, kind === 'HelmChart' ? 'chart' : 'url') ?? '';
    const reference = publishedChart(name, textAt(spec, 'version'));
    charts.set(
      `${kind} ${textAt(metadata, 'name') ?? ''}`,
      reference === null ? null : { reference, values: null },
    );
  }
  return charts;
}

/**
 * `chart.spec` of a repository of charts or of Git, or `chartRef`, which names an object that has the address. With neither it
 * is laid over a HelmRelease that is named elsewhere.
 */
async function chartOf(
  reading: FileReading,
  file: string,
  spec: YamlNode,
  charts: NamedCharts,
): Promise<NamedChart | null> {
  const given = nodeAtPath(spec, 'chart', 'spec');
  if (given === null) {
    const reference = nodeAtPath(spec, 'chartRef');
    const object =
      reference === null ? '' : `${textAt(reference, 'kind') ?? ''} ${textAt(reference, 'name') ?? ''}`;
    const known = charts.get(object);
    if (known !== undefined) return known;
    const gap: DefinitionsGap = reference === null ? partlyRead(file) : { reason: 'cluster', detail: object };
    return { ...noChart, gap };
  }
  const name = textAt(given, 'chart') ?? '';
  const source = nodeAtPath(given, 'sourceRef');
  const isFolder = source !== null && /^(?:GitRepository|Bucket)$/.test(textAt(source, 'kind') ?? '');
  if (isFolder) return chartNamed(reading, ['', folderOf(file)], `./${name.replace(/^\.?\/+/, '')}`, null);
  const reference = publishedChart(name, textAt(given, 'version'));
  return reference === null ? null : { reference, values: null };
}

interface ValuesFrom {
  readonly values: readonly HelmValues[];
  readonly changes: readonly TargetChange[];
  readonly gaps: readonly DefinitionsGap[];
  /** The files in which they stand. */
  readonly used: readonly string[];
  /** Of the objects. */
  readonly names: ReadonlySet<string>;
}

/** Values that stand in objects; with a `targetPath` they win over all others (Flux: ChartValuesFromReferences). */
async function valuesFrom(
  reading: FileReading,
  place: { readonly file: string; readonly namespace: string | null },
  { items, openIn }: ListItems,
): Promise<ValuesFrom> {
  const names = new Set(items.flatMap((reference) => textAt(reference, 'name') ?? []));
  const find = await objectsFor(reading, place, names);
  const values: HelmValues[] = [];
  const changes: TargetChange[] = [];
  const gaps: DefinitionsGap[] = openIn === null ? [] : [partlyRead(openIn)];
  const used: string[] = [];
  for (const reference of items) {
    const kind: ObjectKind = textAt(reference, 'kind') === 'Secret' ? 'Secret' : 'ConfigMap';
    const name = textAt(reference, 'name') ?? '';
    const object = find(kind, name);
    const source = object?.values.get(textAt(reference, 'valuesKey') ?? 'values.yaml')?.source;
    const read = source === null || source === undefined ? null : readReference(reading, reference, source);
    // One that may be absent may as well be there, in the cluster.
    if (source) used.push(source.file);
    if (read === null) gaps.push(notHere(kind, name));
    else if ('path' in read) changes.push({ ...read, after: values.length });
    else values.push(read);
  }
  return { values, changes, gaps, used, names };
}

function readReference(
  reading: FileReading,
  reference: YamlNode,
  source: SourceText,
): HelmValues | Change | null {
  const target = textAt(reference, 'targetPath');
  if (target === null || target === '') return readChartValues(reading, source);
  const value = quotedScalar(reading, source, textAt(reference, 'literal') === 'true');
  return value === null ? null : { path: setPath(target), value };
}
