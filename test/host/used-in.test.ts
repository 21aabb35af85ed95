import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../vscode/until.ts';
import { openedFolder, openFlow, shownText } from './flow-document.ts';

const compose = () => vscode.Uri.joinPath(openedFolder().uri, 'docker-compose.yml');

async function lenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
    1000,
  );
  return found.filter(({ command }) => /\bused\b/.test(command?.title ?? ''));
}

/** Each as `line: what it says`. */
const linesOf = (found: readonly vscode.CodeLens[]) =>
  found.map(({ range, command }) => `${String(range.start.line + 1)}: ${command?.title ?? ''}`);

async function hover(document: vscode.TextDocument, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(document.getText().indexOf(text) + 1),
  );
  return shownText(hovers.flatMap(({ contents }) => contents));
}

describe('in how many flows a secret is used', () => {
  const ours = () => vscode.workspace.getConfiguration('kestraSecrets');
  const another = () => path.join(openedFolder().uri.fsPath, 'another-use.yml');
  const askTwice = `    m: "{{ secret('WEIGHBRIDGE_PIN') }}{{ secret('WEIGHBRIDGE_PIN') }}"\n`;
  after(async () => {
    await ours().update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await rm(another(), { force: true });
  });

  it('stands above each line that defines one, and leads to the calls', async () => {
    const document = await vscode.workspace.openTextDocument(compose());
    const line = (text: string) => document.positionAt(document.getText().indexOf(text)).line + 1;
    const [api, pin] = [line('SECRET_HARVEST_API'), line('SECRET_WEIGHBRIDGE_PIN')];
    await eventually(async () => {
      const found = linesOf(await lenses(compose()));
      // One flow of the example has a mistake behind which nobody knows what it asks for.
      assert.deepEqual(
        found.filter((each) => each.startsWith(`${String(pin)}:`)),
        [`${String(pin)}: not used by any flow that could be read`],
      );
      assert.match(found.find((each) => each.startsWith(`${String(api)}:`)) ?? '', /: used in \d flows?$/);
    });
    const lens = (await lenses(compose())).find(({ range }) => range.start.line + 1 === api);
    assert.equal(lens?.command?.command, 'editor.action.showReferences');
    const [uri, , places] = (lens.command.arguments ?? []) as [vscode.Uri, unknown, vscode.Location[]];
    assert.equal(uri.toString(), compose().toString());
    const place = places.find(({ uri: { path: file } }) => file.endsWith('harvest-import.yaml'));
    assert.ok(place, 'the use in harvest-import.yaml is among them');
    const flow = await vscode.workspace.openTextDocument(place.uri);
    assert.equal(flow.getText(place.range), 'HARVEST_API');
  });

  it('follows the flows as they are typed, and as they go', async () => {
    const { document } = await openFlow('another-use.yml', askTwice);
    const pin = async () =>
      linesOf(await lenses(compose()))
        .filter((each) => each.startsWith('23:'))
        .join();
    await eventually(async () => assert.equal(await pin(), '23: used in 1 flow'));
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, whole, 'id: a\n');
    await vscode.workspace.applyEdit(edit);
    await eventually(async () => assert.equal(await pin(), '23: not used by any flow that could be read'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(async () => assert.equal(await pin(), '23: used in 1 flow'));
    await rm(another());
    await eventually(async () => assert.equal(await pin(), '23: not used by any flow that could be read'));
  });

  it('is in the hovers of a call and of a definition', async () => {
    await lenses(compose());
    const definition = await vscode.workspace.openTextDocument(compose());
    await eventually(async () => {
      const text = await hover(definition, 'SECRET_WEIGHBRIDGE_PIN');
      assert.match(text, /\*\*WEIGHBRIDGE_PIN\*\*\s+Not used by any flow that could be read/);
      assert.doesNotMatch(text, /VALUE-MARKER/);
    });
    const { document } = await openFlow('hover-use.yml', `    m: "{{ secret('WEATHER_KEY') }}"\n`);
    await eventually(async () => assert.match(await hover(document, 'WEATHER_KEY'), /Used in 2 flows/));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await rm(document.uri.fsPath);
  });

  it('stands nowhere once the setting is off, nor in a file that defines nothing', async () => {
    const flow = vscode.Uri.joinPath(openedFolder().uri, 'flows', 'harvest-import.yaml');
    await vscode.workspace.openTextDocument(flow);
    assert.deepEqual(await lenses(flow), []);
    await ours().update('codeLens', false, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.deepEqual(await lenses(compose()), []));
    await ours().update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await eventually(async () => assert.notDeepEqual(await lenses(compose()), []));
  });
});
