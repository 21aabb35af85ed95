import type { Origin } from '../../ports/origin.ts';
import { startOf, type BudgetPlace } from '../budget.ts';
import { reportRepeated } from '../checks/repeated-keys.ts';
import { reportOutOfSight } from '../compose/out-of-sight.ts';
import { isOpenSourceImage, versionIn } from '../image.ts';
import {
  containerEnvironment,
  objectVariable,
  type ObjectReference,
  type ObjectReferences,
} from '../kubernetes/environment.ts';
import {
  itemsAt,
  listAt,
  nodeAtPath,
  textAt,
  type FindObject,
  type ObjectKind,
} from '../kubernetes/objects.ts';
import type { FileReading } from '../reading.ts';
import { askedFiles, commandGap, elsewhere, filesInContainer, type MountedFile } from '../server-files.ts';
import { startsServer, tasksRunBy } from '../server-command.ts';
import type { KestraServer, ReadLayer, ReadSettings, TasksRun } from '../server.ts';
import { isTemplate, isTemplateText, settingsOf } from '../settings.ts';
import { originAt, placeInFile } from '../text/source-text.ts';
import type { DefinitionsGap } from '../environment-definitions.ts';
import { variablesByName, type Variable } from '../variables.ts';
import {
  entriesOf,
  isMapNode,
  scalarOf,
  scalarSource,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';
import { componentsOf, type Component } from './components.ts';
import type { ChartForm, ChartValues } from './recognise.ts';

/** Where the values of a chart come from. */
export interface ChartSource {
  /** The file by whose place its servers are compared with others. */
  readonly file: string;
  readonly gaps: readonly DefinitionsGap[];
  /** Whether some of the values are out of sight. */
  readonly partial: boolean;
  /** Whether they only change a release that is named elsewhere. */
  readonly isOverlay: boolean;
  /** Whether the chart gets no other values, so that what they leave out is its default. */
  readonly isWhole: boolean;
  readonly find: FindObject;
}

/** What a variable costs that a server gets, in nodes: its name, its value, and its places. */
const perVariable = 4;

/** The servers that a chart of Kestra's starts with these values. */
export function serversOf(
  reading: FileReading,
  values: ChartValues,
  source: ChartSource,
): readonly KestraServer[] {
  const { root, form } = values;
  const files = form === '1.x' ? filesOf1(reading, root, source.find) : filesOf0(reading, root, source.find);
  const servers: KestraServer[] = [];
  for (const component of componentsOf(root, form)) {
    const isLeft = reading.budget.spend('nodes', perVariable * (component.variables + 1), () =>
      startOf(source.file),
    );
    if (isLeft) servers.push(serverOf(values, source, files, component));
  }
  const [first] = servers;
  const unseen = files.mounted.filter(({ path, layer }) => layer === null && files.named.includes(path));
  // Every server has them.
  reportOutOfSight(
    first?.name ?? '',
    unseen.map(({ path, place }) => ({
      kind: 'file',
      name: path,
      place,
      gap: { reason: 'command', detail: path },
    })),
    reading.report,
  );
  return servers;
}

function placeOf({ yaml: { source }, range }: YamlNode): BudgetPlace {
  return { file: source.file, range: placeInFile(source, range) };
}

/** A file that the chart mounts into every server and names for it to read. */
interface ChartFile {
  readonly path: string;
  /** null: out of sight. */
  readonly layer: ReadLayer | null;
  /** Where the values name it. */
  readonly place: BudgetPlace | null;
}

interface ChartFiles {
  readonly mounted: readonly ChartFile[];
  /** What the chart names, in this order. */
  readonly named: readonly string[];
}

/** Kestra's chart 1.x: the application, then every ConfigMap, then every Secret, whatever their order in the values. */
function filesOf1(reading: FileReading, values: YamlNode, find: FindObject): ChartFiles {
  const application = nodeAtPath(values, 'configurations', 'application');
  const mounted: ChartFile[] = [
    { path: '/app/confs/_default.yml', layer: mapLayer(reading, application), place: null },
    ...namedFiles(values, 'configmaps', 'ConfigMap', '/app/confs/', find),
    ...namedFiles(values, 'secrets', 'Secret', '/app/secrets/', find),
  ];
  return { mounted, named: mounted.map(({ path }) => path) };
}

function namedFiles(
  values: YamlNode,
  list: string,
  kind: ObjectKind,
  folder: string,
  find: FindObject,
): readonly ChartFile[] {
  const configurations = nodeAtPath(values, 'configurations');
  return (configurations === null ? [] : listAt(configurations, list)).map((item) => {
    const key = textAt(item, 'key') ?? '';
    return {
      path: `${folder}${key}`,
      layer: objectLayer(find, kind, textAt(item, 'name') ?? '', key),
      place: placeOf(item),
    };
  });
}

const externalFile = '/app/secrets/external/application-secrets-external.yml';

/** Kestra's chart 0.x: `configuration`, `secrets`, then `externalSecret`; `configurationPath` replaces the list. */
function filesOf0(reading: FileReading, values: YamlNode, find: FindObject): ChartFiles {
  const mounted: ChartFile[] = [];
  const add = (key: string, path: string) => {
    const node = nodeAtPath(values, key);
    if (node !== null && !isEmpty(node)) mounted.push({ path, layer: mapLayer(reading, node), place: null });
  };
  add('configuration', '/app/confs/application.yml');
  add('secrets', '/app/secrets/application-secrets.yml');
  const external = nodeAtPath(values, 'externalSecret');
  const name = external === null ? null : textAt(external, 'secretName');
  if (external !== null && name !== null && name !== '') {
    const layer = objectLayer(find, 'Secret', name, textAt(external, 'key') ?? '');
    mounted.push({ path: externalFile, layer, place: placeOf(external) });
  }
  const own = textAt(values, 'configurationPath') ?? '';
  const named = own === '' ? mounted.map(({ path }) => path) : splitNames(own);
  return { mounted, named };
}

function isEmpty(node: YamlNode): boolean {
  const scalar = scalarOf(node);
  return scalar === null ? isMapNode(node) && entriesOf(node).length === 0 : scalar.text === '';
}

/** What a map of the values sets; a text in its place is no more than a text to Kestra. */
function mapLayer(reading: FileReading, node: YamlNode | null): ReadSettings {
  if (node === null || !isMapNode(node)) return { settings: [], faulty: false };
  if (isTemplate(node)) return { settings: [], faulty: true };
  const settings = settingsOf(node, (repeated) => reportRepeated(repeated, reading.report));
  return { settings, faulty: false };
}

function objectLayer(find: FindObject, kind: ObjectKind, name: string, key: string): ReadLayer | null {
  return find(kind, name)?.values.get(key)?.source ?? null;
}

const filesVariable = 'MICRONAUT_CONFIG_FILES';

function serverOf(
  { root, form }: ChartValues,
  { file, gaps, partial, isOverlay, isWhole, find }: ChartSource,
  { mounted, named }: ChartFiles,
  component: Component,
): KestraServer {
  const environment = containerEnvironment(
    component.environment(),
    referencesOf(root, form, component),
    find,
  );
  const options = form === '1.x' ? javaOptions(root, component) : null;
  const variables = options === null ? environment.variables : [options, ...environment.variables];
  const { configuration } = environment;
  const own = variables.findLast(({ name }) => name === filesVariable);
  // The chart of 0.x names its files behind all other variables.
  const chartNames = own === undefined || own.elsewhere === true || form === '0.x';
  const asked = askedFiles(component.words, undefined, variablesByName(variables));
  const read = configuration !== null ? [] : chartNames ? named : asked.named;
  const at = (path: string): MountedFile => {
    const found = mounted.findLast((each) => each.path === path);
    return found === undefined ? null : (found.layer ?? elsewhere);
  };
  const { below, above, open } = filesInContainer({ ...asked, named: read }, at);
  const missing = open.flatMap(({ path, isNamed }): DefinitionsGap[] =>
    isNamed && at(path) === null ? [{ reason: 'command', detail: path }] : [],
  );
  // A definition in the command is not repeated, for it holds the value.
  const isCommanded = commandGap(undefined, component.words) !== null;
  if (isCommanded) missing.push({ reason: 'command', detail: 'command' });
  const isUnseen = configuration === 'elsewhere' || isCommanded || (asked.isOpen && form !== '0.x');
  const tasks = tasksRunByComponent(component);
  return {
    file,
    name: component.name,
    origin: originOf(root, component),
    variables,
    envFiles: [],
    gaps: [...gaps, ...environment.gaps, ...missing],
    configuration: configuration === 'elsewhere' ? null : configuration,
    configurations: { below, above },
    partial: partial || open.length > 0 || isUnseen || mapKeys.some((key) => isTemplateAt(root, key)),
    ...(isOverlay ? { isOverlay } : {}),
    ...(tasks === null ? {} : { tasks }),
    ...imageOf(root, form, isWhole),
  };
}

/** The chart starts what the component is called, and a worker for each group of them. */
function tasksRunByComponent({ words, name, isGroup }: Component): TasksRun | null {
  if (startsServer(words)) return tasksRunBy(words);
  return isGroup ? 'of-group' : tasksRunBy(['server', name]);
}

/** What the chart gives Java, before all other variables; null: nothing. */
function javaOptions(values: YamlNode, { entry }: Component): Variable | null {
  const own = entry === null ? null : nodeAtPath(entry.value, 'jvm', 'extraOpts');
  const value = own ?? nodeAtPath(values, 'common', 'jvm', 'extraOpts');
  const source = value === null ? null : scalarSource(value);
  if (value === null || source === null) return null;
  const origin = originAt(value.yaml.source, placeInFile(value.yaml.source, value.range));
  return objectVariable('_JAVA_OPTIONS', { source, origin });
}

const mapKeys = ['configurations', 'configuration', 'common', 'deployments', 'workerGroups', 'workerGroup'];

/** Whether another tool puts a map in at a key. */
function isTemplateAt(values: YamlNode, key: string): boolean {
  const value = nodeAtPath(values, key);
  return value !== null && (isTemplate(value) || isTemplateText(scalarOf(value)?.text ?? ''));
}

function referencesOf(values: YamlNode, form: ChartForm, component: Component): ObjectReferences {
  if (form === '1.x') return component.references;
  const references: ObjectReference[] = [];
  let unreadIn: string | null = null;
  for (const [key, kind] of oldReferences) {
    const { items, openIn } = itemsAt(values, key);
    unreadIn ??= openIn;
    for (const item of items) {
      const name = textAt(item, 'name');
      if (name === null) unreadIn ??= item.yaml.source.file;
      else references.push({ kind, name, prefix: textAt(item, 'prefix') ?? '' });
    }
  }
  return { references, openIn: unreadIn };
}

const oldReferences: readonly (readonly [string, ObjectKind])[] = [
  ['extraConfigMapEnvFrom', 'ConfigMap'],
  ['extraSecretEnvFrom', 'Secret'],
];

function originOf(values: YamlNode, { entry }: Component): Origin {
  const found = entry ?? mainEntry(values);
  const source = found?.value.yaml.source ?? values.yaml.source;
  const range = found?.keyRange ?? { start: 0, end: 0 };
  return originAt(source, placeInFile(source, range));
}

/** The key of the values that says most of the server. */
function mainEntry(values: YamlNode): YamlEntry | null {
  const entries = entriesOf(values);
  const found = entries.find(({ key }) => key === 'configurations' || key === 'configuration');
  return found ?? entries[0] ?? null;
}

/** What the values say of the image. Without a tag its version is the chart's, which does not tell. */
function imageOf(
  values: YamlNode,
  form: ChartForm,
  isWhole: boolean,
): Pick<KestraServer, 'version' | 'isOpenSource'> {
  const image = nodeAtPath(values, 'image');
  const given = image === null ? null : textAt(image, form === '1.x' ? 'repository' : 'image');
  const name = given ?? defaultImage;
  const tag = image === null ? null : nodeAtPath(image, 'tag');
  const scalar = tag === null ? null : scalarOf(tag);
  const text =
    tag === null || scalar === null ? null : scalar.plain ? tag.yaml.readPlain(scalar.text) : scalar.text;
  return {
    version: text === null || text === '' ? null : versionIn(`${name}:${text}`),
    isOpenSource: (given !== null || isWhole) && isOpenSourceImage(name),
  };
}

const defaultImage = 'kestra/kestra';

function splitNames(list: string): readonly string[] {
  return list
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}
