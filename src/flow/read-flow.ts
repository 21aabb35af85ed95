import type { TextEdit } from '../ports/text.ts';
import { sortEdits, rangesAfter, textAfter } from '../text/edits.ts';
import { leaveLoneReturn, withLineFeeds } from '../text/line-feeds.ts';
import { findingsOf, readFindings, type FlowFindings } from './findings.ts';
import { wordsOfCalls } from './references.ts';
import type { Stretches } from './stretches.ts';
import type { FlowDocument, FlowFile } from './types.ts';
import { readSimpleSyntax } from './yaml/simple-syntax.ts';
import { editSyntax, readSyntax, type Syntax, type YamlDocument } from './yaml/syntax.ts';

/**
 * What a YAML file asks Kestra for. Never throws: a file in any state has documents. They are read when they are
 * first asked for.
 */
export function readFlow(text: string): FlowFile {
  let documents: readonly FlowDocument[] | null = null;
  return {
    text,
    get documents(): readonly FlowDocument[] {
      const yaml = yamlOf(this);
      documents ??= yaml.documents.map((document, index) => readDocument(yaml.text, document, index));
      return documents;
    },
  };
}

/** Reads the calls of a file, which its documents then have at hand. */
export function* readCalls(file: FlowFile): Stretches<void> {
  const { text, documents } = yamlOf(file);
  for (const document of documents) if (document.isFlow) yield* readFindings(text, document);
}

/**
 * The file after some edits, which all speak of its text before them and do not overlap. Where the file was read
 * before, only what the edits touch is read again; the result is the same as of reading all of it.
 */
export function applyEdits(file: FlowFile, edits: readonly TextEdit[]): FlowFile {
  const ordered = sortEdits(edits);
  const edited = readFlow(textAfter(file.text, ordered));
  const known = syntax.get(file);
  // Where a lone CR is or was, all of it is read: an edit elsewhere may make it a part of a CRLF.
  const canGoOn = known?.text === file.text && !leaveLoneReturn(edited.text, rangesAfter(ordered));
  if (canGoOn) syntax.set(edited, editSyntax(wholeYamlOf(file), edited.text, ordered));
  return edited;
}

// The syntax behind a file is nobody else's concern, and kept as long as the file is.
const syntax = new WeakMap<FlowFile, Syntax>();

/** Says that two files have one text, so that it is read once. */
export function keepSyntaxOf(file: FlowFile, read: FlowFile): void {
  keepSyntax(file, yamlOf(read));
}

/**
 * The file with a text whose syntax is known, all of it read by now: thousands of files whose documents are only read when they
 * are asked for take twice the memory.
 */
export function flowFileOf(read: Syntax): FlowFile {
  const { text, documents } = read;
  const file = {
    text,
    documents: documents.map((document, index) => {
      const { range, isFlow, id, namespace, pluginDefaults } = document;
      const { references, withoutMeaning, problems } = isFlow
        ? findingsOf(text, document, index)
        : noFindings;
      return {
        index,
        range,
        isFlow,
        id,
        namespace,
        pluginDefaults,
        references,
        withoutMeaning,
        problems,
      };
    }),
  };
  keepSyntax(file, read);
  return file;
}

/** Says what the syntax of a file is, so that it is not read again. */
export function keepSyntax(file: FlowFile, read: Syntax): void {
  syntax.set(file, read);
}

/** Lets go of it; whoever asks for it has it read anew. */
export function forgetSyntax(file: FlowFile): void {
  syntax.delete(file);
}

/**
 * The YAML of a file; its text has the file's offsets, and line feeds where that has lone CRs. Of simple YAML it is read first
 * what flows are asked for, in a fraction of the time: {@link wholeYamlOf} has all of its values.
 */
export function yamlOf(file: FlowFile): Syntax {
  const known = syntax.get(file);
  if (known !== undefined) return known;
  const read = readCallsAlone(file.text) ?? readSyntax(withLineFeeds(file.text));
  syntax.set(file, read);
  return read;
}

/** The same with every value in its place, as whoever types in it needs it. */
export function wholeYamlOf(file: FlowFile): Syntax {
  const known = syntax.get(file);
  if (known?.isSimple === false) return known;
  const read = readSyntax(withLineFeeds(file.text));
  syntax.set(file, read);
  return read;
}

/** The syntax of simple YAML with those values alone that may hold a call, or render a file; null: it is not simple. */
export function readCallsAlone(text: string): Syntax | null {
  return readSimpleSyntax(text, whereCallsMayBe(text));
}

/** Whether a stretch of a text may hold a call, or render a file, for stretches in the order of the text. */
function whereCallsMayBe(text: string): (start: number, end: number) => boolean {
  const words = wordsOfCalls(text).map((word) => ({ word, at: text.indexOf(word) }));
  return (start, end) =>
    words.some((each) => {
      while (each.at !== -1 && each.at < start) each.at = text.indexOf(each.word, each.at + 1);
      return each.at !== -1 && each.at < end;
    });
}

function readDocument(text: string, document: YamlDocument, index: number): FlowDocument {
  const { range, isFlow, id, namespace, pluginDefaults } = document;
  let found: FlowFindings | null = null;
  const findings = () => (found ??= isFlow ? findingsOf(text, document, index) : noFindings);
  return {
    index,
    range,
    isFlow,
    id,
    namespace,
    pluginDefaults,
    get references() {
      return findings().references;
    },
    get withoutMeaning() {
      return findings().withoutMeaning;
    },
    get problems() {
      return findings().problems;
    },
  };
}

const noFindings: FlowFindings = { references: [], withoutMeaning: [], problems: [] };
