import { isKestraImage } from '../image.ts';
import { nodeAtPath, textAt } from '../kubernetes/objects.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  isMapNode,
  itemsOf,
  madeMap,
  scalarOf,
  spend,
  type YamlNode,
} from '../yaml/nodes.ts';
import type { ChartPlace, ChartReference } from './chart.ts';

/** Kestra's charts have two forms: that of 0.x, and that of 1.x. */
export type ChartForm = '0.x' | '1.x';

/** The values of one of Kestra's charts inside a text of values. */
export interface ChartValues {
  readonly root: YamlNode;
  readonly path: readonly string[];
  readonly form: ChartForm;
}

/**
 * Finds the values of Kestra's charts. `chart` says where they stand; where it is not known (null), what they hold must be
 * Kestra's own: other charts have such keys too.
 */
export function findChartValues(root: YamlNode, chart: ChartReference | null): readonly ChartValues[] {
  if (chart === null) return searchChartValues(root);
  return chart.places.flatMap((place) => {
    if (!isOn(root, place)) return [];
    const own = nodeAtPath(root, ...place.path);
    if (own === null && place.hasDefaults) {
      return [{ root: madeMap(root, []), path: place.path, form: formOf(root, place.version ?? '1') }];
    }
    if (own === null || !isMapNode(own)) return [];
    return [{ root: own, path: place.path, form: formOf(own, place.version) }];
  });
}

/** Whether the conditions of a dependency leave it on (Helm: processDependencyConditions). */
function isOn(root: YamlNode, { conditions }: ChartPlace): boolean {
  for (const condition of conditions) {
    const value = nodeAtPath(root, ...condition);
    const scalar = value === null ? null : scalarOf(value);
    if (value === null || scalar === null) continue;
    const text = scalar.plain ? value.yaml.readPlain(scalar.text) : null;
    if (text === 'true' || text === 'false') return text === 'true';
  }
  return true;
}

/** A dependency's name or alias, and the starter's level below it. */
const levels = 2;

function searchChartValues(root: YamlNode): readonly ChartValues[] {
  let maps: readonly { readonly root: YamlNode; readonly path: readonly string[] }[] = [{ root, path: [] }];
  for (let level = 0; level <= levels; level += 1) {
    const found = maps.filter((map) => isKestras(map.root));
    if (found.length > 0) return found.map((map) => ({ ...map, form: formOf(map.root, null) }));
    maps = maps.flatMap((map) =>
      entriesOf(map.root).flatMap(({ key, value }) =>
        isMapNode(value) && !serverKeys.has(key) && spend(value.yaml)
          ? [{ root: value, path: [...map.path, key] }]
          : [],
      ),
    );
  }
  return [];
}

/** Below these no further chart's values stand, but Kestra's own configuration. */
const serverKeys = new Set(['configurations', 'configuration', 'common', 'deployments', 'spec', 'data']);

/** Whether values hold something that is Kestra's alone. */
function isKestras(values: YamlNode): boolean {
  const image = nodeAtPath(values, 'image');
  const images = image === null ? [] : [textAt(image, 'repository'), textAt(image, 'image')];
  // The operator's values say where a server is, and start none.
  if (images.some((name) => name !== null && /(?:^|\/)kestra-operator$/.test(name))) return false;
  const application = nodeAtPath(values, 'configurations', 'application');
  if (application !== null && isApplication(application)) return true;
  const configuration = nodeAtPath(values, 'configuration');
  if (configuration !== null && isApplication(configuration)) return true;
  const misplaced = nodeAtPath(values, 'configurations', 'kestra');
  if (misplaced !== null && isMapNode(misplaced)) return true;
  const keys = new Set(entriesOf(values).map(({ key }) => key));
  const hasOwnKey = ownKeys.some((key) => keys.has(key));
  if (!hasOwnKey) return false;
  if (images.some((name) => name !== null && isKestraImage(name))) return true;
  const configurations = nodeAtPath(values, 'configurations');
  const isList = (key: string) => {
    const list = configurations === null ? null : nodeAtPath(configurations, key);
    return list !== null && isListNode(list);
  };
  return (isList('configmaps') || isList('secrets')) && environmentLists(values).some(definesSecrets);
}

const ownKeys = [
  'configurations',
  'configuration',
  'common',
  'deployments',
  'extraEnv',
  'extraSecretEnvFrom',
];

