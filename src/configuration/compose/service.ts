import type { Origin } from '../../ports/origin.ts';
import { originAt, placeInFile, type SourceText } from '../text/source-text.ts';
import { stretchesOf } from '../text/stretches.ts';
import { isWhole, reportSyntax } from '../syntax.ts';
import type { DefinitionsGap } from '../types.ts';
import { variablesByName, type Variable } from '../variables.ts';
import type { FileReading } from '../reading.ts';
import { entryOf, scalarSource, type YamlEntry } from '../yaml/nodes.ts';
import { configurationsOf } from './command.ts';
import { notRead, readComposeFile, servicesOf, type ComposeFile } from './compose-file.ts';
import { environmentOf, type ServiceEnvironment, type ServiceValue } from './environment.ts';
import { interpolate } from './interpolate.ts';
import { layersOf, type ServiceLayer } from './layers.ts';

/** A compose service that runs Kestra. */
export interface KestraService {
  readonly file: string;
  readonly name: string;
  /** Its name in the compose file. */
  readonly origin: Origin;
  /** All that its container's environment holds, in order: of one name the last counts. */
  readonly variables: readonly Variable[];
  /** Env files that it loads, whether they are there or not. */
  readonly envFiles: readonly string[];
  readonly gaps: readonly DefinitionsGap[];
  /** The text of `KESTRA_CONFIGURATION` with Compose's placeholders filled. */
  readonly configuration: SourceText | null;
  /**
   * What is mounted where the container reads its configuration: files of the folder, and texts of the compose file
   * itself (`content:` in its `configs:`), placeholders filled; later ones win.
   */
  readonly configurations: readonly (string | SourceText)[];
  /** Whether it reads a configuration that is out of sight. */
  readonly partial: boolean;
  /** The version in the tag of its image, such as `2.0.1`; null where the tag tells none. */
  readonly version: string | null;
}

const configurationVariable = 'KESTRA_CONFIGURATION';

/**
 * The Kestra services of one compose file, in the order of the text. `names` are services known to be Kestra's from a
 * file that this one may be laid over with `-f`: an overlay need not repeat the image.
 */
export async function kestraServicesOf(
  reading: FileReading,
  path: string,
  names: ReadonlySet<string>,
): Promise<readonly KestraService[]> {
  const file = await readComposeFile(reading, path);
  if (file === null) return [];
  const found: KestraService[] = [];
  for (const entry of servicesOf(file)) {
    const service = await readService(reading, file, entry, names);
    if (service !== null) found.push(service);
  }
  // A fault may hide the service itself.
  reportSyntax(file.yaml, reading.report);
  return found;
}

async function readService(
  reading: FileReading,
  file: ComposeFile,
  entry: YamlEntry,
  names: ReadonlySet<string>,
): Promise<KestraService | null> {
  const { layers, files, gaps } = await layersOf(reading, file, entry);
  const environment = await environmentOf(reading, layers);
  const configuration = environment.values.findLast(({ name }) => name === configurationVariable) ?? null;
  if (configuration === null && !names.has(entry.key) && !runsKestra(layers)) return null;
  const variables = [...environment.fromFiles, ...environment.values.map(toVariable)];
  const named = configurationsOf(layers, files, variablesByName(variables));
  return {
    file: file.path,
    name: entry.key,
    origin: originAt(file.yaml.source, placeInFile(file.yaml.source, entry.keyRange)),
    variables,
    envFiles: environment.envFiles,
    gaps: once([
      ...files.flatMap((read) => gapsOf(reading, read)),
      ...gaps,
      ...environment.gaps,
      ...named.gaps,
    ]),
    configuration: configuration?.value ?? null,
    configurations: await Promise.all(
      named.found.map(async (each) => (typeof each === 'string' ? await reading.nameOf(each) : each)),
    ),
    partial: named.gaps.length > 0 || isOutOfSight(configuration, environment),
    version: versionIn(imageOf(layers) ?? ''),
  };
}

function once(gaps: readonly DefinitionsGap[]): readonly DefinitionsGap[] {
  return [...new Map(gaps.map((gap) => [`${gap.reason} ${gap.detail}`, gap])).values()];
}

/** What a file that the service is put together from leaves out of sight; its fault is told. */
function gapsOf(reading: FileReading, file: ComposeFile): readonly DefinitionsGap[] {
  if (isWhole(file.yaml)) return file.gaps;
  reportSyntax(file.yaml, reading.report);
  return [notRead(file.path), ...file.gaps];
}

/** A configuration that a shell or an env file gives whole. */
function isOutOfSight(configuration: ServiceValue | null, environment: ServiceEnvironment): boolean {
  if (configuration !== null) return /^\s*\$\{\w+\}\s*$/.test(configuration.value.text);
  return environment.fromFiles.some(({ name }) => name === configurationVariable);
}

function toVariable({ name, value, missing, origins }: ServiceValue): Variable {
  const [own] = origins;
  const stretches = own === undefined ? [] : stretchesOf(value, own);
  return { name, text: value.text, stretches, missing, origins };
}

/** The image that a service runs, with Compose's placeholders filled. */
function imageOf(layers: readonly ServiceLayer[]): string | undefined {
  return layers
    .flatMap(({ file, service }) => {
      const entry = entryOf(service, 'image');
      const source = entry === null ? null : scalarSource(entry.value);
      return source === null ? [] : [interpolate(source, file).source.text];
    })
    .at(-1);
}

/** Of `kestra/kestra:v2.0.1-full` it is `2.0.1`; null for `latest`, a digest and the like. */
function versionIn(image: string): string | null {
  const [tagged = ''] = image.split('@');
  return /:v?(\d+(?:\.\d+)*)(?:-[\w.-]+)?$/.exec(tagged)?.[1] ?? null;
}

/** Kestra's own images, by whatever registry, also the Enterprise ones. */
function runsKestra(layers: readonly ServiceLayer[]): boolean {
  const image = imageOf(layers);
  return image !== undefined && /(?:^|\/)(?:kestra\/kestra[^/]*|kestra-ee(?:[:@][^/]*)?)$/.test(image);
}
