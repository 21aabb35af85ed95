import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { wholeFile } from '../text/source-text.ts';
import { isMapNode, rootsOf, scalarOf, scalarSource, entryOf, type YamlNode } from '../yaml/nodes.ts';
import { publishedChart } from './chart.ts';
import { chartNamed, namedFiles, type Change, type NamedChart, type Release } from './release.ts';
import { scalarFrom } from './scalar.ts';
import { orderKeys, parseHelm, readChartValues, setPath, type HelmValues } from './values.ts';

/** What Argo CD installs with Helm: the Applications of the files, and what an ApplicationSet makes them from. */
export async function argoReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = await reading.text(path);
    for (const root of text === null ? [] : rootsOf(parseHelm(reading, wholeFile(path, text)))) {
      const spec = specOf(root);
      if (spec === null) continue;
      const single = nodeAtPath(spec, 'source');
      for (const source of [...(single === null ? [] : [single]), ...listAt(spec, 'sources')]) {
        const release = await releaseOf(reading, path, source);
        if (release !== null) releases.push(release);
      }
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
async function releaseOf(reading: FileReading, file: string, source: YamlNode): Promise<Release | null> {
  const helm = nodeAtPath(source, 'helm');
  const chart = await chartOf(reading, source, helm !== null);
  if (chart === null) return null;
  const files = (helm === null ? [] : listAt(helm, 'valueFiles')).flatMap(
    (item) => scalarOf(item)?.text ?? [],
  );
  // Paths of another source lead into a repository, which most often is this one.
  const written = files.map((each) => each.replace(/^\$[\w-]+\//, '/'));
  const named = await namedFiles(
    reading,
    chart,
    [`${textAt(source, 'path') ?? ''}/`, folderOf(file)].map((folder) => pathFrom('', folder)).map(asFolder),
    written.filter((each) => !each.startsWith('/')),
  );
  const rooted = await namedFiles(
    reading,
    { reference: null, values: null },
    [''],
    written.filter((each) => each.startsWith('/')).map((each) => each.slice(1)),
  );
  const own = helm === null ? null : inlineValues(reading, helm);
  const changes = (helm === null ? [] : listAt(helm, 'parameters')).map((item) => changeOf(reading, item));
  const isOpen = changes.includes(null) || (helm !== null && listAt(helm, 'fileParameters').length > 0);
  const gaps = [
    ...named.gaps,
    ...rooted.gaps,
    ...(isOpen ? [{ reason: 'file-not-read', detail: file } as const] : []),
  ];
  return {
    file,
    chart: chart.reference,
    values: [...named.values, ...rooted.values, ...(own === null ? [] : [own])],
    changes: changes.filter((change) => change !== null),
    gaps,
    partial: gaps.length > 0,
    used: [...named.used, ...rooted.used, file],
    isWhole: gaps.length === 0,
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

/** `valuesObject` replaces `values`, which is a text. */
function inlineValues(reading: FileReading, helm: YamlNode): HelmValues | null {
  const map = nodeAtPath(helm, 'valuesObject');
  if (map !== null && isMapNode(map)) return { root: orderKeys(map), faulty: false, refused: null };
  const text = entryOf(helm, 'values')?.value;
  const source = text === undefined ? null : scalarSource(text);
  return source === null ? null : readChartValues(reading, source);
}

function changeOf(reading: FileReading, parameter: YamlNode): Change | null {
  const name = textAt(parameter, 'name');
  const value = nodeAtPath(parameter, 'value');
  const source = value === null ? null : scalarSource(value);
  if (name === null || source === null) return null;
  const made = scalarFrom(reading, source, textAt(parameter, 'forceString') === 'true');
  return made === null ? null : { path: setPath(name), value: made };
}
