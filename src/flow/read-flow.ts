import type { TextEdit } from '../ports/text.ts';
import { mentionsSecret, readScalar } from './references.ts';
import type { FlowDocument, FlowFile } from './types.ts';
import { readDocuments, type YamlDocument } from './yaml/read-documents.ts';

/**
 * What a YAML file asks Kestra for. Never throws: a file in any state has documents. They are read when they are
 * first asked for.
 */
export function readFlow(text: string): FlowFile {
  let documents: readonly FlowDocument[] | null = null;
  return {
    text,
    get documents(): readonly FlowDocument[] {
      documents ??= yamlOf(this).map((document, index) => readDocument(text, document, index));
      return documents;
    },
  };
}

/** The file after some edits, which all speak of its text before them and do not overlap. */
export function applyEdits(file: FlowFile, edits: readonly TextEdit[]): FlowFile {
  let text = file.text;
  const fromTheEnd = [...edits].sort((left, right) => right.range.start - left.range.start);
  for (const { range, text: inserted } of fromTheEnd) {
    text = text.slice(0, range.start) + inserted + text.slice(range.end);
  }
  return readFlow(text);
}

// The syntax behind a file is nobody else's concern, and kept as long as the file is.
const syntax = new WeakMap<FlowFile, readonly YamlDocument[]>();

/** The YAML documents of a file, with their values. */
export function yamlOf(file: FlowFile): readonly YamlDocument[] {
  const known = syntax.get(file);
  if (known !== undefined) return known;
  const documents = readDocuments(file.text);
  syntax.set(file, documents);
  return documents;
}

function readDocument(text: string, document: YamlDocument, index: number): FlowDocument {
  const { range, isFlow, id, namespace } = document;
  // Without the word there is nothing to find, whatever the scalars hold.
  const scalars = mentionsSecret(text) ? document.values.scalars : [];
  const findings = scalars.map((scalar) => readScalar(text, scalar, index, namespace));
  const references = findings.flatMap((found) => found.references);
  const problems = findings.flatMap((found) => found.problems);
  problems.sort((left, right) => left.range.start - right.range.start);
  return { index, range, isFlow, id, namespace, references, problems };
}
