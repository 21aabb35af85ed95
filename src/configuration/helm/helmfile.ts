import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { wholeFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../types.ts';
import { isMapNode, rootsOf, scalarOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import { chartNamed, namedFiles, type Change, type NamedChart, type Release } from './release.ts';
import { scalarFrom } from './scalar.ts';
import { orderKeys, parseHelm, setPath, type HelmValues } from './values.ts';

/** The releases of helmfiles. */
export async function helmfileReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = await reading.text(path);
    for (const root of text === null ? [] : rootsOf(parseHelm(reading, wholeFile(path, text)))) {
      for (const entry of listAt(root, 'releases')) {
        const release = await releaseOf(reading, path, entry);
        if (release !== null) releases.push(release);
      }
    }
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(reading: FileReading, file: string, entry: YamlNode): Promise<Release | null> {
  const folder = folderOf(file);
  const chart = await chartNamed(reading, [folder], textAt(entry, 'chart') ?? '', textAt(entry, 'version'));
  if (chart === null) return null;
  const none: NamedChart = { reference: null, values: null };
  const first = await namedFiles(reading, chart, [folder], []);
  const values: HelmValues[] = [...first.values];
  const used = [...first.used];
  const gaps: DefinitionsGap[] = [];
  for (const item of listAt(entry, 'values')) {
    if (isMapNode(item)) {
      values.push({ root: orderKeys(item), faulty: false, refused: null });
      continue;
    }
    const found = await namedFiles(reading, none, [folder], [scalarOf(item)?.text ?? '']);
    values.push(...found.values);
    used.push(...found.used);
    gaps.push(...found.gaps);
  }
  const changes = listAt(entry, 'set').map((item) => changeOf(reading, item));
  // Secrets of helmfile are files that sops encrypts.
  const isOpen = changes.includes(null) || listAt(entry, 'secrets').length > 0;
  if (isOpen) gaps.push({ reason: 'file-not-read', detail: file });
  return {
    file: used.at(-1) ?? file,
    chart: chart.reference,
    values,
    changes: changes.filter((change) => change !== null),
    gaps,
    partial: gaps.length > 0,
    used: [...used, file],
    isWhole: gaps.length === 0,
  };
}

function changeOf(reading: FileReading, item: YamlNode): Change | null {
  const name = textAt(item, 'name');
  const value = nodeAtPath(item, 'value');
  const source = value === null ? null : scalarSource(value);
  const made = source === null ? null : scalarFrom(reading, source, false);
  return name === null || made === null ? null : { path: setPath(name), value: made };
}
