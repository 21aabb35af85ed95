import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';
import { openedFolder, openFlow, problemsOf } from './flow-document.ts';

/** Each mistake with the title of its fix, and what the line is then. */
const mistakes: readonly (readonly [string, string, string])[] = [
  [
    `m: "{{ secret('HARVEST_APY') }}"`,
    "Replace 'HARVEST_APY' with 'HARVEST_API'",
    `m: "{{ secret('HARVEST_API') }}"`,
  ],
  [
    `m: '{{ secret("ORCHARD_DB", subkey="HOSTS") }}'`,
    "Replace 'HOSTS' with 'HOST'",
    `m: '{{ secret("ORCHARD_DB", subkey="HOST") }}'`,
  ],
  [
    `m: "{{ secret('ORCHARD_DB', Sub_Key='HOST') }}"`,
    "Replace 'Sub_Key' with 'subkey'",
    `m: "{{ secret('ORCHARD_DB', subkey='HOST') }}"`,
  ],
  [
    `m: "{{ secret('ORCHARD_DB', 'HOST') }}"`,
    "Ask for the subkey: subkey='HOST'",
    `m: "{{ secret('ORCHARD_DB', subkey='HOST') }}"`,
  ],
  [
    `m: x {{ secret('ORCHARD_DB', subkey='HOST', full=true) }}`,
    "Remove this 'full'",
    `m: x {{ secret('ORCHARD_DB', subkey='HOST') }}`,
  ],
  [`m: "{{ secrets('HARVEST_API') }}"`, "Write secret('HARVEST_API')", `m: "{{ secret('HARVEST_API') }}"`],
  [`m: secret('HARVEST_API')`, "Write {{ secret('HARVEST_API') }}", `m: "{{ secret('HARVEST_API') }}"`],
  [
    `m: {{ secret('HARVEST_API') }} # why`,
    'Put the value in quotes',
    `m: "{{ secret('HARVEST_API') }}" # why`,
  ],
];

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

describe('the light bulb of a flow', () => {
  for (const [index, [wrong, title, right]] of mistakes.entries()) {
    it(`mends it, and a step back and forth undoes and does it: ${title}`, async () => {
      const { document } = await openFlow(`fix-${String(index)}.yml`, `    ${wrong}\r\n    n: "end"\n`);
      const before = document.getText();
      const { edit } = await actionNamed(document, title);
      assert.ok(edit);
      assert.ok(await vscode.workspace.applyEdit(edit));
      const after = before.replace(wrong, right);
      assert.equal(document.getText(), after);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
      await vscode.commands.executeCommand('redo');
      assert.equal(document.getText(), after);
      await until('nothing is marked any more', () =>
        Promise.resolve(problemsOf(document.uri).every(({ range }) => range.start.line !== 5)),
      );
      await document.save();
    });
  }

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
