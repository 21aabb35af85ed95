import type { FileReading } from '../reading.ts';
import { isWhole } from '../syntax.ts';
import { wholeFile } from '../text/source-text.ts';
import {
  entriesOf,
  isListNode,
  isMapNode,
  itemsOf,
  rootsOf,
  scalarOf,
  type YamlNode,
} from '../yaml/nodes.ts';
import { parseYaml } from '../yaml/parse.ts';
import { referencesIn } from './environment.ts';
import { isNothing, listAt, nodeAtPath, textAt } from './objects.ts';

/** What a patch may take away of what a server has for its environment. */
export type Loss =
  /** A variable, or a key of an object that makes one. */
  | { readonly of: 'variable'; readonly name: string }
  /** Any of its own variables. */
  | { readonly of: 'env' }
  /** What it has by `envFrom`, but for the objects that the patch names too. */
  | { readonly of: 'envFrom'; readonly kept: ReadonlySet<string> }
  /** All keys of an object but these. */
  | { readonly of: 'object'; readonly name: string; readonly kept: ReadonlySet<string> }
  | { readonly of: 'all' };

/** A text of a patch: whom it is for by its `target`; null: by what it says itself, or by no name. */
export interface PatchText {
  readonly file: string;
  readonly text: string;
  readonly target: string | null;
}

/**
 * What a patch takes away, for those who are called one of `names`: by Kubernetes' strategic merge (`$patch`, `null`, and
 * `envFrom`, whose items are not merged), or by operations of RFC 6902 on paths.
 */
export function lossesBy(
  reading: FileReading,
  { file, text, target }: PatchText,
  names: ReadonlySet<string>,
): readonly Loss[] {
  if (target !== null && !mayBeCalled(target, names)) return [];
  if (!mayTakeAway.test(text)) return [];
  const yaml = parseYaml(wholeFile(file, text), reading.budget);
  // A template of one may be made into anything.
  if (!isWhole(yaml)) return [{ of: 'all' }];
  return rootsOf(yaml).flatMap((root) => {
    const metadata = target === null ? nodeAtPath(root, 'metadata') : null;
    const name = metadata === null ? null : textAt(metadata, 'name');
    return name !== null && !mayBeCalled(name, names) ? [] : lossesAt(reading, root, '', names);
  });
}

const mayTakeAway = /\$patch|\bnull\b|~|\benvFrom\b|\bop["']?\s*:|:[ \t]*$|:\s*[,}]/m;

/** Names have prefixes by then, and a target is a pattern. */
function mayBeCalled(name: string, names: ReadonlySet<string>): boolean {
  if (!/^[\w-]+$/.test(name)) return true;
  return [...names].some((own) => own.includes(name) || name.includes(own));
}

/** The keys below which a server's environment stands, and patches inside of what runs Kustomize. */
const ways: ReadonlySet<string> = new Set([
  ...['spec', 'template', 'containers', 'env', 'envFrom', 'data', 'stringData', 'items'],
  ...['source', 'sources', 'kustomize', 'patches', 'patchesStrategicMerge', 'patchesJson6902'],
]);

/** `key`: under which the node stands, be it as an item of a list; empty: none. */
function lossesAt(
  reading: FileReading,
  node: YamlNode,
  key: string,
  names: ReadonlySet<string>,
): readonly Loss[] {
  if (isListNode(node)) {
    return itemsOf(node).flatMap((item) => {
      const operation = textAt(item, 'op');
      return operation === null ? lossesAt(reading, item, key, names) : lossesOf(item, operation);
    });
  }
  if (!isMapNode(node)) return [];
  const entries = entriesOf(node);
  const directive = textAt(node, '$patch');
  const own = directive === 'delete' || directive === 'replace' ? lossOfDirective(node, key, directive) : [];
  return [
    ...own,
    ...entries.flatMap((entry): readonly Loss[] => {
      const written = scalarOf(entry.value)?.text;
      if (entry.key === 'patch' && written !== undefined) {
        const target = textAt(nodeAtPath(node, 'target') ?? node, 'name');
        const file = entry.value.yaml.source.file;
        return lossesBy(reading, { file, text: written, target }, names);
      }
      if (isNothing(entry.value)) {
        if (key === 'data' || key === 'stringData') return [{ of: 'variable', name: entry.key }];
        return key === 'env' ? [] : lossOfWhole(entry.key);
      }
      if (!ways.has(entry.key)) return [];
      const replaced: readonly Loss[] =
        entry.key === 'envFrom' && isListNode(entry.value)
          ? [{ of: 'envFrom', kept: objectsIn(itemsOf(entry.value)) }]
          : [];
      return [...replaced, ...lossesAt(reading, entry.value, entry.key, names)];
    }),
  ];
}

function objectsIn(items: readonly YamlNode[]): ReadonlySet<string> {
  return new Set(referencesIn({ items, openIn: null }).references.map(({ name }) => name));
}

/** What `$patch` in a map takes away (Kubernetes: strategic merge). */
function lossOfDirective(node: YamlNode, key: string, directive: 'delete' | 'replace'): readonly Loss[] {
  if (key === 'env' && directive === 'delete') return [{ of: 'variable', name: textAt(node, 'name') ?? '' }];
  return lossOfWhole(key);
}

/** What goes where all that stands at a key goes. */
function lossOfWhole(key: string): readonly Loss[] {
  if (key === 'env') return [{ of: 'env' }];
  if (key === 'envFrom') return [{ of: 'envFrom', kept: new Set() }];
  return key === '' || ways.has(key) ? [{ of: 'all' }] : [];
}

const pod = /^(?:spec(?:\/template(?:\/spec)?)?(?:\/containers(?:\/\d+)?)?)?$/;

/** What an operation takes away: one that adds in the place of what is there, too (RFC 6902, 4.1). */
function lossesOf(item: YamlNode, operation: string): readonly Loss[] {
  if (operation === 'test') return [];
  const path = textAt(item, operation === 'move' ? 'from' : 'path');
  if (path === null) return [{ of: 'all' }];
  const steps = path.split('/').slice(1);
  const adds = operation === 'add' || operation === 'copy';
  if (pod.test(steps.join('/'))) return adds && /\/\d+$/.test(path) ? [] : [{ of: 'all' }];
  const [first = ''] = steps;
  if (first === 'data' || first === 'stringData') {
    const [, key] = steps;
    if (key === undefined) return [{ of: 'all' }];
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return operation === 'remove' || operation === 'move' ? [{ of: 'variable', name }] : [];
  }
  const at = steps.findIndex((step) => step === 'env' || step === 'envFrom');
  if (first !== 'spec' || at === -1 || steps.includes('initContainers')) return [];
  const [index, field] = steps.slice(at + 1);
  if (index !== undefined && adds && (field === undefined || index === '-')) return [];
  if (steps[at] === 'env') {
    // Another value in the place of one is one, too.
    return field === undefined || field === 'name' ? [{ of: 'env' }] : [];
  }
  const isGiven = index === undefined && operation !== 'remove';
  return [{ of: 'envFrom', kept: isGiven ? objectsIn(listAt(item, 'value')) : new Set() }];
}
