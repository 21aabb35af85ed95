import { parseAllDocuments, type Document, type YAMLError } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { withLineFeeds } from '../../text/line-feeds.ts';
import type { Budget } from '../budget.ts';
import { tooDeepYaml } from '../text/nesting.ts';
import type { SourceText } from '../text/source-text.ts';
import { readPlain } from './java-words.ts';
import type { YamlEntry } from './nodes.ts';

/** How many nodes of one text are looked at: aliases may make a short text endless. */
const nodeBudget = 50_000;

/** A parsed YAML text. Whatever could be read is there, beside what is wrong with it. */
export interface YamlText {
  readonly source: SourceText;
  readonly documents: readonly Document[];
  readonly errors: readonly YamlFault[];
  /** Counts down with every node looked at. */
  readonly budget: { left: number };
  /** Of the whole reading. */
  readonly reading: Budget;
  /** Where it is nested too deeply to be read at all, as an offset; else null. */
  readonly tooDeepAt: number | null;
  /** What was looked up already: the same anchors and maps are asked for again and again. */
  readonly targets: Map<object, unknown>;
  readonly entries: Map<object, readonly YamlEntry[]>;
  /** What a plain scalar of it is once it reaches Kestra; null: no value at all. */
  readonly readPlain: (text: string) => string | null;
}

export interface YamlFault {
  /** In the text that was parsed. */
  readonly range: TextRange;
  /** The parser's own name of it, such as `BAD_INDENT`. */
  readonly code: string;
}

/**
 * Reads YAML as Kestra's and Compose's readers take it: the last of equal keys counts, `<<` merges. Never throws. `plain`:
 * what becomes of a plain scalar, where others read the text before Micronaut does.
 */
export function parseYaml(given: SourceText, reading: Budget, plain = readPlain): YamlText {
  // The library knows no lone CR.
  const source = { ...given, text: withLineFeeds(given.text) };
  const rest = {
    source,
    reading,
    budget: { left: nodeBudget },
    targets: new Map(),
    entries: new Map(),
    readPlain: plain,
  };
  const tooDeepAt = tooDeepYaml(source.text);
  if (tooDeepAt !== null) return { ...rest, tooDeepAt, documents: [], errors: [] };
  const parsed = parseAllDocuments(source.text, {
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    version: '1.2',
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  return {
    ...rest,
    tooDeepAt,
    documents,
    errors: documents.flatMap((document) => document.errors.map(fault)),
  };
}

function fault(error: YAMLError): YamlFault {
  const [start, end] = error.pos;
  return { range: { start, end: Math.max(start, end) }, code: error.code };
}
