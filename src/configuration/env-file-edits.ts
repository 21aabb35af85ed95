import type { TextEdit } from '../ports/text.ts';
import { createBudget, readingLimits } from './budget.ts';
import { keyIndent, lineBreakOf } from './checks/fixes.ts';
import { isWhole } from './syntax.ts';
import { wholeFile, type SourceText } from './text/source-text.ts';
import {
  entriesOf,
  entryOf,
  isFlowCollection,
  isListNode,
  isMapNode,
  itemsOf,
  rootsOf,
  scalarOf,
  styleOf,
  tagOf,
  type YamlEntry,
} from './yaml/nodes.ts';
import { parseYaml } from './yaml/parse.ts';

/**
 * The edits of a compose file that let a service load an env file besides those that it loads; null where the text has not
 * exactly one such service with an image of its own, or where its keys are not written there in the usual way. `path` is as
 * the compose file has it. It comes first in a list: what other files set stays as it is.
 */
export function loadingEdits(text: string, service: string, path: string): readonly TextEdit[] | null {
  if (!isPlainPath.test(path)) return null;
  const yaml = parseYaml(
    wholeFile('', text),
    createBudget(() => undefined, readingLimits),
  );
  const { source } = yaml;
  const found = rootsOf(yaml).flatMap((root) => {
    const services = entryOf(root, 'services');
    if (services === null) return [];
    return entriesOf(services.value)
      .filter(({ key }) => key === service)
      .map((entry) => ({ entry, isUsual: isPlain(source, services) && isPlain(source, entry) }));
  });
  const [only] = found;
  if (only === undefined || found.length > 1 || !only.isUsual || !isWhole(yaml)) return null;
  const { value: own } = only.entry;
  if (!isMapNode(own) || isFlowCollection(own)) return null;
  const keys = entriesOf(own);
  const loaded = keys.filter(({ key }) => key === 'env_file');
  const [envFile] = loaded;
  if (envFile === undefined) {
    const image = keys.findLast(({ key }) => key === 'image');
    return image === undefined ? null : lineBehind(source, image, `env_file: ${path}`);
  }
  if (loaded.length > 1 || !isPlain(source, envFile)) return null;
  return isListNode(envFile.value) ? firstItem(source, envFile, path) : intoList(source, envFile, path);
}

/** A path that means itself in YAML, wherever it stands there without quotes. */
const isPlainPath = /^(?=.*[./][A-Za-z_])[\w./][\w./-]*$/;

/** Whether an entry and its value are written here, and nothing else has a part in them: no anchor, alias, merge or tag. */
function isPlain(source: SourceText, { keyRange, merged, value }: YamlEntry): boolean {
  if (merged || tagOf(value) !== null || value.range.start <= keyRange.end) return false;
  const between = source.text.slice(keyRange.end, value.range.start);
  return /^:(?:[ \t]+|(?:[ \t]*(?:#[^\r\n]*)?\r?\n)+[ \t]*)$/.test(between);
}

/** A further line behind that of a key whose value ends its line, a comment aside. */
function lineBehind(source: SourceText, entry: YamlEntry, line: string): readonly TextEdit[] | null {
  const { keyRange, value } = entry;
  const indent = keyIndent(source, keyRange);
  if (!isPlain(source, entry) || indent === null || !isOneLine(source, keyRange.end, value.range.end))
    return null;
  const rest = /^(?:[ \t]+#[^\r\n]*|[ \t]*)(?=[\r\n]|$)/.exec(source.text.slice(value.range.end))?.[0];
  if (rest === undefined) return null;
  const at = value.range.end + rest.length;
  return [{ range: { start: at, end: at }, text: `${lineBreakOf(source)}${indent}${line}` }];
}

/** A list of one becomes one of two. */
function intoList(
  source: SourceText,
  { keyRange, value }: YamlEntry,
  path: string,
): readonly TextEdit[] | null {
  const indent = keyIndent(source, keyRange);
  const style = styleOf(value);
  if (indent === null || style === null || style === 'literal' || style === 'folded') return null;
  if (!isOneLine(source, keyRange.end, value.range.end)) return null;
  // Beside nothing: to Compose an item of a list is a text.
  if (style === 'plain' && /^(?:~|null)?$/i.test(scalarOf(value)?.text ?? '')) return null;
  const item = `${lineBreakOf(source)}${indent}  - `;
  return [{ range: { start: keyRange.end, end: value.range.start }, text: `:${item}${path}${item}` }];
}

function firstItem(source: SourceText, { value }: YamlEntry, path: string): readonly TextEdit[] | null {
  const [first] = itemsOf(value);
  if (first === undefined || first.range.start < value.range.start) return null;
  const before = source.text.slice(0, first.range.start);
  const at = { start: first.range.start, end: first.range.start };
  if (isFlowCollection(value)) {
    return /\[\s*$/.test(before) ? [{ range: at, text: `${path}, ` }] : null;
  }
  const indent = /(?:^|[\r\n])( *)- +$/.exec(before)?.[1];
  return indent === undefined ? null : [{ range: at, text: `${path}${lineBreakOf(source)}${indent}- ` }];
}

function isOneLine({ text }: SourceText, start: number, end: number): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}
