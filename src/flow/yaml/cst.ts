import { Parser, type CST } from 'yaml';
import { maskExpressionValues } from './expression-values.ts';

/**
 * Comes after the text: both quotes, so that one that is never closed ends where its lines are no longer indented,
 * and not with the file.
 */
const epilogue = '\n#"\'';

/** The concrete syntax of each document of a file, whatever state its text is in. Offsets are those of `text`. */
export function documentsOf(text: string): CST.Document[] {
  const documents: CST.Document[] = [];
  for (const token of new Parser().parse(maskExpressionValues(text) + epilogue)) {
    if (token.type === 'document') documents.push(token);
  }
  return documents;
}

/** The start of a block scalar's lines: after its header and the header's line break. */
export function blockContentStart(scalar: CST.BlockScalar): number {
  let end = scalar.offset;
  for (const prop of scalar.props)
    if ('source' in prop) end = Math.max(end, prop.offset + prop.source.length);
  return end;
}
