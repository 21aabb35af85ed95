import { Parser, type CST } from 'yaml';
import { maskExpressionValues, maskLine } from './expression-values.ts';

/**
 * Comes after the text: both quotes, so that one that is never closed ends where its lines are no longer indented,
 * and not with the file.
 */
const epilogue = '\n#"\'';

/** How many lines are taken out of a broken text before the rest is left as it is read. */
const mostRepairs = 8;

/**
 * The concrete syntax of each document of a file, whatever state its text is in. Offsets are those of `text`. Where
 * YAML would give up, it reads on as if the line at fault held a word; `scalarOf` sees that the file says otherwise.
 */
export function documentsOf(text: string): CST.Document[] {
  let source = maskExpressionValues(text);
  // Templates of other tools are often no YAML at all; only what can be a flow is worth reading again.
  const most = text.includes('namespace') ? mostRepairs : 0;
  for (let repairs = 0; ; repairs += 1) {
    const { documents, error } = parse(source + epilogue);
    const repaired = error === null || repairs === most ? null : maskLine(source, error);
    if (repaired === null) return documents;
    source = repaired;
  }
}

/** The documents, and where the first token stands that fits nowhere: all after it is lost to YAML. */
function parse(source: string): { documents: CST.Document[]; error: number | null } {
  const documents: CST.Document[] = [];
  let error: number | null = null;
  for (const token of new Parser().parse(source)) {
    if (token.type === 'document') documents.push(token);
    else if (token.type === 'error') error ??= token.offset;
  }
  return { documents, error };
}

/** The start of a block scalar's lines: after its header and the header's line break. */
export function blockContentStart(scalar: CST.BlockScalar): number {
  let end = scalar.offset;
  for (const prop of scalar.props)
    if ('source' in prop) end = Math.max(end, prop.offset + prop.source.length);
  return end;
}
