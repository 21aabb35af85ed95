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
import type { DefinitionsGap } from '../environment-definitions.ts';
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
  const objects = chartObjectsIn(roots);
  const releases: Release[] = [];
  for (const each of roots) {
    const spec = textAt(each.root, 'kind') === 'HelmRelease' ? nodeAtPath(each.root, 'spec') : null;
    const release = spec === null ? null : await releaseOf(reading, each, spec, objects);
    if (release !== null) releases.push(release);
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(
  reading: FileReading,
  { file, root }: FileRoot,
  spec: YamlNode,
  objects: readonly ChartObject[],
): Promise<Release | null> {
  const metadata = nodeAtPath(root, 'metadata');
  const namespace = metadata === null ? null : textAt(metadata, 'namespace');
  const { chart, files, folders } = await chartOf(reading, { file, namespace }, spec, objects);
  if (chart === null) return null;
  const named = await namedFiles(
    reading,
    chart,
    folders,
    files.filter((path) => path !== null),
  );
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

/** A chart as something of Flux's names it. */
interface FluxChart {
  /** null: a chart of others. */
  readonly chart: NamedChart | null;
  /** Its files of values; null: one that cannot be read. */
  readonly files: readonly (string | null)[];
  /** Those from which files are seen. */
  readonly folders: readonly string[];
}

/** An object of Flux's that stands for a chart. */
interface ChartObject {
  readonly kind: string;
  readonly name: string;
  /** null: not said, so that it may be any. */
  readonly namespace: string | null;
  readonly file: string;
  readonly spec: YamlNode;
}

function chartObjectsIn(roots: readonly FileRoot[]): readonly ChartObject[] {
  return roots.flatMap(({ file, root }) => {
    const kind = textAt(root, 'kind') ?? '';
    const spec = nodeAtPath(root, 'spec');
    const metadata = nodeAtPath(root, 'metadata');
    if (spec === null || metadata === null || !/^(?:OCIRepository|HelmChart)$/.test(kind)) return [];
    const name = textAt(metadata, 'name') ?? '';
    return [{ kind, name, namespace: textAt(metadata, 'namespace'), file, spec }];
  });
}

/** Where a HelmRelease stands. */
interface ReleasePlace {
  readonly file: string;
  readonly namespace: string | null;
}

/**
 * `chart.spec`, or `chartRef`, which names an object that has the address. With neither it is laid over a HelmRelease that is
 * named elsewhere.
 */
async function chartOf(
  reading: FileReading,
  place: ReleasePlace,
  spec: YamlNode,
  objects: readonly ChartObject[],
): Promise<FluxChart> {
  const { file } = place;
  const given = nodeAtPath(spec, 'chart', 'spec');
  if (given !== null) return chartAt(reading, file, given);
  const reference = nodeAtPath(spec, 'chartRef');
  if (reference === null) return chartUnseen(file, partlyRead(file));
  const kind = textAt(reference, 'kind') ?? '';
  const name = textAt(reference, 'name') ?? '';
  const namespace = textAt(reference, 'namespace') ?? place.namespace;
  const named = objects.filter((object) => object.kind === kind && object.name === name);
  const here = named.filter((object) => object.namespace === namespace);
  const others = named.filter((object) => object.namespace === null || namespace === null);
  const [found, ...rest] = await Promise.all(
    (here.length > 0 ? here : others).map((object) => chartOfObject(reading, object)),
  );
  // The same object in several environments may say something else in each.
  const isOne = rest.every((each) => JSON.stringify(each) === JSON.stringify(found));
  return found !== undefined && isOne
    ? found
    : chartUnseen(file, { reason: 'cluster', detail: `${kind} ${name}` });
}

function chartUnseen(file: string, gap: DefinitionsGap): FluxChart {
  return { chart: { ...noChart, gap }, files: [], folders: ['', folderOf(file)] };
}

async function chartOfObject(reading: FileReading, { kind, file, spec }: ChartObject): Promise<FluxChart> {
  if (kind === 'HelmChart') return chartAt(reading, file, spec);
  const ref = nodeAtPath(spec, 'ref');
  const version = ref === null ? null : (textAt(ref, 'semver') ?? textAt(ref, 'tag'));
  return {
    chart: chartPublished(textAt(spec, 'url') ?? '', version),
    files: [],
    folders: ['', folderOf(file)],
  };
}

/** What a HelmChart, or a release in the place of one, says: a chart of a repository of charts, or in a folder of Git's. */
async function chartAt(reading: FileReading, file: string, spec: YamlNode): Promise<FluxChart> {
  const folders = ['', folderOf(file)];
  const name = textAt(spec, 'chart') ?? '';
  const source = nodeAtPath(spec, 'sourceRef');
  const isFolder = source !== null && /^(?:GitRepository|Bucket)$/.test(textAt(source, 'kind') ?? '');
  const chart = isFolder
    ? await chartNamed(reading, folders, `./${name.replace(/^\.?\/+/, '')}`, null)
    : chartPublished(name, textAt(spec, 'version'));
  return { chart, files: textsAt(spec, 'valuesFiles'), folders };
}

function chartPublished(name: string, version: string | null): NamedChart | null {
  const reference = publishedChart(name, version);
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
  place: ReleasePlace,
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
