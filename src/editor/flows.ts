import { languages, workspace, type TextDocument } from 'vscode';
import type { FlowFile } from '../flow/types.ts';
import type { FlowCache } from '../workspace/index.ts';
import { flowSelector } from './contributions.ts';
import { together, type Owned } from './owned.ts';

/** The open documents as flows; every feature asks here, so that one text is parsed once. */
export interface OpenFlows extends Owned {
  /** The document's present text, read; null where it is not YAML. */
  read(document: TextDocument): FlowFile | null;
  /** The same, but null too where no document of the file is a flow. */
  flow(document: TextDocument): FlowFile | null;
}

export function createOpenFlows(cache: FlowCache): OpenFlows {
  const nameOf = (document: TextDocument) => document.uri.toString();

  const listeners = together(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isYaml(document)) return;
      const edits = contentChanges.map((change) => ({
        range: { start: change.rangeOffset, end: change.rangeOffset + change.rangeLength },
        text: change.text,
      }));
      cache.edit(nameOf(document), document.version - 1, document.version, edits);
    }),
    workspace.onDidCloseTextDocument((document) => cache.forget(nameOf(document))),
  );

  function read(document: TextDocument): FlowFile | null {
    return isYaml(document) ? cache.read(nameOf(document), document.version, document.getText()) : null;
  }

  return {
    read,
    flow(document) {
      const file = read(document);
      return file?.documents.some((each) => each.isFlow) === true ? file : null;
    },
    dispose: () => listeners.dispose(),
  };
}

function isYaml(document: TextDocument): boolean {
  return languages.match(flowSelector, document) > 0;
}
