import { serverCandidate, type Candidate, type Source } from '../candidate.ts';
import { objectsFor } from '../kubernetes/manifests.ts';
import { listAt, namesIn, type FindObject } from '../kubernetes/objects.ts';
import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isKustomization } from '../kubernetes/kustomizations.ts';
import { entriesOf, entryOf, isMapNode, type YamlNode } from '../yaml/nodes.ts';
import { argoReleases } from './argo.ts';
import { commandReleases } from './commands.ts';
import { fluxReleases } from './flux.ts';
import { helmfileReleases } from './helmfile.ts';
import { kustomizeReleases } from './kustomize.ts';
import { checkChart, checkLevel } from './mistakes.ts';
import { isVariant, laidOver, maybeLaidOver, startTheSame, type ReadRelease } from './overlays.ts';
import { findChartValues } from './recognise.ts';
import { chartAround, isOthersChart, mergedValues, valuesAt, type Release } from './release.ts';
import { helmKind, type HelmMark } from './search.ts';
import { serversOf } from './server.ts';
import { skaffoldReleases } from './skaffold.ts';
import { terraformReleases } from './terraform.ts';

/** Every server that the values of Kestra's charts start: of each release that is named here, then of files by themselves. */
export const helmValues: Source = async (reading) => {
  const used = new Set<string>();
  const bases: ReadRelease[] = [];
  for (const release of await namedReleases(reading)) {
    for (const path of release.used) used.add(path);
    bases.push(await readRelease(reading, release));
  }
  const alone: ReadRelease[] = [];
  for (const path of pathsWith(reading, 'values').filter((each) => !used.has(each))) {
    const release = await ownRelease(reading, path);
    if (release !== null) alone.push(await readRelease(reading, release));
  }
  const known = [...bases, ...alone].filter(({ charts }) => charts.length > 0);
  const files = known.map(({ release }) => release.file);
  const overlays = alone.filter((each) => each.charts.length === 0 || isVariant(each, files));
  for (const each of alone) if (!overlays.includes(each)) bases.push(each);
  const found = bases.flatMap(({ candidates }) => candidates);
  // A file that is laid over another need not say itself whose it is.
  for (const { release } of overlays) {
    const over = laidOver(release, bases) ?? { release: maybeLaidOver(release, bases), base: null };
    const candidates = over.release === null ? [] : (await readRelease(reading, over.release)).candidates;
    // What changes nothing here is no configuration of its own.
    if (!startTheSame(candidates, over.base?.candidates ?? [])) {
      for (const each of candidates) found.push(each);
    }
  }
  return found;
};

/** The releases that something of the folder installs. */
async function namedReleases(reading: FileReading): Promise<readonly Release[]> {
  const found: Release[] = [];
  for (const [mark, releasesIn] of installers) {
    for (const each of await releasesIn(reading, pathsWith(reading, mark))) found.push(each);
  }
  return found;
}

const installers: readonly (readonly [
  HelmMark,
  (reading: FileReading, paths: readonly string[]) => Promise<readonly Release[]>,
])[] = [
  ['flux', fluxReleases],
  ['argo', argoReleases],
  ['kustomize', kustomizeReleases],
  ['helmfile', helmfileReleases],
  ['skaffold', skaffoldReleases],
  ['commands', commandReleases],
  ['terraform', terraformReleases],
];

function pathsWith(reading: FileReading, mark: HelmMark): readonly string[] {
  return reading.found(helmKind).flatMap(({ path, marks }) => (marks.includes(mark) ? [path] : []));
}

async function readRelease(reading: FileReading, release: Release): Promise<ReadRelease> {
  const { root, isRefused } = mergedValues(release);
  if (root === null) return { release, charts: [], candidates: [] };
  const candidates: Candidate[] = [];
  const charts = findChartValues(root, release.chart);
  const { report } = reading;
  for (const { path } of release.chart?.places ?? []) if (path.length > 0) checkLevel(root, path, report);
  for (const { refused } of charts.length === 0 ? [] : release.values) {
    if (refused !== null)
      report({ code: 'helm-refused', severity: 'error', ...refused, data: { reason: 'yaml' } });
  }
  for (const values of charts) {
    checkChart(values, release.isWhole, report);
    const servers = serversOf(reading, values, {
      file: release.file,
      gaps: release.gaps,
      partial: isRefused || release.gaps.length > 0 || release.values.some(({ faulty }) => faulty),
      isOverlay: release.isOverlay === true,
      isWhole: release.isWhole,
      find: await finderIn(reading, release.file, values.root),
    });
    for (const server of servers) candidates.push(await serverCandidate(reading, server));
  }
  return { release, charts, candidates };
}

/** Finds the objects that the values have themselves, then those of the folder. */
function finderIn(reading: FileReading, file: string, values: YamlNode): Promise<FindObject> {
  const extra = entryOf(values, 'extraManifests')?.value;
  const manifests =
    extra !== undefined && isMapNode(extra)
      ? entriesOf(extra).map(({ value }) => value)
      : listAt(values, 'extraManifests');
  return objectsFor(reading, { file, namespace: null }, namesIn(values), manifests);
}

/** A file of values by itself, over those of the chart in whose folder it is; null: it holds none. */
async function ownRelease(reading: FileReading, path: string): Promise<Release | null> {
  const own = await valuesAt(reading, path);
  if (own === null || isManifest(own.root) || isKustomization(path)) return null;
  const chart = await chartAround(reading, path);
  if (chart === null && (await isOthersChart(reading, folderOf(path)))) {
    if (findChartValues(own.root, null).length > 0) reading.leaveOut({ file: path, why: 'kind' });
    return null;
  }
  const under = chart === null || chart.values === path ? null : await valuesAt(reading, chart.values);
  return {
    file: path,
    chart: chart?.reference ?? null,
    values: under === null ? [own] : [{ ...under, isOfChart: true }, own],
    changes: [],
    gaps: [],
    used: [path],
    isWhole: false,
  };
}

/** Whether it is an object of a cluster, of which others read what it holds. */
function isManifest(root: YamlNode): boolean {
  return entryOf(root, 'apiVersion') !== null && entryOf(root, 'kind') !== null;
}
