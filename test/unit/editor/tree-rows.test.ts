import assert from 'node:assert/strict';
import type { BackendSnapshot } from '../../../src/catalog/index.ts';
import type { Checks } from '../../../src/editor/checks/register-checks.ts';
import type { FolderSession } from '../../../src/editor/session/folder-session.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { childrenOf, type Shown } from '../../../src/editor/tree/children.ts';
import { findNode } from '../../../src/editor/tree/find-node.ts';
import type { TreeNode } from '../../../src/editor/tree/nodes.ts';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { FailureError, type Failure } from '../../../src/ports/failure.ts';
import type { Subkeys } from '../../../src/stores/contract.ts';
import { secretNamed, secretWith, subkeys, vaultOf } from '../../fakes/catalog-snapshot.ts';
import { namedVault } from '../../fakes/failure-reasons.ts';
import { never } from '../../fakes/never.ts';

const denied: Failure = {
  kind: 'denied',
  message: { kind: 'folder-not-trusted', backend: namedVault },
  nextSteps: [{ kind: 'sign-in' }, { kind: 'open-configuration' }],
};

/** A folder whose catalog holds what `backends` gives at that moment. */
function folderOf(name: string, backends: () => readonly BackendSnapshot[], learn?: () => Promise<Subkeys>) {
  const listeners = new Set<() => void>();
  const state = { refreshing: false, learnt: 0 };
  const session = {
    folder: { name, uri: `file:///${name}` },
    ready: () => Promise.resolve(),
    catalog: {
      snapshot: () => ({ backends: backends(), configured: true, refreshing: state.refreshing }),
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      learnSubkeys: (_backend: string, _name: string, options: { readValue: boolean }) => {
        assert.deepEqual(options, { readValue: false });
        state.learnt += 1;
        return learn?.() ?? Promise.resolve({ state: 'not-read' });
      },
    },
  } as unknown as FolderSession;
  return { session, state, listeners, changed: () => listeners.forEach((listener) => listener()) };
}

const sessionsOf = (...all: FolderSession[]): Shown => ({
  sessions: { all: () => all } as unknown as Sessions,
  checks: { knownProblems: () => null } as unknown as Checks,
  showsHidden: () => true,
});
const kinds = (nodes: readonly TreeNode[]) => nodes.map(({ kind }) => kind);

/** What may stand beside a row that is looked for. */
const groups: readonly TreeNode['kind'][] = ['not-found', 'unused', 'used-in'];

async function only(sessions: Shown, parent?: TreeNode): Promise<TreeNode> {
  const [first, ...more] = await childrenOf(sessions, parent, never);
  assert.ok(first);
  assert.ok(more.every(({ kind }) => groups.includes(kind)));
  return first;
}

