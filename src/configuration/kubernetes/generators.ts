import { folderOf, pathFrom } from '../paths.ts';
import type { FileReading } from '../reading.ts';
import { isTemplateText } from '../settings.ts';
import { buildFrom, originAt, placeInFile, wholeFile, type SourceText } from '../text/source-text.ts';
import { entryOf, scalarSource, type YamlNode } from '../yaml/nodes.ts';
import { itemsAt, listAt, textAt, type ClusterObject, type ObjectKind, type ObjectValue } from './objects.ts';

const generators: readonly (readonly [string, ObjectKind])[] = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
];

/** The ConfigMaps and Secrets that a Kustomization (`roots` of `path`) makes, under the names by which others refer to them. */
export async function generatedObjects(
  reading: FileReading,
  path: string,
  roots: readonly YamlNode[],
): Promise<readonly ClusterObject[]> {
  const found: ClusterObject[] = [];
  for (const root of roots) {
    for (const [key, kind] of generators) {
      for (const generator of listAt(root, key)) {
        const name = textAt(generator, 'name');
        if (name === null || name === '' || isTemplateText(name)) continue;
        found.push({ kind, name, ...(await valuesOf(reading, folderOf(path), generator)) });
      }
    }
  }
  return found;
}

/** What a generator puts into its object; its files are looked for from `folder`. */
export async function generatedValues(
  reading: FileReading,
  folder: string,
  generator: YamlNode,
): Promise<ClusterObject['values']> {
  return (await valuesOf(reading, folder, generator)).values;
}

async function valuesOf(
  reading: FileReading,
  folder: string,
  generator: YamlNode,
): Promise<Pick<ClusterObject, 'values' | 'isOpen'>> {
  const values = new Map<string, ObjectValue>();
  const lists = ['envs', 'files', 'literals'].map((key) => itemsAt(generator, key));
  const [envs, files, literals] = lists.map(({ items }) => items);
  let isOpen = lists.some(({ openIn }) => openIn !== null);
  // Kustomize of old has one file under another key.
  const single = entryOf(generator, 'env')?.value;
  for (const item of [...(single === undefined ? [] : [single]), ...(envs ?? [])]) {
    const source = scalarSource(item);
    isOpen ||= source === null;
    if (source === null) continue;
    const file = await reading.nameOf(pathFrom(folder, source.text));
    const lines = await reading.text(file);
    if (lines === null) isOpen = true;
    else for (const [name, value] of linesOf(wholeFile(file, lines))) values.set(name, value);
  }
  for (const item of files ?? []) {
    const source = scalarSource(item);
    isOpen ||= source === null;
    if (source === null) continue;
    const [, key, path = source.text] = /^([^=]+)=(.*)$/.exec(source.text) ?? [];
    const file = await reading.nameOf(pathFrom(folder, path));
    const text = await reading.text(file);
    const whole = text === null ? null : wholeFile(file, text);
    const origin = whole === null ? placeOf(item) : originAt(whole, { start: 0, end: 0 });
    values.set(key ?? path.slice(path.lastIndexOf('/') + 1), { source: whole, origin });
  }
  for (const item of literals ?? []) {
    const source = scalarSource(item);
    const literal = source === null ? null : literalIn(source);
    isOpen ||= literal === null;
    if (literal !== null) values.set(literal.name, { source: literal.value, origin: placeOf(item) });
  }
  return isOpen ? { values, isOpen } : { values };
}

function placeOf({ yaml: { source }, range }: YamlNode): ObjectValue['origin'] {
  return originAt(source, placeInFile(source, range));
}

/** `NAME=value`, quotes around the value taken away (Kustomize: ParseLiteralSource). */
function literalIn(source: SourceText): { readonly name: string; readonly value: SourceText } | null {
  const equals = source.text.indexOf('=');
  if (equals < 1) return null;
  const isQuoted = /^(["'])[\s\S]*\1$/.test(source.text.slice(equals + 1)) && source.text.length > equals + 2;
  const value = buildFrom(source);
  value.copy(equals + (isQuoted ? 2 : 1), source.text.length - (isQuoted ? 1 : 0));
  return { name: source.text.slice(0, equals), value: value.build() };
}

/** The lines of an env file, whose quotes and blanks are kept, but those before a name. A name without a value is taken from the shell that builds. */
function linesOf(source: SourceText): readonly (readonly [string, ObjectValue])[] {
  const found: (readonly [string, ObjectValue])[] = [];
  for (const match of source.text.matchAll(/^[ \t]*([^#\s=][^=\r\n]*)(?:=([^\r\n]*))?$/gm)) {
    const [line, name = '', value] = match;
    const end = match.index + line.length;
    const start = end - (value?.length ?? 0);
    const range = { start: value === undefined ? match.index : start, end };
    const text = buildFrom(source);
    text.copy(start, end);
    found.push([
      name,
      { source: value === undefined ? null : text.build(), origin: originAt(source, range) },
    ]);
  }
  return found;
}
