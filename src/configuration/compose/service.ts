import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { isKestraImage, isOpenSourceImage, versionIn } from '../image.ts';
import { withoutSameGaps } from '../gaps.ts';
import { isRenamedServer, isServerByName, startsNoServer, tasksRunBy } from '../server-command.ts';
import { isWhole, reportSyntax } from '../syntax.ts';
import { originAt, placeInFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { variablesByName } from '../variables.ts';
import type { FileReading } from '../reading.ts';
import { entryOf, isListNode, itemsOf, scalarSource, writtenText } from '../yaml/nodes.ts';
import { commandWords, configurationsOf, type NamedLayer } from './command.ts';
import type { KestraServer, ReadLayer, ReadLayers } from '../server.ts';
import { notRead, servicesOf, type ComposeFile } from './compose-file.ts';
import {
  environmentOf,
  refusedValues,
  toVariable,
  type ServiceEnvironment,
  type ServiceValue,
} from './environment.ts';
import { interpolate, type Interpolated } from './interpolate.ts';
import { entriesAt, layersOf, type ServiceLayer } from './layers.ts';
import { filledText } from './mounts.ts';
import { reportOutOfSight, type OutOfSight } from './out-of-sight.ts';
import { filesOf, type ComposeProject } from './project.ts';
import { noteOthersFile } from '../environment/other-programs.ts';
import { reportRefusedFile, reportRefusedValues } from './refusals.ts';
import { reportUnreadMounts, type MountingService } from './unread-mounts.ts';

const configurationVariable = 'KESTRA_CONFIGURATION';

/** The Kestra services of a compose project, and the files that were read for them. */
export interface KestraServices {
  readonly services: readonly KestraServer[];
  readonly files: ReadonlySet<string>;
}

/**
 * The Kestra services that a project starts, in the order of the text; where a profile starts each of them, all.
 * `names` are services known to be Kestra's from a file that this one may be laid over with `-f`: an overlay need not repeat
 * the image.
 */
export async function kestraServicesOf(
  reading: FileReading,
  project: ComposeProject,
  names: ReadonlySet<string>,
): Promise<KestraServices> {
  const all = filesOf(project);
  const entries = new Map<string, ServiceEntry>();
  for (const file of all) {
    for (const { key, keyRange } of servicesOf(file)) {
      if (!entries.has(key)) entries.set(key, { name: key, origin: placeOfKey(file, keyRange) });
    }
  }
  const found: ReadService[] = [];
  const files = new Set(all);
  for (const entry of entries.values()) {
    const service = await readService(reading, project, entry, names, files);
    if (service !== null) found.push(service);
  }
  const refused = found.length === 0 ? [] : refusedValues(files);
  reportRefusedValues(reading, refused);
  // A fault may hide the service itself.
  for (const file of all) reportSyntax(file.yaml, reading.report);
  const started = found.filter(({ isStarted }) => isStarted);
  const read = new Set(found.flatMap(({ server }) => filesReadBy(server)));
  const services: KestraServer[] = [];
  for (const each of started.length > 0 ? started : found) {
    const { server } = each;
    services.push({
      ...server,
      gaps: withoutSameGaps([...server.gaps, ...refused.map(({ value }) => notRead(value.file))]),
      unread: await reportUnreadMounts(reading, each, read),
    });
  }
  return { services, files: new Set([...files].map(({ path }) => path)) };
}

interface ReadService extends MountingService {
  readonly isStarted: boolean;
}

function filesReadBy({ configurations: { below, above } }: KestraServer): readonly string[] {
  return [...below, ...above].filter((layer) => typeof layer === 'string');
}

interface ServiceEntry {
  readonly name: string;
  readonly origin: Origin;
}

function placeOfKey({ yaml: { source } }: ComposeFile, range: TextRange): Origin {
  return originAt(source, placeInFile(source, range));
}

/** Adds to `read` the files that were read for the service. null: it is not Kestra's, or taken back. */
async function readService(
  reading: FileReading,
  project: ComposeProject,
  { name, origin }: ServiceEntry,
  names: ReadonlySet<string>,
  read: Set<ComposeFile>,
): Promise<ReadService | null> {
  const { layers, files, gaps } = await layersOf(reading, project, name);
  if (layers.length === 0) return null;
  const environment = await environmentOf(reading, layers);
  const configuration = environment.values.findLast((value) => value.name === configurationVariable) ?? null;
  const given = [...environment.fromFiles, ...environment.values].map((each) => each.name);
  const isByWords = configuration !== null || runsKestra(layers, name, given);
  const isKestras = isByWords || isByName(layers, name, given);
  if (!isKestras && !names.has(name)) {
    if (!mayRunKestra(layers)) for (const path of environment.envFiles) noteOthersFile(reading, path);
    return null;
  }
  // Kestra's image starts no server by itself: where an overlay repeats it, the command stands below.
  const isOverlay =
    !isKestras ||
    lacksImage(layers) ||
    (names.has(name) && configuration === null && commandWords(layers).length === 0);
  for (const file of files) read.add(file);
  const folders = new Set(project.files.map(({ file }) => file.folder));
  for (const path of [...[...folders].map((folder) => `${folder}.env`), ...environment.envFiles]) {
    await reportRefusedFile(reading, path);
  }
  const variables = [...environment.fromFiles, ...environment.values.map(toVariable)];
  const named = configurationsOf(layers, files, variablesByName(variables));
  const isAbove = ({ by }: NamedLayer) => by === 'command' || by === 'default';
  const below = await layersHere(
    reading,
    named.layers.filter((layer) => !isAbove(layer)),
  );
  const above = await layersHere(reading, named.layers.filter(isAbove));
  const file = project.files[0]?.file.path ?? origin.file;
  const text = textOutOfSight(configuration, environment, file);
  const outOfSight = [
    ...named.outOfSight,
    ...below.absent,
    ...above.absent,
    ...(text === null ? [] : [text]),
  ];
  reportOutOfSight(name, outOfSight, reading.report);
  const tasks = isScaledToNone(layers) ? null : tasksRunBy(commandWords(layers));
  const server: KestraServer = {
    file,
    name,
    origin,
    variables,
    envFiles: environment.envFiles,
    takesEnvFiles: true,
    ...placeOf(layers),
    gaps: withoutSameGaps([
      ...files.flatMap((file) => gapsOf(reading, file)),
      ...gaps,
      ...environment.gaps,
      ...outOfSight.map(({ gap }) => gap),
      // What its Dockerfile sets is not read.
      ...entriesAt(layers, 'build').map(({ layer }) => notRead(layer.file.path)),
      // Nor the command that its image has.
      ...(isKestras && !isByWords ? [notRead(file)] : []),
    ]),
    configuration: configuration?.value ?? null,
    configurations: { below: below.layers, above: above.layers },
    partial: outOfSight.length > 0,
    ...(isOverlay ? { isOverlay: true } : {}),
    version: versionOf(imageOf(layers) ?? ''),
    isOpenSource: isOpenSource(layers),
    ...(tasks === null ? {} : { tasks }),
  };
  return { server, mounts: named.mounts, words: named.words, isStarted: isStarted(layers) };
}

function placeOf(layers: readonly ServiceLayer[]): Pick<KestraServer, 'writtenIn'> {
  const [only, ...others] = layers;
  if (only === undefined || others.length > 0) return {};
  return { writtenIn: { file: only.file.path, folder: only.file.folder } };
}

/** Whether no container of it is started, as of a service that others are made from. */
function isScaledToNone(layers: readonly ServiceLayer[]): boolean {
  const counts = [
    ...entriesAt(layers, 'scale'),
    ...entriesAt(layers, 'deploy').map(({ layer, value }) => ({
      layer,
      value: entryOf(value, 'replicas')?.value ?? null,
    })),
  ];
  const last = counts.findLast(({ value }) => value !== null);
  return last !== undefined && last.value !== null && filledText(last.layer, last.value) === '0';
}

/** Whether a service starts without a word of the command line: it has no profile, or one that `COMPOSE_PROFILES` names. */
function isStarted(layers: readonly ServiceLayer[]): boolean {
  const profiles = entriesAt(layers, 'profiles').flatMap(({ layer, value }) =>
    (isListNode(value) ? itemsOf(value) : []).map((item) => filledText(layer, item)),
  );
  const active = layers[0]?.file.project.get('COMPOSE_PROFILES')?.text.split(',') ?? [];
  return (
    profiles.length === 0 || profiles.some((profile) => active.includes(profile) || active.includes('*'))
  );
}

/** The layers under their one names, and those that the server does not start without and that are not here. */
async function layersHere(
  reading: FileReading,
  named: readonly NamedLayer[],
): Promise<{ readonly layers: ReadLayers; readonly absent: readonly OutOfSight[] }> {
  const layers: ReadLayer[] = [];
  const absent: OutOfSight[] = [];
  for (const { layer: found, place, isOptional } of named) {
    const layer = typeof found === 'string' ? await reading.nameOf(found) : found;
    const file = typeof layer === 'string' ? await reading.file(layer) : null;
    const isOutside = file?.state === 'refused' && file.reason === 'outside';
    if (file?.state !== 'absent' && !isOutside) layers.push(layer);
    // What is mounted from outside the folder may be there, whoever needs it.
    else if (typeof layer === 'string' && (isOutside || !isOptional))
      absent.push({
        kind: 'file',
        name: layer,
        place,
        gap: { reason: 'configuration-not-found', detail: layer },
      });
  }
  return { layers, absent };
}

/** What a file that the service is put together from leaves out of sight; its fault is told. */
function gapsOf(reading: FileReading, file: ComposeFile): readonly DefinitionsGap[] {
  if (isWhole(file.yaml)) return file.gaps;
  reportSyntax(file.yaml, reading.report);
  return [notRead(file.path), ...file.gaps];
}

/** A configuration that a shell or an env file gives whole; null: the service's own text is all there is. */
function textOutOfSight(
  configuration: ServiceValue | null,
  environment: ServiceEnvironment,
  file: string,
): OutOfSight | null {
  const variable = environment.fromFiles.findLast(({ name }) => name === configurationVariable);
  const [own] = configuration?.origins ?? variable?.origins ?? [];
  if (own === undefined) return null;
  const place = { file: own.file, range: own.range };
  const gap = { reason: 'configuration', detail: file } as const;
  if (configuration === null) return { kind: 'env-file', name: own.file, place, gap };
  const [, given] = /^\s*\$\{(\w+)\}\s*$/.exec(configuration.value.text) ?? [];
  const [open = given] = configuration.value.text.trim() === '' ? configuration.open : [];
  return open === undefined ? null : { kind: 'text', name: open, place, gap };
}

/** The image that a service runs, with Compose's placeholders filled. */
function imageOf(layers: readonly ServiceLayer[]): string | undefined {
  return imagesIn(layers).at(-1)?.source.text;
}

/** Whether it runs open-source Kestra for sure: nothing is built, and no `.env` that is not here may name another image. */
function isOpenSource(layers: readonly ServiceLayer[]): boolean {
  const image = imagesIn(layers).at(-1);
  const isBuilt = entriesAt(layers, 'build').length > 0;
  return image?.defaulted.length === 0 && !isBuilt && isOpenSourceImage(image.source.text);
}

/** Whether nothing says what runs, so that Compose takes it only over a file that does. */
function lacksImage(layers: readonly ServiceLayer[]): boolean {
  return ['image', 'build', 'extends'].every((key) => entriesAt(layers, key).length === 0);
}

/** Whether it may be Kestra under another name, by what it is built from, called or started with. */
function mayRunKestra(layers: readonly ServiceLayer[]): boolean {
  const words = ['image', 'build', 'entrypoint', 'command'].flatMap((key) => entriesAt(layers, key));
  return words.some(({ value }) => /kestra/i.test(writtenText(value)));
}

function imagesIn(layers: readonly ServiceLayer[]): readonly Interpolated[] {
  return entriesAt(layers, 'image').flatMap(({ layer, value }) => {
    const source = scalarSource(value);
    return source === null ? [] : [interpolate(source, layer.file)];
  });
}

/** The tag of another image is its own. */
function versionOf(image: string): string | null {
  return isKestraImage(image) ? versionIn(image) : null;
}

/** Whether it runs what its image starts, and is Kestra's by what it is called and given. */
function isByName(layers: readonly ServiceLayer[], name: string, given: readonly string[]): boolean {
  return !lacksImage(layers) && isServerByName(commandWords(layers), [name, imageOf(layers) ?? ''], given);
}

/** `given`: the names of its variables. */
function runsKestra(layers: readonly ServiceLayer[], name: string, given: readonly string[]): boolean {
  const image = imageOf(layers) ?? '';
  const words = commandWords(layers);
  return (isKestraImage(image) && !startsNoServer(words)) || isRenamedServer(words, [name, image], given);
}
