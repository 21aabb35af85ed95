import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';
import { fixRows } from './fix-rows.ts';
import { openedFolder, openFlow, problemsOf } from './flow-document.ts';

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
  );
}

/** The first action of a title from a line on, once the mistake is marked. */
async function actionNamed(
  document: vscode.TextDocument,
  title: string,
  from = 0,
): Promise<vscode.CodeAction> {
  let found: vscode.CodeAction | undefined;
  await until(`${title} is offered`, async () => {
    const whole = new vscode.Range(from, 0, document.lineCount, 0);
    found = (await actionsAt(document, whole)).find((action) => action.title === title);
    return found !== undefined;
  });
  assert.ok(found);
  return found;
}

function openFile(file: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(file);
}

async function showFile(file: string): Promise<vscode.TextDocument> {
  const document = await openFile(file);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Applies what is offered, as the light bulb does. */
async function apply({ edit, command }: vscode.CodeAction): Promise<void> {
  if (edit !== undefined) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command === undefined) return;
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

describe('what the light bulb offers', () => {
  const folders: string[] = [];
  // Where no flow is open nobody reads the folder.
  before(() => openFlow('fix-first.yml', '    a: b\n'));
  after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  for (const [index, row] of fixRows.entries()) {
    it(`mends it alone, and a step back and forth undoes and does it: ${row.code}, ${row.title}`, async () => {
      const folder = path.join(openedFolder().uri.fsPath, `fix-${String(index)}`);
      folders.push(folder);
      const files = { ...row.others, [row.file]: row.text };
      await mkdir(folder);
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      const document = await showFile(path.join(folder, row.file));
      const action = await actionNamed(document, row.title.replace('FOLDER', path.basename(folder)));
      assert.equal(document.getText(), row.text);
      const name = row.changed ?? row.file;
      // What is not in front is shown to have its own steps back.
      const changed = row.changed === undefined ? document : await openFile(path.join(folder, name));
      await apply(action);
      assert.equal(changed.getText(), row.after);
      await vscode.window.showTextDocument(changed);
      await vscode.commands.executeCommand('undo');
      assert.equal(changed.getText(), files[name]);
      await vscode.commands.executeCommand('redo');
      assert.equal(changed.getText(), row.after);
      await until('it is not marked any more', () =>
        problemsOf(document.uri).every(({ code }) => code !== row.code),
      );
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true });
    });
  }
});

