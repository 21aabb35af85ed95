import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { until } from '../vscode/until.ts';
import { openedFolder, openFlow, problemsOf, shownText } from './flow-document.ts';

const codesOf = (document: vscode.TextDocument) => problemsOf(document.uri).map(({ code }) => code);

const missing = `    m: "{{ secret('NOT_THERE_AT_ALL') }}"`;

async function actionsAt(document: vscode.TextDocument): Promise<readonly vscode.CodeAction[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
  );
}

async function apply(document: vscode.TextDocument, title: string): Promise<void> {
  const action = (await actionsAt(document)).find((each) => each.title === title);
  assert.ok(action?.edit, title);
  await vscode.workspace.applyEdit(action.edit);
}

describe('problems that comments ignore', () => {
  it('go by the last offers of the light bulb, and hover says what it said', async () => {
    const { document } = await openFlow('ignore.yml', `${missing}\r\n`);
    await until('it is marked', () => codesOf(document).includes('secret-missing'));
    const titles = (await actionsAt(document)).map(({ title }) => title);
    assert.deepEqual(titles.slice(-2), [
      'Ignore secret-missing on this line',
      'Ignore secret-missing in this file',
    ]);
    await apply(document, 'Ignore secret-missing on this line');
    await until('it is gone', () => codesOf(document).length === 0);
    const at = document.getText().indexOf('NOT_THERE') + 2;
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(at),
    );
    assert.match(shownText(hover?.contents ?? []), /\*\*Missing\*\*/);
    await vscode.commands.executeCommand('undo');
    await until('it is there again', () => codesOf(document).includes('secret-missing'));
    await apply(document, 'Ignore secret-missing in this file');
    await until('it is gone from the file', () => codesOf(document).length === 0);
    assert.ok(document.getText().startsWith('# kestra-secrets-ignore-file secret-missing'));
  });

  it('are offered to be ignored a few at a time, so that no selection holds the editor up', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => missing.replace('m:', `m${String(index)}:`));
    const { document } = await openFlow('many-problems.yml', `${lines.join('\n')}\n`);
    await until('they are marked', () => codesOf(document).length >= 400);
    const titles = (await actionsAt(document)).map(({ title }) => title);
    const ignoring = titles.filter((title) => title.startsWith('Ignore '));
    assert.equal(ignoring.filter((title) => title.endsWith('on this line')).length, 5);
    assert.equal(ignoring.filter((title) => title.endsWith('in this file')).length, 1);
  });

  it('are faded where there is none, and the comment is taken away', async () => {
    const { document } = await openFlow('unused.yml', `    # kestra-secrets-ignore yaml-alias\n    m: x\n`);
    await until('it is marked', () => codesOf(document).includes('suppression-unused'));
    const [problem] = problemsOf(document.uri);
    assert.deepEqual(problem?.tags, [vscode.DiagnosticTag.Unnecessary]);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Hint);
    await apply(document, 'Remove this comment');
    await until('it is gone', () => codesOf(document).length === 0);
    assert.ok(!document.getText().includes('#'));
  });

  it('of a file of the configuration where all is well are said to be of no use as long as it is open', async () => {
    const file = vscode.Uri.joinPath(openedFolder().uri, '.env_encoded');
    const before = await readFile(file.fsPath, 'utf8');
    try {
      const well = before.split('\n').filter((line) => !line.startsWith('SECRET_TRACTOR_TOKEN='));
      await writeFile(file.fsPath, ['# kestra-secrets-ignore secret-not-base64', ...well].join('\n'));
      await openFlow('of-configuration.yml', `    a: b\n`);
      // Not by openTextDocument, which keeps a document for minutes; other files of tests do, and run later than this one.
      await vscode.commands.executeCommand('vscode.open', file);
      const codes = () => problemsOf(file).map(({ code }) => code);
      await until('it is marked', () => codes().length === 1 && codes()[0] === 'suppression-unused');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await until('it is not marked any more', () => codes().length === 0);
    } finally {
      await writeFile(file.fsPath, before);
    }
  });
});

describe('the severities of problems', () => {
  const set = (value: unknown) =>
    vscode.workspace
      .getConfiguration('kestraSecrets')
      .update('problems.severity', value, vscode.ConfigurationTarget.Global);
  after(() => set(undefined));

  it('are those of the settings, at once', async () => {
    const { document } = await openFlow('severity.yml', `${missing}\n`);
    const severities = () => problemsOf(document.uri).map(({ severity }) => severity);
    await until('it is marked', () => severities().includes(vscode.DiagnosticSeverity.Warning));
    await set({ 'secret-missing': 'error', nope: 'off' });
    await until('it is an error', () => severities().includes(vscode.DiagnosticSeverity.Error));
    await set({ 'secret-missing': 'off' });
    await until('it is off', () => severities().length === 0);
    await set(undefined);
    await until('it is as before', () => severities().includes(vscode.DiagnosticSeverity.Warning));
  });
});
