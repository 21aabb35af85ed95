import { parseAllDocuments, type Document, type YAMLError } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import type { SourceText } from '../text/source-text.ts';

/** How many nodes of one text are looked at: aliases may make a short text endless. */
const nodeBudget = 50_000;

/** A parsed YAML text. Whatever could be read is there, beside what is wrong with it. */
export interface YamlText {
  readonly source: SourceText;
  readonly documents: readonly Document[];
  readonly errors: readonly YamlFault[];
  /** Counts down with every node looked at. */
  readonly budget: { left: number };
}

export interface YamlFault {
  /** In the text that was parsed. */
  readonly range: TextRange;
  /** The parser's own name of it, such as `BAD_INDENT`. */
  readonly code: string;
}

/** Reads YAML as Kestra's and Compose's readers take it: the last of equal keys counts, `<<` merges. Never throws. */
export function parseYaml(source: SourceText): YamlText {
  const budget = { left: nodeBudget };
  try {
    const parsed = parseAllDocuments(source.text, {
      merge: true,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
      version: '1.2',
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    return { source, documents, errors: documents.flatMap((document) => document.errors.map(fault)), budget };
  } catch {
    // Thousands of nested brackets exhaust the parser's stack.
    const range = { start: 0, end: Math.min(1, source.text.length) };
    return { source, documents: [], errors: [{ range, code: 'TOO_DEEP' }], budget };
  }
}

function fault(error: YAMLError): YamlFault {
  const [start, end] = error.pos;
  return { range: { start, end: Math.max(start, end) }, code: error.code };
}