describe('the light bulb of a flow', () => {
  it('mends all of a kind at once, and leaves what only may be meant', async () => {
    const lines = [
      `    a: "{{ secrets('HARVEST_API') }}"`,
      `    b: '{{ secrets("MAIL_PASSWORD") }} {{ secrets.X }}'`,
    ];
    const { document } = await openFlow('fix-kind.yml', `${lines.join('\n')}\n`);
    const { edit } = await actionNamed(document, 'Fix all secret-misspelled in this file');
    assert.ok(edit);
    const before = document.getText();
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), before.replaceAll('secrets(', 'secret('));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await document.save();
  });

  it('mends what is beyond doubt when a flow is saved, and nothing else', async () => {
    const configuration = vscode.workspace.getConfiguration('editor', { languageId: 'yaml' });
    const set = (value: unknown) =>
      configuration.update('codeActionsOnSave', value, vscode.ConfigurationTarget.Workspace, true);
    const text = [
      `    a: {{ secrets('HARVEST_API', Name_Space="orchard") }}`,
      `    b: "{{ secret('ORCHARD_DB', 'HOST') }} {{ secret('HARVEST_APY') }} {{ secret('ORCHARD_DB', 'host') }}"`,
      `    c: "{{ secrets('HARVEST_API') }}" # kestra-secrets-ignore secret-misspelled`,
    ].join('\n');
    await set({ 'source.fixAll.kestraSecrets': 'explicit' });
    try {
      const { document } = await openFlow('fix-save.yml', `${text}\n`);
      const typed = new vscode.WorkspaceEdit();
      typed.insert(document.uri, new vscode.Position(document.lineCount - 1, 0), '    # typed\n');
      assert.ok(await vscode.workspace.applyEdit(typed));
      assert.ok(await document.save());
      const file = path.join(openedFolder().uri.fsPath, 'fix-save.yml');
      const saved = (await readFile(file, 'utf8')).split('\n').slice(5);
      assert.deepEqual(saved, [
        `    a: "{{ secret('HARVEST_API', namespace=\\"orchard\\") }}"`,
        `    b: "{{ secret('ORCHARD_DB', subkey='HOST') }} {{ secret('HARVEST_APY') }} {{ secret('ORCHARD_DB', 'host') }}"`,
        ...text.split('\n').slice(2),
        '    # typed',
        '',
      ]);
    } finally {
      await set(undefined);
    }
  });

  it('encodes a plain value of an env file where it stands, and shows it nowhere', async () => {
    const file = path.join(openedFolder().uri.fsPath, '.env_encoded');
    const before = await readFile(file, 'utf8');
    const plain = 'SECRET_PLAIN=not encoded VALUE-MARKER-!\n';
    try {
      await writeFile(file, before + plain);
      // Where no flow is open nobody reads the folder.
      await openFlow('fix-env.yml', `    a: b\n`);
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      const action = await actionNamed(document, 'Encode the value in Base64', document.lineCount - 2);
      assert.equal(action.edit, undefined);
      assert.ok(action.command);
      assert.ok(!JSON.stringify(action).includes('VALUE-MARKER'));
      const { command, arguments: given = [] } = action.command;
      await vscode.commands.executeCommand(command, ...(given as unknown[]));
      const encoded = Buffer.from('not encoded VALUE-MARKER-!').toString('base64');
      assert.equal(document.getText(), `${before}SECRET_PLAIN=${encoded}\n`);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before + plain);
      await vscode.commands.executeCommand('redo');
      assert.equal(document.getText(), `${before}SECRET_PLAIN=${encoded}\n`);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    } finally {
      await writeFile(file, before);
    }
  });

  it('names an env file in the compose file, while that is edited', async () => {
    const folder = openedFolder().uri.fsPath;
    const file = path.join(folder, '.env');
    const before = await readFile(file, 'utf8');
    const compose = await vscode.workspace.openTextDocument(path.join(folder, 'docker-compose.yml'));
    const { lineCount } = compose;
    try {
      await writeFile(file, `${before}SECRET_LEFT_OUT=VkFMVUU=\n`);
      await openFlow('fix-load.yml', `    a: b\n`);
      const typed = new vscode.WorkspaceEdit();
      typed.insert(compose.uri, new vscode.Position(0, 0), '# typed\n');
      assert.ok(await vscode.workspace.applyEdit(typed));
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      const codes = () => problemsOf(document.uri).map(({ code }) => code);
      const { edit } = await actionNamed(
        document,
        'Name this file in env_file of the service kestra in docker-compose.yml',
      );
      assert.ok(edit);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(compose.getText(), / {4}env_file:\n {6}- \.env\n {6}- \.env_encoded\n/);
      assert.equal(compose.lineCount, lineCount + 2);
      await until('it is loaded', () => !codes().includes('secret-not-loaded'));
      await vscode.window.showTextDocument(compose);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await until('it is not loaded any more', () => codes().includes('secret-not-loaded'));
    } finally {
      await writeFile(file, before);
    }
  });

  it('changes no configuration when it is saved', async () => {
    const file = path.join(openedFolder().uri.fsPath, 'application-fixes.yml');
    const text = "kestra:\n  secrets:\n    type: vault\n  variables:\n    a: {{ secrets('X') }}\n";
    await writeFile(file, text);
    const document = await vscode.workspace.openTextDocument(file);
    const range = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      'source.fixAll.kestraSecrets',
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      [],
    );
  });
});
