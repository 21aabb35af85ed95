import { referencesIn, type ObjectReferences } from '../kubernetes/environment.ts';
import { itemsAt, listAt, nodeAtPath, textAt, type ListItems } from '../kubernetes/objects.ts';
import { entriesOf, entryOf, scalarOf, type YamlEntry, type YamlNode } from '../yaml/nodes.ts';
import type { ChartForm } from './recognise.ts';

/** A deployment that a chart of Kestra's makes: one of its components, or a group of workers. */
export interface Component {
  readonly name: string;
  /** Whether it is a group of workers. */
  readonly isGroup: boolean;
  /** Where the values name it; null: the chart's default alone does. */
  readonly entry: YamlEntry | null;
  /** The entries of its environment, in the order in which the container has them. */
  readonly environment: () => ListItems;
  /** How many those are. */
  readonly variables: number;
  readonly references: ObjectReferences;
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
  const shared = findShared(values, form);
  const isNamed = entries.some(({ key }) => key === standalone);
  const started = entries.filter((entry) => isEnabled(entry));
  const workers = nodeAtPath(values, groups);
  const isGroup = ({ key }: YamlEntry) => workers !== null && entryOf(workers, key) !== null;
  const components = started.map((entry) => componentOf(shared, form, entry, isGroup(entry)));
  if (!isNamed) return [componentOf(shared, form, null), ...components];
  return components.length > 0 ? components : [componentOf(shared, form, null)];
}

function isEnabled({ key, value }: YamlEntry): boolean {
  const enabled = entryOf(value, 'enabled')?.value;
  const scalar = enabled === undefined ? null : scalarOf(enabled);
  if (enabled === undefined || scalar === null) return key === standalone;
  return (scalar.plain ? enabled.yaml.readPlain(scalar.text) : scalar.text) === 'true';
}

/** What all components of a chart have in common. */
interface Shared {
  readonly environment: ListItems;
  readonly references: ObjectReferences;
}

const noItems: ListItems = { items: [], openIn: null };
const noReferences: ObjectReferences = { references: [], openIn: null };

function findShared(values: YamlNode, form: ChartForm): Shared {
  if (form === '0.x') return { environment: itemsAt(values, 'extraEnv'), references: noReferences };
  const common = nodeAtPath(values, 'common');
  if (common === null) return { environment: noItems, references: noReferences };
  return {
    environment: itemsAt(common, 'extraEnv'),
    references: referencesIn(itemsAt(common, 'extraEnvFrom')),
  };
}

function componentOf(shared: Shared, form: ChartForm, entry: YamlEntry | null, isGroup = false): Component {
  const own = entry?.value ?? null;
  const ownItems = own === null ? noItems : itemsAt(own, 'extraEnv');
  const replaces = form === '0.x' && ownItems.items.length > 0;
  const from = own === null || form === '0.x' ? noReferences : referencesIn(itemsAt(own, 'extraEnvFrom'));
  const given = replaces ? [ownItems] : [shared.environment, ownItems];
  return {
    name: entry?.key ?? standalone,
    isGroup,
    entry,
    environment: () => ({ items: given.flatMap(({ items }) => items), openIn: openInAny(given) }),
    variables: given.reduce((sum, { items }) => sum + items.length, 0),
    references: {
      references: [...shared.references.references, ...from.references],
      openIn: openInAny([shared.references, from]),
    },
    words: own === null ? [] : wordsOf(own),
  };
}

function openInAny(parts: readonly Pick<ListItems, 'openIn'>[]): string | null {
  return parts.find(({ openIn }) => openIn !== null)?.openIn ?? null;
}

function wordsOf(component: YamlNode): readonly string[] {
  const command = textAt(component, 'command') ?? '';
  const given = listAt(component, 'extraArgs').map((item) => scalarOf(item)?.text ?? '');
  return [command, ...given].flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
}
