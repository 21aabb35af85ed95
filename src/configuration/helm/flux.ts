import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { notHere } from '../kubernetes/environment.ts';
import { objectsFor } from '../kubernetes/manifests.ts';
import { listAt, nodeAtPath, textAt, type ObjectKind } from '../kubernetes/objects.ts';
import { wholeFile, type SourceText } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import { isMapNode, rootsOf, scalarOf, type YamlNode } from '../yaml/nodes.ts';
import { publishedChart } from './chart.ts';
import { chartNamed, namedFiles, type Change, type NamedChart, type Release } from './release.ts';
import { quotedScalar } from './scalar.ts';
import { orderKeys, parseHelm, readChartValues, setPath, type HelmValues } from './values.ts';

/** What Flux installs: the HelmReleases of the files. */
export async function fluxReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = await reading.text(path);
    for (const root of text === null ? [] : rootsOf(parseHelm(reading, wholeFile(path, text)))) {
      const spec = textAt(root, 'kind') === 'HelmRelease' ? nodeAtPath(root, 'spec') : null;
      const release = spec === null ? null : await releaseOf(reading, path, root, spec);
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(
  reading: FileReading,
  file: string,
  root: YamlNode,
  spec: YamlNode,
): Promise<Release | null> {
  const chart = await chartOf(reading, file, spec);
  if (chart === null) return null;
  const chartSpec = nodeAtPath(spec, 'chart', 'spec');
  const files = chartSpec === null ? [] : textsAt(chartSpec, 'valuesFiles');
  const named = await namedFiles(reading, chart, ['', folderOf(file)], files);
  const metadata = nodeAtPath(root, 'metadata');
  const namespace = metadata === null ? null : textAt(metadata, 'namespace');
  const from = await valuesFrom(reading, { file, namespace }, listAt(spec, 'valuesFrom'));
  const own = nodeAtPath(spec, 'values');
  const gaps = [...named.gaps, ...from.gaps];
  return {
    file,
    chart: chart.reference,
    values: [
      ...named.values,
      ...from.values,
      ...(own === null || !isMapNode(own) ? [] : [{ root: orderKeys(own), faulty: false, refused: null }]),
    ],
    changes: from.changes,
    gaps,
    partial: gaps.length > 0,
    used: [...named.used, ...from.used, file],
    isWhole: gaps.length === 0,
  };
}

/** `chart.spec` of a repository of charts or of Git, or `chartRef`, which names an object that has the address. */
async function chartOf(reading: FileReading, file: string, spec: YamlNode): Promise<NamedChart | null> {
  const given = nodeAtPath(spec, 'chart', 'spec');
  if (given === null) return { reference: null, values: null };
  const name = textAt(given, 'chart') ?? '';
  const source = nodeAtPath(given, 'sourceRef');
  const isFolder = source !== null && /^(?:GitRepository|Bucket)$/.test(textAt(source, 'kind') ?? '');
  if (isFolder) return chartNamed(reading, ['', folderOf(file)], `./${name.replace(/^\.?\/+/, '')}`, null);
  const reference = publishedChart(name, textAt(given, 'version'));
  return reference === null ? null : { reference, values: null };
}

function textsAt(map: YamlNode, key: string): readonly string[] {
  return listAt(map, key).flatMap((item) => scalarOf(item)?.text ?? []);
}

interface ValuesFrom {
  readonly values: readonly HelmValues[];
  readonly changes: readonly Change[];
  readonly gaps: readonly DefinitionsGap[];
  /** The files in which they stand. */
  readonly used: readonly string[];
}

/** Values that stand in objects; with a `targetPath` they win over all others (Flux: ChartValuesFromReferences). */
async function valuesFrom(
  reading: FileReading,
  place: { readonly file: string; readonly namespace: string | null },
  references: readonly YamlNode[],
): Promise<ValuesFrom> {
  const names = new Set(references.flatMap((reference) => textAt(reference, 'name') ?? []));
  const find = await objectsFor(reading, place, names);
  const values: HelmValues[] = [];
  const changes: Change[] = [];
  const gaps: DefinitionsGap[] = [];
  const used: string[] = [];
  for (const reference of references) {
    const kind: ObjectKind = textAt(reference, 'kind') === 'Secret' ? 'Secret' : 'ConfigMap';
    const name = textAt(reference, 'name') ?? '';
    const source = find(kind, name)?.values.get(textAt(reference, 'valuesKey') ?? 'values.yaml')?.source;
    const read = source === null || source === undefined ? null : readReference(reading, reference, source);
    // One that may be absent may as well be there, in the cluster.
    if (source) used.push(source.file);
    if (read === null) gaps.push(notHere(kind, name));
    else if ('path' in read) changes.push(read);
    else values.push(read);
  }
  return { values, changes, gaps, used };
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
