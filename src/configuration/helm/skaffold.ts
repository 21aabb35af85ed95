import { listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isTemplateText } from '../settings.ts';
import { entriesOf, entryOf, scalarOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import { isGiven } from './mistakes.ts';
import {
  chartNamed,
  installedRelease,
  namedFiles,
  partlyRead,
  textsAt,
  type Change,
  type Release,
} from './release.ts';
import { scalarFrom } from './scalar.ts';
import { rootsAt, setPath, type FileRoot } from './values.ts';

/** The releases of Skaffold's files: `deploy.helm.releases`, and `manifests.helm.releases` of newer ones. */
export async function skaffoldReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const { file, root } of await rootsAt(reading, paths)) {
    // A profile may change any of them, and nobody says here which is active.
    const isOpen = isGivenAt(root, 'profiles');
    for (const part of ['deploy', 'manifests']) {
      const helm = nodeAtPath(root, part, 'helm');
      for (const entry of helm === null ? [] : listAt(helm, 'releases')) {
        const release = await releaseOf(reading, { file, root: entry }, isOpen);
        if (release !== null) releases.push(release);
      }
    }
  }
  return releases;
}

/** null: a chart of others. */
async function releaseOf(
  reading: FileReading,
  { file, root }: FileRoot,
  isOpen: boolean,
): Promise<Release | null> {
  const folders = [...new Set([folderOf(file), ''])];
  const chart = await chartNamed(reading, folders, chartOf(root), textAt(root, 'version'));
  if (chart === null) return null;
  const files = textsAt(root, 'valuesFiles');
  const known = files.filter((path) => path !== null);
  const { values, used, gaps } = await namedFiles(reading, chart, folders, known);
  const changes = changesIn(reading, root);
  const isUnseen =
    isOpen ||
    known.length < files.length ||
    changes.includes(null) ||
    elsewhere.some((key) => isGivenAt(root, key));
  return installedRelease(
    {
      file: used.at(-1) ?? file,
      chart: chart.reference,
      values,
      changes: changes.filter((change) => change !== null),
      gaps: isUnseen ? [...gaps, partlyRead(file)] : gaps,
      used: [...used, file],
    },
    root,
  );
}

/** A chart of a repository, or a folder, written so that it is taken for one; empty: not told. */
function chartOf(root: YamlNode): string {
  const remote = textAt(root, 'remoteChart');
  const path = textAt(root, 'chartPath');
  if (remote !== null || path === null) return remote ?? '';
  return /^[./]/.test(path) ? path : `./${path}`;
}

/** Keys that give a release more than is read here: values that Skaffold makes when it runs, or reads from other files. */
const elsewhere = ['setValueTemplates', 'setFiles', 'overrides', 'useHelmSecrets'];

function isGivenAt(map: YamlNode, key: string): boolean {
  const value = entryOf(map, key)?.value;
  return value !== undefined && isGiven(value);
}

/** What `setValues` sets, each as Helm's `--set`; null: not known here. */
function changesIn(reading: FileReading, root: YamlNode): readonly (Change | null)[] {
  const value = entryOf(root, 'setValues')?.value;
  if (value === undefined || !isGiven(value)) return [];
  const entries = entriesOf(value);
  return entries.length === 0 ? [null] : entries.map((entry) => changeOf(reading, entry.key, entry.value));
}

function changeOf(reading: FileReading, key: string, value: YamlNode): Change | null {
  const text = scalarOf(value)?.text ?? null;
  const source = scalarSource(value);
  // Commas, braces and the like are signs of Helm's own there.
  if (text === null || source === null || isTemplateText(text) || /[,{}\\]/.test(key + text)) return null;
  const made = scalarFrom(reading, source, false);
  return made === null ? null : { path: setPath(key), value: made };
}
