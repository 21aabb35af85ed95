import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { registerChecks, type Checks } from '../../src/editor/checks/register-checks.ts';
import { createOpenFlows, type OpenFlows } from '../../src/editor/flows.ts';
import { openFolderSession } from '../../src/editor/session/open-session.ts';
import { createSessions, type Sessions } from '../../src/editor/session/sessions.ts';
import { createSeverities } from '../../src/editor/severities.ts';
import { childrenOf } from '../../src/editor/tree/children.ts';
import { createDrawnUses } from '../../src/editor/tree/drawn-uses.ts';
import { findNode } from '../../src/editor/tree/find-node.ts';
import { itemOf } from '../../src/editor/tree/items.ts';
import type { TreeNode } from '../../src/editor/tree/nodes.ts';
import { tooltipOf } from '../../src/editor/tree/tooltips.ts';
import { createFlowCache } from '../../src/workspace/index.ts';
import { secretNamed, vaultOf } from '../fakes/catalog-snapshot.ts';
import { never } from '../fakes/never.ts';
import { quietLog } from '../fakes/quiet-log.ts';
import { extensionContext, openedFolder, openFlow, removeFlows, shownText } from './flow-document.ts';

const now = Date.now();

const labelOf = (node: TreeNode) => {
  const { label } = itemOf(node, now);
  return typeof label === 'string' ? label : (label?.label ?? '');
};

