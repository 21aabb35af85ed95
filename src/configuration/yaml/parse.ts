import { parseAllDocuments, type Document, type YAMLError } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import type { SourceText } from '../text/source-text.ts';
import type { YamlEntry } from './nodes.ts';

/** How many nodes of one text are looked at: aliases may make a short text endless. */
const nodeBudget = 50_000;

/**
 * The parser calls itself for every bracket within a bracket, and Node ends the whole process where too many exhaust
 * the stack at a bad moment. No file that is meant seriously comes near this.
 */
const bracketLimit = 500;

/** A parsed YAML text. Whatever could be read is there, beside what is wrong with it. */
export interface YamlText {
  readonly source: SourceText;
  readonly documents: readonly Document[];
  readonly errors: readonly YamlFault[];
  /** Counts down with every node looked at. */
  readonly budget: { left: number };
  /** What was looked up already: the same anchors and maps are asked for again and again. */
  readonly targets: Map<object, unknown>;
  readonly entries: Map<object, readonly YamlEntry[]>;
}

export interface YamlFault {
  /** In the text that was parsed. */
  readonly range: TextRange;
  /** The parser's own name of it, such as `BAD_INDENT`. */
  readonly code: string;
}

/** Reads YAML as Kestra's and Compose's readers take it: the last of equal keys counts, `<<` merges. Never throws. */
export function parseYaml(source: SourceText): YamlText {
  const rest = { source, budget: { left: nodeBudget }, targets: new Map(), entries: new Map() };
  try {
    if (bracketDepth(source.text) > bracketLimit) return { ...rest, documents: [], errors: [tooDeep] };
    const parsed = parseAllDocuments(source.text, {
      merge: true,
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
      version: '1.2',
    });
    const documents = Array.isArray(parsed) ? parsed : [];
    return { ...rest, documents, errors: documents.flatMap((document) => document.errors.map(fault)) };
  } catch {
    // Thousands of levels of another kind exhaust the parser's stack.
    return { ...rest, documents: [], errors: [tooDeep] };
  }
}

const tooDeep: YamlFault = { range: { start: 0, end: 1 }, code: 'TOO_DEEP' };

/** The most brackets that are open at once, whether they are YAML's or stand in a text. */
function bracketDepth(text: string): number {
  let open = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

function fault(error: YAMLError): YamlFault {
  const [start, end] = error.pos;
  return { range: { start, end: Math.max(start, end) }, code: error.code };
}