describe('the rows of the tree', () => {
  it('begin with the backends of one folder, and with the folders where there are several', async () => {
    const one = folderOf('one', () => [vaultOf([])]).session;
    const two = folderOf('two', () => []).session;
    assert.deepEqual(kinds(await childrenOf(sessionsOf(one), undefined, never)), [
      'backend',
      'unused',
      'not-found',
    ]);
    const both = sessionsOf(one, two);
    const folders = await childrenOf(both, undefined, never);
    assert.deepEqual(kinds(folders), ['folder', 'folder']);
    assert.deepEqual(kinds(await childrenOf(both, folders[0], never)), ['backend', 'unused', 'not-found']);
    assert.deepEqual(kinds(await childrenOf(both, folders[1], never)), ['note']);
    assert.deepEqual(await childrenOf(sessionsOf(), undefined, never), []);
  });

  it('put a failure last, with its next steps, and keep the last list where it was', async () => {
    const backend = vaultOf([secretNamed('api')], { state: 'failed', failure: denied });
    const sessions = sessionsOf(folderOf('f', () => [backend]).session);
    const rows = await childrenOf(sessions, await only(sessions), never);
    assert.deepEqual(kinds(rows), ['secret', 'failure']);
    const steps = await childrenOf(sessions, rows[1], never);
    assert.deepEqual(
      steps.map((node) => (node.kind === 'step' ? node.step.kind : node.kind)),
      ['sign-in', 'open-configuration', 'show-log'],
    );
  });

  it('group what is hidden, and leave what nobody can tell among the others', async () => {
    const backend = vaultOf([
      secretNamed('b', { visible: null }),
      secretNamed('a'),
      secretNamed('c', {
        visible: false,
        rules: [
          { rule: 'filter-on-tags', result: 'fail', reason: { kind: 'tags-not-read' } },
          { rule: 'excluded-tags', result: 'pass', reason: { kind: 'no-excluded-tag' } },
        ],
      }),
    ]);
    const sessions = sessionsOf(folderOf('f', () => [backend]).session);
    const rows = await childrenOf(sessions, await only(sessions), never);
    assert.deepEqual(
      rows.map((node) => (node.kind === 'secret' ? node.secret.name : node.kind)),
      ['a', 'b', 'hidden'],
    );
    const hidden = await only(sessions, rows[2]);
    const rule = await only(sessions, hidden);
    assert.ok(rule.kind === 'rule' && rule.outcome.rule === 'filter-on-tags');
    assert.deepEqual(rule.target, { ...hidden.target, rule: 'filter-on-tags' });
    const hiding: Shown = { ...sessions, showsHidden: () => false };
    assert.deepEqual(kinds(await childrenOf(hiding, await only(hiding), never)), ['secret', 'secret']);
  });

  it('say why a list is incomplete, or that it is empty', async () => {
    for (const [state, text] of [
      [
        {
          state: 'incomplete',
          incompleteBecause: { kind: 'cut-short', cuts: [{ kind: 'first-names', names: 2 }] },
        },
        /only the first 2 names were listed/,
      ],
      [{}, /no secrets/],
      [{ state: 'unsupported' }, /not supported/],
    ] as const) {
      const sessions = sessionsOf(folderOf('f', () => [vaultOf([], state)]).session);
      const note = await only(sessions, await only(sessions));
      assert.ok(note.kind === 'note');
      assert.match(note.text, text);
    }
  });

  it('are none under a list that takes long, and wait no longer for it: its own row says how much has come', async () => {
    const backend = vaultOf([], {
      fetchedAt: null,
      state: 'incomplete',
      incompleteBecause: { kind: 'not-listed-yet' },
      listing: 300,
    });
    const folder = folderOf('f', () => [backend]);
    folder.state.refreshing = true;
    const sessions = sessionsOf(folder.session);
    assert.deepEqual(await childrenOf(sessions, await only(sessions), never), []);
  });

  it('say last that a list was stopped', async () => {
    const backend = vaultOf([secretNamed('api')], {
      state: 'incomplete',
      incompleteBecause: { kind: 'stopped' },
      stopped: true,
    });
    const sessions = sessionsOf(folderOf('f', () => [backend]).session);
    assert.deepEqual(kinds(await childrenOf(sessions, await only(sessions), never)), ['secret', 'note']);
  });

  it('wait for the first list, and listen no longer', async () => {
    let backend = vaultOf([], { fetchedAt: null, state: 'incomplete' });
    const folder = folderOf('f', () => [backend]);
    folder.state.refreshing = true;
    const sessions = sessionsOf(folder.session);
    const waiting = childrenOf(sessions, await only(sessions), never);
    folder.changed();
    assert.equal(folder.listeners.size, 1);
    backend = vaultOf([secretNamed('api')]);
    folder.changed();
    assert.deepEqual(kinds(await waiting), ['secret']);
    assert.equal(folder.listeners.size, 0);
  });

  it('stop waiting when the view goes', async () => {
    const folder = folderOf('f', () => [vaultOf([], { fetchedAt: null, state: 'incomplete' })]);
    folder.state.refreshing = true;
    const sessions = sessionsOf(folder.session);
    const controller = new AbortController();
    const waiting = childrenOf(sessions, await only(sessions), controller.signal);
    controller.abort();
    assert.deepEqual(kinds(await waiting), ['note']);
    assert.equal(folder.listeners.size, 0);
  });
});

