import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually, until } from '../vscode/until.ts';
import { openedFolder, openFlow, problemsOf, shownText } from './flow-document.ts';

async function complete(
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    at,
  );
  // Words of the document are offered too; ours alone say where they are from.
  return list.items.filter(({ label }) => typeof label !== 'string' && label.description !== undefined);
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

async function hover(document: vscode.TextDocument, at: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  return shownText(hovers.flatMap(({ contents }) => contents));
}

describe('completion', () => {
  it('offers the names that Kestra sees, in the place of what stands between the quotes', async () => {
    const { document, cursor } = await openFlow('names.yml', `    m: "{{ secret('H|ARV') }}"\n`);
    const items = await complete(document, cursor);
    assert.deepEqual(items.map(labelOf).sort(), [
      'HARVEST_API',
      'MAIL_PASSWORD',
      'ORCHARD_DB',
      'WEATHER_KEY',
    ]);
    for (const { range } of items) {
      assert.ok(range !== undefined && 'inserting' in range);
      assert.equal(document.getText(range.inserting), 'H');
      assert.equal(document.getText(range.replacing), 'HARV');
    }
  });

  it('offers the subkeys of the secret that is named', async () => {
    const { document, cursor } = await openFlow(
      'subkeys.yml',
      `    m: "{{ secret('ORCHARD_DB', subkey='|') }}"\n`,
    );
    const items = await complete(document, cursor);
    assert.deepEqual(items.map(labelOf).sort(), ['HOST', 'PASSWORD', 'USERNAME']);
  });

  it('offers a whole expression, in quotes, to the letters that begin it', async () => {
    const { document, cursor } = await openFlow('value.yml', `    m: secr|\n`);
    const item = (await complete(document, cursor)).find((each) => labelOf(each).includes('HARVEST_API'));
    assert.ok(item, 'no expression is offered');
    const { insertText } = item;
    const text = typeof insertText === 'string' ? insertText : (insertText?.value ?? '');
    assert.match(text, /^"\{\{ secret\('HARVEST_API'\) \\\}\\\}(\$0)?"/);
  });

  it('offers nothing in a comment, a key, or a file that is no flow', async () => {
    const { document, cursor } = await openFlow('comment.yml', `    m: x # secret('|')\n`);
    assert.deepEqual(await complete(document, cursor), []);
    const other = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: `a: "{{ secret('') }}"`,
    });
    assert.deepEqual(await complete(other, new vscode.Position(0, 15)), []);
    const json = await vscode.workspace.openTextDocument({
      language: 'json',
      content: `{"a": "{{ secret('') }}"}`,
    });
    assert.deepEqual(await complete(json, new vscode.Position(0, 18)), []);
  });
});

describe('hover', () => {
  it('says the verdict first, then where from', async () => {
    const { document, cursor } = await openFlow('found.yml', `    m: "{{ secret('HARV|EST_API') }}"\n`);
    const text = await hover(document, cursor);
    assert.match(text, /^\$\(pass\) \*\*Found: HARVEST_API\*\*/);
    assert.match(text, /docker-compose\.yml/);
    assert.doesNotMatch(text, /VALUE-MARKER|VkFMVUU/);
  });

  it('links to commands of ours alone', async () => {
    const { document, cursor } = await openFlow('missing.yml', `    m: "{{ secret('HARVEST_|APY') }}"\n`);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      cursor,
    );
    const ours = hovers.flatMap(({ contents }) => contents).filter((each) => typeof each !== 'string');
    assert.match(shownText(ours), /\*\*Missing\*\*/);
    for (const content of ours) {
      const trusted = 'isTrusted' in content ? content.isTrusted : undefined;
      assert.notEqual(trusted, true, 'every command could be linked to');
    }
    const links = [...shownText(ours).matchAll(/\(command:([\w.]+)/g)];
    assert.notEqual(links.length, 0, 'nothing is linked to');
    for (const [, command = ''] of links)
      assert.match(command, /^(kestraSecrets\.|workbench\.trust\.manage$)/);
  });

  it('says nothing beside a reference', async () => {
    const { document } = await openFlow('beside.yml', `    m: "{{ secret('HARVEST_API') }}"\n`);
    assert.equal(await hover(document, new vscode.Position(0, 1)), '');
  });
});

describe('hover in the configuration', () => {
  it('says what a key became and where that is written, and nothing of the value', async () => {
    const uri = vscode.Uri.joinPath(openedFolder().uri, 'docker-compose.yml');
    const document = await vscode.workspace.openTextDocument(uri);
    const at = document.positionAt(document.getText().indexOf('VkFMVUU'));
    const text = await hover(document, at);
    assert.match(text, /Environment variables/);
    assert.match(text, /SECRET_HARVEST_API: set, from SECRET_HARVEST_API in docker-compose\.yml line 21/);
    assert.doesNotMatch(text, /VALUE-MARKER|VkFMVUU/);
    const nothing = document.positionAt(document.getText().indexOf('postgres:18'));
    assert.equal(await hover(document, nothing), '');
  });
});