/** Whether it is an application's configuration, as a map or as one text. */
function isApplication(node: YamlNode): boolean {
  const text = scalarOf(node)?.text;
  if (text !== undefined) return /^kestra\s*:/m.test(text);
  return entriesOf(node).some(({ key }) => key === 'kestra' || key.startsWith('kestra.'));
}

/** Every list of variables that a server of Kestra's chart may get. */
function environmentLists(values: YamlNode): readonly YamlNode[] {
  const components = ['deployments', 'workerGroups', 'workerGroup'].flatMap((key) => {
    const map = nodeAtPath(values, key);
    return map === null ? [] : entriesOf(map).map(({ value }) => value);
  });
  const common = nodeAtPath(values, 'common');
  return [values, ...(common === null ? [] : [common]), ...components].flatMap((map) => {
    const list = nodeAtPath(map, 'extraEnv');
    return list === null ? [] : [list];
  });
}

function definesSecrets(list: YamlNode): boolean {
  return definesAny(list, /^SECRET_/);
}

function definesAny(list: YamlNode, names: RegExp): boolean {
  return isListNode(list) && itemsOf(list).some((item) => names.test(textAt(item, 'name') ?? ''));
}

/** Whether values have keys of the chart's at the place where other values of it stand. */
export function isLaidOver(root: YamlNode, { path, form }: ChartValues): boolean {
  const own = nodeAtPath(root, ...path);
  if (own === null || !isMapNode(own)) return false;
  const keys = new Set(entriesOf(own).map(({ key }) => key));
  return (
    form === '1.x'
      ? ['configurations', 'common', 'deployments']
      : ['configuration', 'extraEnv', 'deployments']
  ).some((key) => keys.has(key));
}

/**
 * Whether values that are laid over those of Kestra's chart have something that is meant for a server of Kestra's. Where
 * nothing but the folder says that they belong together, they may as well be another chart's, with keys of the same names.
 */
export function isForKestra(root: YamlNode, { path }: ChartValues): boolean {
  const own = nodeAtPath(root, ...path);
  if (own === null || isOthersImage(own)) return false;
  const common = nodeAtPath(own, 'common');
  const configurations = nodeAtPath(own, 'configurations');
  const deployments = nodeAtPath(own, 'deployments');
  return (
    (configurations !== null && isMapNode(configurations)) ||
    (common !== null && entryOf(common, 'extraEnvFrom') !== null) ||
    (deployments !== null && entriesOf(deployments).some(({ key }) => componentNames.includes(key))) ||
    ['workerGroups', 'workerGroup', 'extraSecretEnvFrom'].some((key) => entryOf(own, key) !== null) ||
    environmentLists(own).some((list) => definesAny(list, /^(?:SECRET|KESTRA|MICRONAUT)_/))
  );
}

/** Whether values at the place of the chart's have a variable for a secret in one of its lists. */
export function givesSecrets(root: YamlNode, { path }: ChartValues): boolean {
  const own = nodeAtPath(root, ...path);
  return own !== null && environmentLists(own).some(definesSecrets);
}

const componentNames = ['standalone', 'webserver', 'executor', 'indexer', 'scheduler', 'worker'];

/** Whether the image is one that is not called after Kestra. */
function isOthersImage(values: YamlNode): boolean {
  const image = nodeAtPath(values, 'image');
  const name = image === null ? null : (scalarOf(image)?.text ?? textAt(image, 'repository'));
  return name !== null && name !== '' && !/kestra/i.test(name);
}

/** Which form of the chart reads these values: what its version says, else what they hold. */
function formOf(values: YamlNode, version: string | null): ChartForm {
  const keys = new Set(entriesOf(values).map(({ key }) => key));
  const [, major] = /^[~^>=v\s]*(\d+)\b/.exec(version ?? '') ?? [];
  const isOld = keys.has('configuration') && !keys.has('configurations');
  if (major === '0') return '0.x';
  // The first chart of that number still had the templates of 0.x.
  if (major !== undefined) return isOld && version === '1.0.0' ? '0.x' : '1.x';
  if (isOld) return '0.x';
  if (keys.has('configurations') || keys.has('common')) return '1.x';
  const hasOldKey = [
    'extraEnv',
    'extraSecretEnvFrom',
    'extraConfigMapEnvFrom',
    'secrets',
    'externalSecret',
  ].some((key) => keys.has(key));
  return hasOldKey ? '0.x' : '1.x';
}
