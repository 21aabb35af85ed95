import type { Node } from 'jsonc-parser';
import type { Origin } from '../../ports/origin.ts';
import type { TextRange } from '../../ports/text.ts';
import { relaxedName } from '../names.ts';
import { isTemplateText, type Setting, type SettingValue } from '../settings.ts';
import { originAt, originsOf, type SourceText } from '../text/source-text.ts';

/** One key of a JSON object with its value. */
export interface JsonProperty {
  readonly key: string;
  readonly keyRange: TextRange;
  readonly value: Node | null;
}

const depthLimit = 40;

/** The properties of an object, in the order of the text; none of anything else. */
export function propertiesOf(node: Node): readonly JsonProperty[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    const name: unknown = key?.value;
    if (key === undefined || typeof name !== 'string') return [];
    return [{ key: name, keyRange: contentOf(key), value: value ?? null }];
  });
}

/** Every key below an object, as a YAML file's settings are read: dotted keys are taken apart. */
export function jsonSettings(root: Node, source: SourceText, depth = 0): readonly Setting[] {
  if (depth > depthLimit) return [];
  return propertiesOf(root).flatMap(({ key, keyRange, value }) => {
    const path = key.split('.');
    const keyPlaces = path.map(() => keyRange);
    if (value?.type === 'object' && (value.children ?? []).length > 0) {
      return jsonSettings(value, source, depth + 1).map((setting) => ({
        ...setting,
        path: [...path, ...setting.path],
        names: [...path.map(relaxedName), ...setting.names],
        keyPlaces: [...keyPlaces, ...setting.keyPlaces],
      }));
    }
    const valuePlace = value === null ? keyRange : contentOf(value);
    return [
      {
        path,
        names: path.map(relaxedName),
        value: jsonSettingValue(value, source, originAt(source, valuePlace)),
        origins: originsOf(source, valuePlace),
        source,
        keyPlaces,
        valuePlace,
      },
    ];
  });
}

/** A string's range is what stands between its quotes. */
export function contentOf({ type, offset, length }: Node): TextRange {
  const quote = type === 'string' && length >= 2 ? 1 : 0;
  return { start: offset + quote, end: offset + length - quote };
}

function jsonSettingValue(node: Node | null, { text: written }: SourceText, own: Origin): SettingValue {
  // Without its closing quote a string goes on to the end of its line.
  if (node?.type === 'string' && !isClosed(written.slice(node.offset, node.offset + node.length))) {
    return { kind: 'template', stretches: [] };
  }
  if (node?.type === 'array') {
    const texts = (node.children ?? []).flatMap((child) => jsonScalar(child) ?? []);
    if (texts.length < (node.children ?? []).length) return { kind: 'template', stretches: [], list: true };
    return texts.length === 0 ? { kind: 'empty' } : { ...textValue(texts.join(','), own), list: true };
  }
  const text = node === null ? null : jsonScalar(node);
  if (text === null) return { kind: 'empty' };
  return isTemplateText(text)
    ? { kind: 'template', stretches: [{ text, way: [own] }] }
    : textValue(text, own);
}

function textValue(text: string, own: Origin): Extract<SettingValue, { readonly kind: 'text' }> {
  return { kind: 'text', text, stretches: [{ text, way: [own] }] };
}

/** Whether a string ends with a quote that is no escaped one. */
function isClosed(written: string): boolean {
  return /^"(?:[^"\\]|\\.)*"$/s.test(written);
}

/** A text, a number or a truth value as text; null: something else. */
export function jsonScalar(node: Node): string | null {
  const value: unknown = node.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
