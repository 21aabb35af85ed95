import { folderOf } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isTerraformJson } from '../../text/terraform-path.ts';
import { blocksIn, type HclAttribute } from '../terraform/hcl.ts';
import { jsonBlocksIn } from '../terraform/json.ts';
import { chartNamed, namedFiles, partlyRead, type Release } from './release.ts';

/**
 * The releases that Terraform installs (`helm_release`), with the files of values that they name. What they set besides is
 * not read, so that each of them is known in part alone.
 */
export async function terraformReleases(
  reading: FileReading,
  paths: readonly string[],
): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for (const path of paths) {
    const text = (await reading.text(path)) ?? '';
    for (const { type, labels, attributes } of isTerraformJson(path) ? jsonBlocksIn(text) : blocksIn(text)) {
      const isRelease = type === 'resource' && labels[0] === 'helm_release';
      const release = isRelease ? await releaseOf(reading, path, text, attributes) : null;
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

/** null: it names no file of values that is here, or a chart of others. */
async function releaseOf(
  reading: FileReading,
  path: string,
  text: string,
  attributes: readonly HclAttribute[],
): Promise<Release | null> {
  const valueOf = (key: string) => attributes.find((attribute) => attribute.key === key)?.value;
  const textOf = (key: string) => {
    const value = valueOf(key);
    return value?.kind === 'text' ? value.text : null;
  };
  // A module's own folder, or that in which Terraform runs.
  const folders = [...new Set([folderOf(path), ''])];
  // What Terraform works out has a `$`, by which it counts as not known.
  const name = textOf('chart') ?? '${chart}';
  const chart = await chartNamed(reading, folders, name, textOf('version'));
  if (chart === null) return null;
  const given = valueOf('values');
  const written = given === undefined ? '' : text.slice(given.range.start, given.range.end);
  // In JSON, quotes within a text are escaped.
  const files = filesIn(isTerraformJson(path) ? written.replaceAll('\\"', '"') : written);
  const { values, used, gaps } = await namedFiles(reading, chart, folders, files);
  const last = used.at(-1);
  if (last === undefined) return null;
  return {
    file: last,
    chart: chart.reference,
    values,
    changes: [],
    gaps: [...gaps, partlyRead(path)],
    used,
    isWhole: false,
  };
}

/** The files that an expression reads by `file` and its like, from where they are named. */
function filesIn(expression: string): readonly string[] {
  const calls = /\b(?:file|templatefile)\(\s*"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$\n]{1,500})"/g;
  return [...expression.matchAll(calls)].map(([, file = '']) => file);
}
