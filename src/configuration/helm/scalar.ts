import type { FileReading } from '../reading.ts';
import { buildFrom, type SourceText } from '../text/source-text.ts';
import { madeScalar, rootsOf, type YamlNode } from '../yaml/nodes.ts';
import { parseHelm } from './values.ts';

/**
 * A value as `--set` takes it: whole numbers, true, false and null are what they say unless `isText`, all else is a text
 * (Helm: strvals).
 */
export function scalarFrom(reading: FileReading, source: SourceText, isText: boolean): YamlNode | null {
  const [root] = rootsOf(parseHelm(reading, { ...source, text: '""' }));
  if (root === undefined) return null;
  const isWord = /^(?:true|false|null|0|[-+]?[1-9]\d*)$/i.test(source.text);
  return madeScalar({ ...root.yaml, source }, root.document, isText || !isWord);
}

/** The same, where quotes around the whole make it a text, and are taken away (Flux: `targetPath`). */
export function quotedScalar(reading: FileReading, source: SourceText, isText: boolean): YamlNode | null {
  const { text } = source;
  if (isText || text.length < 2 || !/^(["'])[\s\S]*\1$/.test(text))
    return scalarFrom(reading, source, isText);
  const inner = buildFrom(source);
  inner.copy(1, text.length - 1);
  return scalarFrom(reading, inner.build(), true);
}
