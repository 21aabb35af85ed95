import { workspace, type TextDocument } from 'vscode';
import { type FlowFile, mayBeFlow, readFlow, readValues, type SecretReference } from '../flow/index.ts';
import { serverValuesIn, terraformFlowsIn } from '../folder/index.ts';
import { isHalfTyped } from '../language/index.ts';
import type { FlowCache } from '../workspace/index.ts';
import { editsIn, followEdits } from './edits.ts';
import { isFlowLanguage, isTerraform } from './languages.ts';
import { together, type Owned } from './owned.ts';

/** A longer text of another language is not read to find out whether it is a flow; characters. */
const largestGuess = 200_000;

/** The open documents as flows; every feature asks here, so that one text is parsed once. */
export interface OpenFlows extends Owned {
  /**
   * The document's present text, read; null where it is of no language of flows, or more than is read. Of Terraform's files
   * the flows that stand in them, with the same offsets, once `flowOrValues` has read them.
   */
  read(document: TextDocument): FlowFile | null;
  /** The same, but null too where no document of the file is a flow. */
  flow(document: TextDocument): FlowFile | null;
  /** The same, but also what would be a flow if its YAML were in order, so that this can be told. */
  brokenOrFlow(document: TextDocument): FlowFile | null;
  /** A flow, and of a server's configuration the values that it puts into tasks; null where there is neither. */
  flowOrValues(document: TextDocument): Promise<FlowFile | null>;
  /** Whether a YAML file that VS Code takes for another language holds a flow. */
  isFlowOfOtherLanguage(document: TextDocument): boolean;
  /** Which calls of its present text may not be what their author means yet; none where it is saved. */
  halfTyped(document: TextDocument): (reference: SecretReference) => boolean;
  /** Whether it asks for secrets, and is more than is read. */
  isTooLarge(document: TextDocument): boolean;
}

/** Characters of the largest document that is read: as many as a file may have bytes. */
const sizeLimit = 2 * 1024 * 1024;

/** `kestraVersionFor`: the version of the server that a document is for, where it is known. */
export function createOpenFlows(
  cache: FlowCache,
  now: () => number,
  kestraVersionFor: (document: TextDocument) => Promise<string | null>,
): OpenFlows {
  const edits = followEdits(now);
  const nameOf = (document: TextDocument) => document.uri.toString();

  const listeners = together(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isFlowLanguage(document)) return;
      const { version } = document;
      cache.edit(nameOf(document), version - 1, version, editsIn(contentChanges));
    }),
    workspace.onDidCloseTextDocument((document) => cache.forget(nameOf(document))),
  );

  // Kept as long as the document is open, and for its present text.
  const ofTerraform = new WeakMap<
    TextDocument,
    { readonly version: number; readonly file: Promise<FlowFile | null> | FlowFile | null }
  >();
  async function readTerraform(document: TextDocument): Promise<FlowFile | null> {
    const { version } = document;
    const known = ofTerraform.get(document);
    if (known?.version === version) return known.file;
    const file = terraformFlows(document.getText());
    ofTerraform.set(document, { version, file });
    const read = await file;
    if (ofTerraform.get(document)?.version === version) ofTerraform.set(document, { version, file: read });
    return read;
  }

  function read(document: TextDocument): FlowFile | null {
    if (isTerraform(document)) {
      const known = ofTerraform.get(document);
      return known?.version === document.version && !(known.file instanceof Promise) ? known.file : null;
    }
    if (!isFlowLanguage(document)) return null;
    const text = document.getText();
    return text.length > sizeLimit ? null : cache.read(nameOf(document), document.version, text);
  }

  function flow(document: TextDocument): FlowFile | null {
    const file = read(document);
    return file?.documents.some((each) => each.isFlow) === true ? file : null;
  }

  // Kept as long as the text is what it is: a change of it makes another file.
  const values = new WeakMap<FlowFile, Map<string | null, Promise<FlowFile | null>>>();
  function serverValues(file: FlowFile, path: string, version: string | null): Promise<FlowFile | null> {
    const known = values.get(file) ?? new Map<string | null, Promise<FlowFile | null>>();
    values.set(file, known);
    const found = known.get(version) ?? readServerValues(file, path, version);
    known.set(version, found);
    return found;
  }

  return {
    read,
    flow,
    async flowOrValues(document) {
      if (isTerraform(document)) return readTerraform(document);
      const file = read(document);
      if (file === null || flow(document) !== null) return file;
      const { path } = document.uri;
      const ofAnyVersion = await serverValues(file, path, null);
      // Most files set none, and nobody reads the folder for them.
      if (ofAnyVersion === null) return null;
      const version = await kestraVersionFor(document);
      return version === null ? ofAnyVersion : serverValues(file, path, version);
    },
    brokenOrFlow(document) {
      const file = read(document);
      return file !== null && mayBeFlow(file) ? file : null;
    },
    isTooLarge(document) {
      if (!isFlowLanguage(document)) return false;
      const text = document.getText();
      return text.length > sizeLimit && text.includes('secret(');
    },
    isFlowOfOtherLanguage(document) {
      if (isFlowLanguage(document) || !/\.ya?ml$/i.test(document.uri.path)) return false;
      const text = document.getText();
      return text.length <= largestGuess && readFlow(text).documents.some(({ isFlow }) => isFlow);
    },
    halfTyped(document) {
      const file = document.isDirty ? read(document) : null;
      const edited = edits.justNow(document);
      return (reference) => file !== null && isHalfTyped(reference, file.text, edited);
    },
    dispose: () => together(listeners, edits).dispose(),
  };
}

/** The flows that stand in a Terraform file, with its offsets; null where there is none. */
async function terraformFlows(text: string): Promise<FlowFile | null> {
  const lines = text.length > sizeLimit ? [] : await terraformFlowsIn(text);
  if (lines.length === 0) return null;
  const { readFlowLines } = await import('../flow/read-lines.ts');
  return readFlowLines(text, lines);
}

/** What the server's configuration puts into the tasks of flows, as a file; null where the text puts nothing. */
async function readServerValues(
  { text }: FlowFile,
  path: string,
  version: string | null,
): Promise<FlowFile | null> {
  const found = await serverValuesIn(path, text, version);
  return found.length === 0 ? null : readValues(text, found);
}
