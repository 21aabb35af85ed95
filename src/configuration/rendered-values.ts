import type { TextRange } from '../ports/text.ts';
import { createBudget, limitsAtOnce, type Budget } from './budget.ts';
import { applicationProfile, isComposeFile } from './discovery.ts';
import { relaxedName } from './names.ts';
import { placeInFile, wholeFile, type SourceText } from './text/source-text.ts';
import {
  entriesOf,
  entryOf,
  isFlowCollection,
  isMapNode,
  itemsOf,
  rootsOf,
  scalarOf,
  scalarSource,
  spend,
  styleOf,
  type ScalarStyle,
  type YamlNode,
} from './yaml/nodes.ts';
import { parseYaml } from './yaml/parse.ts';

/**
 * A value of the server's configuration that Kestra renders when a flow runs, as it does the flow's own. Offsets are in
 * the file.
 */
export interface RenderedValue {
  readonly style: ScalarStyle;
  /** With its quotes, or with its block header. */
  readonly start: number;
  readonly end: number;
  /** `|` or `>` with its indicators, and where the lines begin; null for every other style. */
  readonly block: { readonly header: string; readonly contentStart: number } | null;
  readonly inFlowCollection: boolean;
}

/**
 * The values that Kestra renders of those in `application.yml` or in a Compose file's `KESTRA_CONFIGURATION`, in the
 * order of the text: what `kestra.policies.*.rules[].values` (Kestra 2) and `kestra.plugins.defaults[].values` (Kestra 1)
 * put into tasks. `version` is the server's, where it is known. Left out is what may not stand there as it is written.
 * Never throws.
 */
export function renderedValuesIn(
  path: string,
  text: string,
  version: string | null = null,
): readonly RenderedValue[] {
  const isCompose = isComposeFile(path);
  if (!isCompose && applicationProfile(path) === null) return [];
  const budget = createBudget(() => undefined, limitsAtOnce);
  const file = wholeFile(path, text);
  const sources = isCompose ? configurationsIn(file, budget) : [file];
  const found = new Map<number, RenderedValue>();
  for (const source of sources) {
    const yaml = parseYaml(source, budget);
    for (const root of rootsOf(yaml)) {
      for (const value of valuesOf(root, version).flatMap((each) => scalarsIn(each))) {
        found.set(value.start, value);
      }
    }
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** The text of each service's `KESTRA_CONFIGURATION`. */
function configurationsIn(file: SourceText, budget: Budget): readonly SourceText[] {
  const sources: SourceText[] = [];
  for (const root of rootsOf(parseYaml(file, budget))) {
    for (const { value: service } of entriesUnder(root, 'services')) {
      for (const { key, value } of entriesUnder(service, 'environment')) {
        // Folded or in quotes, its lines are not those of the file.
        const isConfiguration = key === 'KESTRA_CONFIGURATION' && styleOf(value) === 'literal';
        const source = isConfiguration ? scalarSource(value) : null;
        if (source !== null) sources.push(source);
      }
    }
  }
  return sources;
}

function entriesUnder(map: YamlNode, key: string): ReturnType<typeof entriesOf> {
  const entry = entryOf(map, key);
  return entry === null ? [] : entriesOf(entry.value);
}

/** Which major version of Kestra has which of them. */
const firstWithPolicies = 2;

function valuesOf(root: YamlNode, version: string | null): readonly YamlNode[] {
  const major = version === null ? Number.NaN : Number.parseInt(version, 10);
  const defaults = major >= firstWithPolicies ? [] : under(root, ['kestra', 'plugins', 'defaults']);
  const policies = major < firstWithPolicies ? [] : under(root, ['kestra', 'policies']);
  const rules = policies.flatMap(membersOf).flatMap((policy) => under(policy, ['rules']));
  return [...defaults, ...rules].flatMap(membersOf).flatMap((each) => under(each, ['values']));
}

/** What stands at a path of keys, however dots and nesting share it. */
function under(node: YamlNode, path: readonly string[]): readonly YamlNode[] {
  if (path.length === 0) return [node];
  return entriesOf(node).flatMap(({ key, value }) => {
    const names = key.split('.').map(relaxedName);
    return names.every((name, index) => name === path[index]) ? under(value, path.slice(names.length)) : [];
  });
}

/** The items of a list, or the values of a map. */
function membersOf(node: YamlNode): readonly YamlNode[] {
  return isMapNode(node) ? entriesOf(node).map(({ value }) => value) : itemsOf(node);
}

/** Collections in one another: more than any configuration has. */
const deepest = 40;

function scalarsIn(node: YamlNode, inFlowCollection = false, depth = 0): readonly RenderedValue[] {
  if (depth > deepest || !spend(node.yaml)) return [];
  const value = renderedValue(node, inFlowCollection);
  if (value !== null) return [value];
  return membersOf(node).flatMap((member) =>
    scalarsIn(member, inFlowCollection || isFlowCollection(node), depth + 1),
  );
}

/** The place of a scalar in the file; null where it is none, or may not stand there as it is written. */
function renderedValue(node: YamlNode, inFlowCollection: boolean): RenderedValue | null {
  const { source } = node.yaml;
  const style = styleOf(node);
  if (style === null || scalarOf(node)?.tagged !== false || !isVerbatim(source, node.range)) return null;
  const { start, end } = placeInFile(source, node.range);
  // What Compose fills in, and how it escapes, is not known here.
  if (source.pieces.length > 1 && source.fileText.slice(start, end).includes('$')) return null;
  if (style !== 'literal' && style !== 'folded') {
    return { style, start, end, block: null, inFlowCollection };
  }
  const lineEnd = source.fileText.indexOf('\n', start);
  const header = /^[|>][-+]?(?=\s)/.exec(source.fileText.slice(start))?.[0];
  if (header === undefined || lineEnd === -1 || lineEnd >= end) return null;
  return { style, start, end, block: { header, contentStart: lineEnd + 1 }, inFlowCollection };
}

/** Whether a stretch of a text stands in the file as it is, but for indents. */
function isVerbatim({ pieces, text }: SourceText, range: TextRange): boolean {
  return pieces
    .filter(({ start, end }) => start < range.end && end > range.start)
    .every(
      ({ start, end, exact, through }) =>
        through.length === 0 && (exact || text.slice(start, end).trim() === ''),
    );
}
