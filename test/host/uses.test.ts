import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { sendJson, startListening } from '../servers/listening.ts';
import { eventually, until } from '../vscode/until.ts';
import { openedFolder, openFlow, problemsOf } from './flow-document.ts';

const nameOf = (uri: vscode.Uri) => path.basename(uri.fsPath);

/** Each as `file: the line`, in order. */
async function linesAt(places: readonly Pick<vscode.Location, 'uri' | 'range'>[]): Promise<string[]> {
  const lines = places.map(async ({ uri, range }) => {
    const document = await vscode.workspace.openTextDocument(uri);
    return `${nameOf(uri)}: ${document.getText(range)}`;
  });
  return (await Promise.all(lines)).sort();
}

async function references(document: vscode.TextDocument, at: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    at,
  );
  return linesAt(found.filter(({ uri }) => nameOf(uri).startsWith('uses') || !/\.ya?ml$/.test(uri.path)));
}

/** What the user confirms in the preview, without it. */
async function applyAtOnce(edit: vscode.WorkspaceEdit): Promise<void> {
  const confirmed = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) confirmed.set(uri, edits);
  assert.ok(await vscode.workspace.applyEdit(confirmed));
  const changed = new Set(edit.entries().map(([uri]) => uri.fsPath));
  // Others that are left dirty may be files that are gone: VS Code would ask about them.
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && changed.has(document.uri.fsPath)) await document.save();
  }
}

/** A definition of the example, in a document that is shown. */
async function definitionLine(file: string, name: string) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(openedFolder().uri, file));
  await vscode.window.showTextDocument(document);
  return { document, cursor: document.positionAt(document.getText().indexOf(name)) };
}

