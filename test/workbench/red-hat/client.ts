// A small client of Red Hat's language server for YAML, bundled into an extension: it asks for completion as Red Hat's own
// extension does, with the same words and without trigger characters.
import { spawn } from 'node:child_process';
import * as vscode from 'vscode';
import { connect } from './connection.ts';

/** Where the server's module and a schema for flows are, given when this is bundled. */
declare const SERVER_MODULE: string;
declare const FLOW_SCHEMA: string;

interface Item {
  readonly label: string;
  /** 12 is a value, as the protocol counts. */
  readonly kind?: number;
  readonly insertText?: string;
  readonly insertTextFormat?: number;
  readonly filterText?: string;
  readonly sortText?: string;
  readonly textEdit?: { readonly newText: string; readonly range: Span };
}

interface Span {
  readonly start: Place;
  readonly end: Place;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

export async function activate({ subscriptions }: vscode.ExtensionContext): Promise<void> {
  const server = spawn(process.execPath, [SERVER_MODULE, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  subscriptions.push({ dispose: () => server.kill() });
  const yaml = {
    schemas: { [FLOW_SCHEMA]: '*' },
    completion: true,
    validate: false,
    schemaStore: { enable: false },
  };
  const connection = connect(server.stdin, server.stdout, (method) =>
    method === 'workspace/configuration' ? [yaml, {}, {}, {}, {}] : null,
  );
  await connection.ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  connection.tell('initialized', {});
  connection.tell('workspace/didChangeConfiguration', { settings: { yaml } });

  const open = (document: vscode.TextDocument): void => {
    if (document.languageId !== 'yaml') return;
    const { languageId, uri, version } = document;
    const textDocument = { uri: uri.toString(), languageId, version, text: document.getText() };
    connection.tell('textDocument/didOpen', { textDocument });
  };
  vscode.workspace.textDocuments.forEach(open);
  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId !== 'yaml') return;
      connection.tell('textDocument/didChange', {
        textDocument: { uri: document.uri.toString(), version: document.version },
        contentChanges: [{ text: document.getText() }],
      });
    }),
    vscode.languages.registerCompletionItemProvider([{ language: 'yaml' }], {
      async provideCompletionItems(document, position) {
        const answer = await connection.ask('textDocument/completion', {
          textDocument: { uri: document.uri.toString() },
          position,
        });
        // The form is the protocol's.
        const { items, isIncomplete } = answer as { items: readonly Item[]; isIncomplete: boolean };
        return new vscode.CompletionList(items.map(itemOf), isIncomplete);
      },
    }),
  );
}

function itemOf({ label, kind, insertText, insertTextFormat, filterText, sortText, textEdit }: Item) {
  const item = new vscode.CompletionItem(label, kindOf(kind));
  const text = textEdit?.newText ?? insertText ?? label;
  item.insertText = insertTextFormat === 2 ? new vscode.SnippetString(text) : text;
  if (textEdit !== undefined) {
    const { start, end } = textEdit.range;
    item.range = new vscode.Range(start.line, start.character, end.line, end.character);
  }
  if (filterText !== undefined) item.filterText = filterText;
  if (sortText !== undefined) item.sortText = sortText;
  return item;
}

function kindOf(kind: number | undefined): vscode.CompletionItemKind {
  return kind === 12 ? vscode.CompletionItemKind.Value : vscode.CompletionItemKind.Property;
}