describe('the subkeys of a row', () => {
  const open = async (backend: BackendSnapshot, learn?: () => Promise<Subkeys>) => {
    const folder = folderOf('f', () => [backend], learn);
    const sessions = sessionsOf(folder.session);
    const rows = await childrenOf(sessions, await only(sessions), never);
    const secret = rows.find(({ kind }) => kind === 'secret');
    const below = await childrenOf(sessions, secret, never);
    assert.equal(below.at(-1)?.kind, 'used-in');
    return { rows: below.slice(0, -1), asked: folder.state.learnt };
  };

  it('are asked for when it is opened, and only then', async () => {
    const known = await open(vaultOf([secretWith('api', subkeys('TOKEN'))]));
    assert.deepEqual([kinds(known.rows), known.asked], [['subkey'], 0]);
    const learnt = await open(vaultOf([secretNamed('api')]), () => Promise.resolve(subkeys('A', 'B')));
    assert.deepEqual([kinds(learnt.rows), learnt.asked], [['subkey', 'subkey'], 1]);
  });

  it('are not asked of a backend that fails: its rows would be drawn and asked again without an end', async () => {
    const { rows, asked } = await open(vaultOf([secretNamed('api')], { state: 'failed', failure: denied }));
    assert.deepEqual([kinds(rows), asked], [['note'], 0]);
  });

  it('are offered where only the value tells them, and nothing is asked', async () => {
    const abilities = { lookup: true, subkeys: 'by-reading-value', listLag: 300 } as const;
    const { rows, asked } = await open(vaultOf([secretNamed('api')], { abilities }));
    assert.deepEqual([kinds(rows), asked], [['note', 'step'], 0]);
    const [, row] = rows;
    assert.ok(row?.kind === 'step');
    assert.deepEqual(row.step, { kind: 'read-subkeys', backend: 'vault', storedName: 'payments/api' });
  });

  it('are those that were learnt since the row was drawn', async () => {
    let backend = vaultOf([secretNamed('api')]);
    const folder = folderOf('f', () => [backend]);
    const sessions = sessionsOf(folder.session);
    const [drawn] = await childrenOf(sessions, await only(sessions), never);
    backend = vaultOf([secretWith('api', subkeys('TOKEN'))]);
    assert.deepEqual(kinds(await childrenOf(sessions, drawn, never)), ['subkey', 'used-in']);
    assert.equal(folder.state.learnt, 0);
  });

  it('give a failure as a sentence of that row alone', async () => {
    const { rows } = await open(vaultOf([secretNamed('api')]), () =>
      Promise.reject(new FailureError(denied)),
    );
    const [note] = rows;
    assert.ok(note?.kind === 'note');
    assert.equal(note.text, failureMessage(denied));
  });
});

describe('the row of a target', () => {
  it('is the secret, else its backend, else its folder', async () => {
    const one = folderOf('one', () => [vaultOf([secretNamed('api')])]).session;
    const sessions = sessionsOf(one, folderOf('two', () => []).session);
    const find = (target: { backend?: string; stored?: string }) =>
      findNode(sessions, { folder: 'file:///one', ...target }, never);
    assert.equal((await find({ backend: 'vault', stored: 'payments/api' }))?.kind, 'secret');
    assert.equal((await find({ backend: 'vault', stored: 'gone' }))?.kind, 'backend');
    assert.equal((await find({ backend: 'gone' }))?.kind, 'folder');
  });

  it('end with what Terraform creates, each row with the line that does', async () => {
    const { session } = folderOf('f', () => [vaultOf([])]);
    const place = { file: 'infra/main.tf', range: { start: 0, end: 1 }, column: 1 };
    const terraformSecrets = [
      { name: 'MAIL', namespace: 'orchard', origin: { ...place, line: 3 } },
      { name: null, namespace: null, origin: { ...place, line: 9 } },
    ];
    const { catalog } = session;
    const sessions = sessionsOf({
      ...session,
      catalog: { ...catalog, snapshot: () => ({ ...catalog.snapshot(), terraformSecrets }) },
    });
    const rows = await childrenOf(sessions, undefined, never);
    assert.deepEqual(kinds(rows), ['backend', 'terraform', 'unused', 'not-found']);
    const created = await childrenOf(sessions, rows[1], never);
    assert.deepEqual(
      created.map(({ kind, target }) => `${kind} ${target.terraform ?? ''}`),
      ['created infra/main.tf:3', 'created infra/main.tf:9'],
    );
    assert.equal(new Set(created.map(({ id }) => id)).size, 2);
  });
});