// VS Code does not show an extension's rows to its tests: the same rows are made here from sessions of the test's own.
describe('the tree', () => {
  let sessions: Sessions;
  let flows: OpenFlows;
  let checks: Checks;
  before(async () => {
    await removeFlows();
    sessions = createSessions((folder) => openFolderSession(folder, extensionContext, quietLog));
    flows = createOpenFlows(createFlowCache(), Date.now, () => Promise.resolve(null));
    checks = registerChecks(sessions, flows, createSeverities(quietLog), quietLog);
  });
  after(() => {
    checks.dispose();
    flows.dispose();
    sessions.dispose();
  });

  const shown = () => ({ sessions, checks, showsHidden: () => true });
  const rows = (node?: TreeNode) => childrenOf(shown(), node, never);
  const row = async (parent: TreeNode | undefined, label: string) => {
    const found = (await rows(parent)).find((each) => labelOf(each) === label);
    assert.ok(found, `no row ${label}`);
    return found;
  };
  const everyRow = async (parent?: TreeNode): Promise<TreeNode[]> => {
    const below = await rows(parent);
    return [...below, ...(await Promise.all(below.map(everyRow))).flat()];
  };

  it('shows the backend, then its secrets, and the hidden ones in a group', async () => {
    const [backend, ...more] = await rows();
    assert.ok(backend);
    assert.deepEqual(more.map(labelOf), ['Unused secrets', 'Not found']);
    assert.equal(labelOf(backend), 'Environment variables');
    const labels = (await rows(backend)).map(labelOf);
    assert.deepEqual(labels, ['HARVEST_API', 'MAIL_PASSWORD', 'ORCHARD_DB', 'WEATHER_KEY', 'Hidden (2)']);
  });

  it('shows subkeys below a secret, and under a hidden one each rule that hides it', async () => {
    const backend = await row(undefined, 'Environment variables');
    const subkeys = (await rows(await row(backend, 'ORCHARD_DB'))).map(labelOf);
    assert.deepEqual([...subkeys].sort(), ['HOST', 'PASSWORD', 'USERNAME', 'Used in flows']);
    assert.equal(subkeys.at(-1), 'Used in flows');
    const hidden = await row(backend, 'Hidden (2)');
    assert.equal(itemOf(hidden, now).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const rules = await rows(await row(hidden, 'TRACTOR_TOKEN'));
    assert.equal(rules.length, 2);
    assert.match(labelOf(rules[0]!), /Base64/);
    assert.equal(labelOf(rules[1]!), 'Used in flows');
  });

  it('reads no flow before somebody opens what a secret is used in, and counts from then on', async () => {
    const [session] = sessions.all();
    assert.ok(session);
    const backend = await row(undefined, 'Environment variables');
    const secret = await row(backend, 'WEATHER_KEY');
    const group = await row(secret, 'Used in flows');
    assert.equal(session.knownFlows(), null);
    assert.equal(itemOf(secret, now).description, '');
    // Nothing else is below a secret without subkeys: its uses are open with it.
    assert.equal(itemOf(group, now).collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    const subkeys = await row(backend, 'ORCHARD_DB');
    const [other] = (await rows(subkeys)).slice(-1);
    assert.equal(itemOf(other!, now).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);

    const changed = new Promise<void>((resolve) => session.onDidChangeFlows(() => resolve()));
    const [use, ...more] = await rows(group);
    await changed;
    assert.ok(use);
    const item = itemOf(use, now);
    assert.equal(item.label, 'harvest-letter');
    assert.equal(item.description, 'flows/mail/harvest-letter.yml:7');
    assert.equal(
      item.accessibilityInformation?.label,
      'flow harvest-letter, flows/mail/harvest-letter.yml:7',
    );
    assert.equal(item.command?.command, 'vscode.open');
    const [uri, { selection }] = item.command.arguments as [vscode.Uri, { selection: vscode.Range }];
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(selection), 'WEATHER_KEY');
    assert.match(
      more.map(labelOf).join(),
      /^could be read only in part: flows\/mistakes\/every-mistake\.yml$/,
    );

    assert.equal(itemOf(secret, now).description, 'used in 1 flow');
    assert.match(itemOf(secret, now).accessibilityInformation?.label ?? '', /used in 1 flow$/);
    assert.equal(itemOf(group, now).label, 'Used in 1 flow');
    const host = await row(subkeys, 'HOST');
    assert.equal(itemOf(host, now).description, 'used in 1 flow');
    assert.deepEqual((await rows(host)).slice(0, 1).map(labelOf), ['harvest-import']);
    const tooltip = tooltipOf(secret, now);
    assert.match(tooltip === undefined ? '' : shownText([tooltip]), /Used in 1 flow/);
  });

  it('draws those rows anew that say something else after an edit, and no others', async () => {
    const [session] = sessions.all();
    assert.ok(session);
    const drawn = createDrawnUses();
    const backend = await row(undefined, 'Environment variables');
    const secrets = (await rows(backend)).filter(({ kind }) => kind === 'secret');
    const group = (await rows(await row(backend, 'MAIL_PASSWORD'))).at(-1)!;
    await rows(group);
    for (const node of [backend, ...secrets, group]) drawn.note(node);
    assert.deepEqual(await drawn.findChanged([session]), []);
    const changed = new Promise<void>((resolve) => session.onDidChangeFlows(() => resolve()));
    const { document } = await openFlow('one-more.yml', `    m: "{{ secret('WEATHER_KEY') }}"\n`);
    await changed;
    assert.deepEqual((await drawn.findChanged([session])).map(labelOf), ['WEATHER_KEY']);
    drawn.forget();
    assert.deepEqual(await drawn.findChanged([session]), []);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    const gone = new Promise<void>((resolve) => session.onDidChangeFlows(() => resolve()));
    await rm(document.uri.fsPath);
    await gone;
  });

  it('warns of a secret whose name another one has, and tells them apart', () => {
    const [session] = sessions.all();
    assert.ok(session);
    const folder = session.folder.uri.toString();
    const secret = secretNamed('API', { storedName: 'one', sameName: ['two'] });
    const backend = vaultOf([secret], { level: 'namespace', namespace: 'a.b', id: 'vault@a.b' });
    const common = { session, backend, parent: null, target: { folder } };
    const item = itemOf({ ...common, kind: 'secret', id: 'secret', secret }, now);
    assert.ok(item.iconPath instanceof vscode.ThemeIcon);
    assert.deepEqual([item.iconPath.id, item.description], ['warning', 'stored as one']);
    assert.match(item.accessibilityInformation?.label ?? '', /another secret has the same name/);
    assert.equal(itemOf({ ...common, kind: 'backend', id: 'backend' }, now).label, 'Vault of a.b');
  });

  it('locks what is read-only', async () => {
    const backend = await row(undefined, 'Environment variables');
    for (const node of [backend, await row(backend, 'MAIL_PASSWORD')]) {
      const { iconPath } = itemOf(node, now);
      assert.ok(iconPath instanceof vscode.ThemeIcon);
      assert.equal(iconPath.id, 'lock');
    }
  });

  it('speaks every row, gives each an id of its own, and shows no value', async () => {
    const nodes = await everyRow();
    assert.ok(nodes.length > 10);
    const items = nodes.map((node) => itemOf(node, now));
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
    for (const [index, item] of items.entries()) {
      assert.notEqual(item.accessibilityInformation?.label ?? '', '');
      const tooltip = tooltipOf(nodes[index]!, now);
      const text = JSON.stringify(item) + (tooltip === undefined ? '' : shownText([tooltip]));
      assert.doesNotMatch(text, /VALUE-MARKER|VkFMVUU|db\.orchard\.example/);
    }
  });

  it('keeps the ids of its rows over a refresh', async () => {
    const ids = async () => (await everyRow()).map(({ id }) => id);
    const before = await ids();
    await sessions.all()[0]!.refresh(never);
    assert.deepEqual(await ids(), before);
  });

  it("tells a secret's own name, its file and that it is read-only in the tooltip", async () => {
    const backend = await row(undefined, 'Environment variables');
    const tooltip = tooltipOf(await row(backend, 'HARVEST_API'), now);
    assert.ok(tooltip);
    const text = shownText([tooltip]);
    assert.match(text, /SECRET_HARVEST_API/);
    assert.match(text, /docker-compose\.yml/);
    assert.match(text, /Read-only: yes/);
  });

  it('finds the row of a secret, a hidden one too', async () => {
    const folder = openedFolder().uri.toString();
    for (const stored of ['SECRET_ORCHARD_DB', 'SECRET_TRACTOR_TOKEN']) {
      const node = await findNode(shown(), { folder, backend: 'env', stored }, never);
      assert.equal(node?.target.stored, stored);
    }
  });
});
