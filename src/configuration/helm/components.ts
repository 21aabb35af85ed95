import { referencesIn, type ObjectReference } from '../kubernetes/environment.ts';
import { listAt, nodeAtPath, textAt } from '../kubernetes/objects.ts';
import {
  entriesOf,
  entryOf,
  isListNode,
  itemsOf,
  scalarOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/nodes.ts';
import type { ChartForm } from './recognise.ts';

/** A deployment that a chart of Kestra's makes: one of its components, or a group of workers. */
export interface Component {
  readonly name: string;
  /** Where the values name it; null: the chart's default alone does. */
  readonly entry: YamlEntry | null;
  /** The entries of its environment, in the order in which the container has them. */
  readonly environment: () => readonly YamlNode[];
  /** How many those are. */
  readonly variables: number;
  readonly references: readonly ObjectReference[];
  /** The words of its command that the values give. */
  readonly words: readonly string[];
}

const standalone = 'standalone';

/**
 * What a chart starts: `standalone` unless it is switched off, and whatever is switched on. Where these values switch all
 * of it off, others switch something on, of which what is common to all is known.
 */
export function componentsOf(values: YamlNode, form: ChartForm): readonly Component[] {
  const groups = form === '1.x' ? 'workerGroups' : 'workerGroup';
  const named = ['deployments', groups].flatMap((key) => {
    const map = nodeAtPath(values, key);
    return map === null ? [] : entriesOf(map);
  });
  const entries = [...new Map(named.map((entry) => [entry.key, entry])).values()];
  const isNamed = entries.some(({ key }) => key === standalone);
  const started = entries.filter((entry) => isEnabled(entry));
  const components = started.map((entry) => componentOf(values, form, entry));
  if (!isNamed) return [componentOf(values, form, null), ...components];
  return components.length > 0 ? components : [componentOf(values, form, null)];
}

function isEnabled({ key, value }: YamlEntry): boolean {
  const enabled = entryOf(value, 'enabled')?.value;
  const scalar = enabled === undefined ? null : scalarOf(enabled);
  if (enabled === undefined || scalar === null) return key === standalone;
  return (scalar.plain ? enabled.yaml.readPlain(scalar.text) : scalar.text) === 'true';
}

function componentOf(values: YamlNode, form: ChartForm, entry: YamlEntry | null): Component {
  const common = nodeAtPath(values, 'common');
  const own = entry?.value ?? null;
  const shared = form === '1.x' ? common : values;
  const sharedItems = shared === null ? [] : listAt(shared, 'extraEnv');
  const ownList = own === null ? null : nodeAtPath(own, 'extraEnv');
  const ownItems = ownList === null || !isListNode(ownList) ? [] : itemsOf(ownList);
  const replaces = form === '0.x' && ownItems.length > 0;
  const from = [common, own].flatMap((map) => (map === null ? [] : listAt(map, 'extraEnvFrom')));
  return {
    name: entry?.key ?? standalone,
    entry,
    environment: () => (replaces ? ownItems : [...sharedItems, ...ownItems]),
    variables: ownItems.length + (replaces ? 0 : sharedItems.length),
    references: form === '1.x' ? referencesIn(from) : [],
    words: own === null ? [] : wordsOf(own),
  };
}

function wordsOf(component: YamlNode): readonly string[] {
  const command = textAt(component, 'command') ?? '';
  const given = listAt(component, 'extraArgs').map((item) => scalarOf(item)?.text ?? '');
  return [command, ...given].flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
}