describe('the uses of a secret', () => {
  const flow = (...lines: readonly string[]) => lines.map((line) => `    ${line}\n`).join('');
  const inFolder = (name: string) => path.join(openedFolder().uri.fsPath, name);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const name of ['uses-a.yml', 'uses-b.yml', 'uses-c.yml']) await rm(inFolder(name), { force: true });
  });
  beforeEach(async () => {
    await openFlow(
      'uses-b.yml',
      flow(`a: "{{ secret('orchard_db') }}"`, `b: "{{ secret(inputs.x ? 'ORCHARD_DB' : 'X') }}"`, `c: y`),
    );
  });

  const text = flow(
    `a: "{{ secret('ORCHARD|_DB') }}"`,
    `b: "{{ secret('ORCHARD_DB', subkey='HOST') }} {{ secret('MAIL_PASSWORD') }}"`,
    `c: '{{ secret(inputs.y) }}'`,
  );

  it('are found from a call, without the line that holds the value', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    assert.deepEqual(await references(document, cursor), [
      'uses-a.yml: ORCHARD_DB',
      'uses-a.yml: ORCHARD_DB',
      "uses-b.yml: inputs.x ? 'ORCHARD_DB' : 'X'",
      'uses-b.yml: orchard_db',
    ]);
  });

  it('are found from the line that defines it, with what is typed and not saved', async () => {
    const { document: typed } = await openFlow('uses-a.yml', text);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(typed.uri, typed.positionAt(typed.getText().length), `    d: "{{ secret('ORCHARD_DB') }}"\n`);
    await vscode.workspace.applyEdit(edit);
    const { document, cursor } = await definitionLine('.env_encoded', 'ORCHARD_DB');
    const found = await references(document, cursor);
    assert.equal(found.filter((each) => each === 'uses-a.yml: ORCHARD_DB').length, 3);
    await typed.save();
  });

  it('of a subkey are the calls that name it', async () => {
    const { document } = await openFlow('uses-a.yml', text);
    const cursor = document.positionAt(document.getText().indexOf('HOST'));
    assert.deepEqual(await references(document, cursor), ['uses-a.yml: HOST']);
  });

  it('lead to where the secret is defined', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    const define = (at: vscode.Position) =>
      vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
    const places = (await define(cursor)).map((each) =>
      'targetUri' in each ? new vscode.Location(each.targetUri, each.targetRange) : each,
    );
    assert.deepEqual(await linesAt(places), ['.env_encoded: ORCHARD_DB']);
    assert.deepEqual(await define(new vscode.Position(0, 1)), []);
  });

  it('lead to where the backend is configured, where no file defines the secret', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      '/v1/sys/internal/ui/mounts/secret': { path: 'secret/', type: 'kv', options: { version: '2' } },
      '/v1/secret/metadata': { keys: ['IN_VAULT'] },
      '/v1/secret/subkeys/IN_VAULT': {
        subkeys: { token: null },
        metadata: { version: 1, deletion_time: '', destroyed: false, custom_metadata: null },
      },
    };
    const server = await startListening(({ url }, response) => {
      const data = answers[url.pathname.replace(/\/$/, '')];
      if (data === undefined) sendJson(response, 404, { errors: [] });
      else sendJson(response, 200, { data });
    }, null);
    const root = inFolder('with-vault');
    await mkdir(root);
    try {
      const configured = [
        'kestra:',
        '  secret:',
        '    type: vault',
        '    read-only: true',
        '    vault:',
        `      address: ${server.url}`,
        '      token: {token: VALUE-MARKER-token}',
        '',
      ];
      await writeFile(path.join(root, 'application.yml'), configured.join('\n'));
      const { document, cursor } = await openFlow(
        'with-vault/uses-v.yml',
        flow(`a: "{{ secret('IN_|VAULT') }}"`),
      );
      await eventually(async () => {
        const found = await vscode.commands.executeCommand<vscode.LocationLink[]>(
          'vscode.executeDefinitionProvider',
          document.uri,
          cursor,
        );
        assert.deepEqual(
          await linesAt(found.map((each) => new vscode.Location(each.targetUri, each.targetRange))),
          ['application.yml: vault'],
        );
      });
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await rm(root, { recursive: true });
      await server.stop();
    }
    // Other tests count on one configuration.
    const compose = vscode.Uri.joinPath(openedFolder().uri, 'docker-compose.yml');
    await until('the configuration is gone', () =>
      problemsOf(compose).every(({ code }) => code !== 'several-configurations'),
    );
  });

  it('are marked in one file', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    const mark = (shown: vscode.TextDocument, at: vscode.Position) =>
      vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        shown.uri,
        at,
      );
    const found = await mark(document, cursor);
    assert.deepEqual(
      found.map(({ range, kind }) => [document.getText(range), kind]),
      [
        ['ORCHARD_DB', vscode.DocumentHighlightKind.Read],
        ['ORCHARD_DB', vscode.DocumentHighlightKind.Read],
      ],
    );
    const line = await definitionLine('docker-compose.yml', 'HARVEST_API:');
    const defined = await mark(line.document, line.cursor);
    assert.deepEqual(
      defined.map(({ range, kind }) => [line.document.getText(range), kind]),
      [['HARVEST_API', vscode.DocumentHighlightKind.Write]],
    );
  });

  it('get a new name together with what defines it, and what may be it stays', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    const env = await readFile(inFolder('.env_encoded'), 'utf8');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      cursor,
      'FARM_DB',
    );
    const written = edit.entries().map(([uri, edits]) => [nameOf(uri), edits.map(({ newText }) => newText)]);
    assert.deepEqual(written.filter(([name]) => /^(uses|\.env)/.test(String(name))).sort(), [
      ['.env_encoded', ['FARM_DB']],
      ['uses-a.yml', ['FARM_DB', 'FARM_DB']],
      ['uses-b.yml', ['FARM_DB']],
    ]);
    await applyAtOnce(edit);
    assert.equal(
      await readFile(inFolder('.env_encoded'), 'utf8'),
      env.replace('SECRET_ORCHARD_DB=', 'SECRET_FARM_DB='),
    );
    assert.equal(document.getText().includes('ORCHARD_DB'), false);
    const other = await readFile(inFolder('uses-b.yml'), 'utf8');
    assert.match(other, /secret\('FARM_DB'\)[^]*'ORCHARD_DB' : 'X'/);
    await writeFile(inFolder('.env_encoded'), env);
  });

  it('get a new name where they stand by now, in a file that changed on the disk a moment ago', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    const closed = inFolder('uses-c.yml');
    const written = `id: c\nnamespace: orchard.test\ntasks:\n  - id: t\n    a: "{{ secret('ORCHARD_DB') }}"\n`;
    await writeFile(closed, written);
    while (!(await references(document, cursor)).some((each) => each.startsWith('uses-c'))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await writeFile(closed, `# one line more\n${written}`);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      cursor,
      'FARM_DB',
    );
    const lines = edit.get(vscode.Uri.file(closed)).map(({ range }) => range.start.line);
    await rm(closed);
    assert.deepEqual(lines, [5]);
  });

  it('keep their name where the new one is none, and tell why', async () => {
    const { document, cursor } = await openFlow('uses-a.yml', text);
    const refuse = async (at: vscode.Position, name: string) => {
      try {
        await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, name);
        return 'renamed';
      } catch (error) {
        return String(error);
      }
    };
    assert.match(await refuse(cursor, 'A-B'), /SECRET_A-B/);
    assert.match(await refuse(cursor, 'MAIL_PASSWORD'), /\.env_encoded/);
    const dynamic = document.positionAt(document.getText().indexOf('inputs.y'));
    assert.match(await refuse(dynamic, 'NEW'), /worked out by the expression/);
  });
});