describe('hover on a key of the configuration', () => {
  it('is one, with what it became and what it is for', async () => {
    const file = path.join(openedFolder().uri.fsPath, 'keyed/application.yml');
    const text = 'kestra:\n  secret:\n    type: vault\n    vault:\n      address: https://vault.example\n';
    await mkdir(path.dirname(file));
    await writeFile(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    const at = document.positionAt(text.indexOf('address'));
    await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const texts = hovers.map(({ contents }) => shownText(contents));
      assert.equal(texts.length, 1);
      assert.match(texts[0] ?? '', /address: https:\/\/vault\.example[^]*\*\*vault\.address\*\*[^]*Vault/);
    });
    await rm(path.dirname(file), { recursive: true });
    // Until it is gone it judges what the tests that follow have outside of the folder.
    const content = `id: f\nnamespace: orchard.test\ntasks:\n  - id: t\n    m: "{{ secret('HARVEST_APY') }}"\n`;
    const flow = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    const call = flow.positionAt(content.indexOf('APY'));
    await eventually(async () => assert.match(await hover(flow, call), /\*\*Missing/));
  });
});

describe('a flow beyond the folder', () => {
  const text = (line: string) => `id: beyond\nnamespace: orchard.test\ntasks:\n  - id: t\n    m: "${line}"\n`;
  const at = new vscode.Position(4, 19);
  const namesAt = async (document: vscode.TextDocument) => (await complete(document, at)).map(labelOf);
  const setting = () => vscode.workspace.getConfiguration('kestraSecrets');

  after(() => setting().update('languages', undefined, vscode.ConfigurationTarget.Global));

  it('that is no file yet is answered for, and told its problems', async () => {
    const content = text("{{ secret('HARVEST_APY') }}");
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
    assert.ok((await namesAt(document)).includes('HARVEST_API'));
    assert.match(await hover(document, at), /\*\*Missing/);
    await until('it is underlined', () => problemsOf(document.uri).length === 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('that lies elsewhere is answered for, and not accused', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'elsewhere-'));
    const uri = vscode.Uri.file(path.join(folder, 'beyond.yml'));
    await writeFile(uri.fsPath, text("{{ secret('HARVEST_APY') }}"));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.ok((await namesAt(document)).includes('HARVEST_API'));
    assert.match(await hover(document, at), /\*\*Missing/);
    assert.deepEqual(problemsOf(uri), []);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await rm(folder, { recursive: true });
  });

  it('of another language is answered for where the setting names that', async () => {
    const content = text("{{ secret('HARVEST_APY') }}");
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    assert.deepEqual(await namesAt(document), []);
    await setting().update('languages', ['yaml', 'plaintext'], vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.ok((await namesAt(document)).includes('HARVEST_API')));
    await until('it is underlined', () => problemsOf(document.uri).length === 1);
    await setting().update('languages', undefined, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.deepEqual(await namesAt(document), []));
    await until('it is no longer underlined', () => problemsOf(document.uri).length === 0);
  });
});

describe('problems', () => {
  it('underline each mistake of the example once, and nothing that nobody can tell', async () => {
    const uri = vscode.Uri.joinPath(openedFolder().uri, 'flows/mistakes/every-mistake.yml');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const marksOf = () =>
      problemsOf(uri).map(
        ({ code, range }) => `${typeof code === 'string' ? code : ''}: ${document.getText(range)}`,
      );
    await eventually(() => {
      for (const mark of [
        'secret-missing: MAIL_PASWORD',
        'secret-hidden: TRACTOR_TOKEN',
        'subkey-missing: PORT',
        'subkey-missing: PASSWORD',
      ]) {
        assert.ok(marksOf().includes(mark), `${mark} is not among ${marksOf().join('; ')}`);
      }
    });
    const marks = marksOf();
    assert.equal(new Set(marks).size, marks.length);
    assert.ok(!marks.some((mark) => mark.includes('STATION_')), 'a dynamic name is underlined');
  });

  it('follow the text', async () => {
    const { document, cursor } = await openFlow('follow.yml', `    m: "{{ secret('HARVEST_AP|X') }}"\n`);
    await until('it is underlined', () => problemsOf(document.uri).length === 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(cursor, cursor.translate(0, 1)), 'I');
    await vscode.workspace.applyEdit(edit);
    await until('it is no longer underlined', () => problemsOf(document.uri).length === 0);
    await document.save();
  });

  it('follow the configuration, while it is typed and when it is taken back', async () => {
    const { document } = await openFlow('typed.yml', `    m: "{{ secret('NEWLY_TYPED') }}"\n`);
    await until('it is underlined', () => problemsOf(document.uri).length === 1);
    const uri = vscode.Uri.joinPath(openedFolder().uri, '.env_encoded');
    const variables = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, variables.positionAt(variables.getText().length), '\nSECRET_NEWLY_TYPED=eA==\n');
    await vscode.workspace.applyEdit(edit);
    await until('the unsaved variable counts', () => problemsOf(document.uri).length === 0);
    await vscode.window.showTextDocument(variables);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('it counts no more', () => problemsOf(document.uri).length === 1);
  });

  it('go when the document is closed', async () => {
    const uri = vscode.Uri.joinPath(openedFolder().uri, 'closed.yml');
    await writeFile(
      uri.fsPath,
      `id: closed\nnamespace: orchard.test\ntasks: ["{{ secret('NOT_THERE') }}"]\n`,
    );
    // Not by openTextDocument, which keeps a document for minutes.
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('it is underlined', () => problemsOf(uri).length === 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('nothing is underlined', () => problemsOf(uri).length === 0);
  });

  it("speak of the configuration's own files, too", async () => {
    const uri = vscode.Uri.joinPath(openedFolder().uri, 'docker-compose.yml');
    await until('the compose file is underlined', () => problemsOf(uri).length > 0);
    const document = await vscode.workspace.openTextDocument(uri);
    for (const { message, range } of problemsOf(uri)) {
      assert.doesNotMatch(message, /VALUE-MARKER/);
      assert.ok(document.validateRange(range).isEqual(range));
    }
  });
});
