import assert from 'node:assert/strict';
import { backendBeside } from '../../../src/catalog/kestra/as-backend.ts';
import { findHeld } from '../../../src/editor/commands/listed-secret.ts';
import { describeFound } from '../../../src/editor/commands/search-description.ts';
import type { Checks } from '../../../src/editor/checks/register-checks.ts';
import type { FolderSession } from '../../../src/editor/session/folder-session.ts';
import type { Sessions } from '../../../src/editor/session/sessions.ts';
import { childrenOf, type Shown } from '../../../src/editor/tree/children.ts';
import { findNode } from '../../../src/editor/tree/find-node.ts';
import { isSeenByKestra } from '../../../src/editor/tree/kestra.ts';
import type { TreeNode } from '../../../src/editor/tree/nodes.ts';
import { anyReason } from '../../fakes/failure-reasons.ts';
import type { MemorySecret } from '../../fakes/memory-store.ts';
import { never } from '../../fakes/never.ts';
import { scriptOf, type KestraScript } from '../../fakes/scripted-kestra.ts';
import { connect, vault } from '../catalog/kestra/support.ts';

/** The rows of a folder with a running Kestra, which was listed. */
async function folderWith(
  script: KestraScript,
  files: Readonly<Record<string, string>> = {},
  secrets: readonly MemorySecret[] = [],
) {
  const connected = await connect(script, files, secrets);
  await connected.catalog.refresh(never);
  const session = {
    folder: { name: 'f', uri: 'file:///f' },
    ready: () => Promise.resolve(),
    catalog: connected.catalog,
  } as unknown as FolderSession;
  const shown: Shown = {
    sessions: { all: () => [session] } as unknown as Sessions,
    checks: { knownProblems: () => null } as unknown as Checks,
    showsHidden: () => true,
  };
  const rows = (node?: TreeNode) => childrenOf(shown, node, never);
  const level = async () => {
    const found = (await rows()).find(({ kind }) => kind === 'kestra');
    return found ?? assert.fail('there is a row of Kestra');
  };
  return { ...connected, shown, rows, level };
}

const words = (node: TreeNode) => {
  if (node.kind === 'kestra-name') return node.listed.name;
  if (node.kind === 'kestra-namespace') return `${node.namespace}:`;
  return node.kind === 'note' ? node.text : node.kind;
};

describe('the rows of a running Kestra', () => {
  it('are its names, in open source without a namespace', async () => {
    const { rows, level } = await folderWith(scriptOf({ names: { '': ['B', 'A'] } }));
    assert.deepEqual((await rows(await level())).map(words), ['A', 'B']);
  });

  it('are a group for each namespace, and what may be lacking, last', async () => {
    const { rows, level } = await folderWith(
      scriptOf({
        edition: 'enterprise',
        names: { 'b.c': ['Z'], a: ['Y', 'X'] },
        gaps: [{ kind: 'no-right', namespace: 'd' }],
      }),
    );
    const [first, ...others] = await rows(await level());
    assert.deepEqual(
      [first, ...others].map((node) => node && words(node)),
      ['a:', 'b.c:', 'the list may be incomplete: this login may not see the secrets of d'],
    );
    assert.deepEqual((await rows(first)).map(words), ['X', 'Y']);
  });

  it('end with why it failed and what to do, and keep the last names', async () => {
    const script = scriptOf({ names: { '': ['A'] } });
    const { catalog, rows, level } = await folderWith(script);
    script.failure = {
      kind: 'signed-out',
      message: anyReason,
      nextSteps: [{ kind: 'sign-in' }, { kind: 'connect-differently' }],
    };
    await catalog.refresh(never);
    const below = await rows(await level());
    assert.deepEqual(below.map(words), ['A', 'failure']);
    assert.deepEqual(
      (await rows(below[1])).map((node) => (node.kind === 'step' ? node.step : node.kind)),
      [
        { kind: 'sign-in', backend: 'kestra' },
        { kind: 'connect-differently', backend: 'kestra' },
        { kind: 'show-log' },
      ],
    );
  });

  it('are none where it is connected no more', async () => {
    const { connection, rows } = await folderWith(scriptOf());
    connection.place = null;
    assert.ok((await rows()).every(({ kind }) => kind !== 'kestra'));
  });

  it('each name their secret for the commands on them', async () => {
    const { rows, level } = await folderWith(scriptOf({ edition: 'enterprise', names: { company: ['A'] } }));
    const [group] = await rows(await level());
    const [row] = await rows(group);
    const target = { folder: 'file:///f', backend: 'kestra', stored: 'A', namespace: 'company' };
    assert.deepEqual(row?.target, target);
  });

  it('are looked for as the secret of the backend that has it, else by their name', async () => {
    const secrets = [{ name: 'both', fields: ['x'], tags: {} }];
    const { catalog } = await folderWith(
      scriptOf({ edition: 'enterprise', names: { company: ['both', 'theirs'] } }),
      { 'application.yml': vault() },
      secrets,
    );
    const { backends } = catalog.snapshot();
    assert.equal(findHeld(backends, 'both', 'company')?.backend.id, 'vault');
    assert.equal(findHeld(backends, 'theirs', 'company'), null);
  });

  it('are not looked for as a secret that a backend has for another namespace alone', async () => {
    const { catalog } = await folderWith(
      scriptOf({ edition: 'enterprise', names: { company: ['both'] } }),
      { 'application.yml': vault() },
      [{ name: 'both', fields: ['x'], tags: {} }],
    );
    const backends = catalog
      .snapshot()
      .backends.map((backend) => ({ ...backend, level: 'namespace' as const, namespace: 'company.team' }));
    assert.equal(findHeld(backends, 'both', 'company'), null);
    assert.equal(findHeld(backends, 'both', 'company.team')?.backend.id, 'vault');
  });

  it('are found each by its own target, and told apart in the search, where one name is in several places', async () => {
    const { shown, catalog, rows, level } = await folderWith(
      scriptOf({ edition: 'enterprise', names: { company: ['A'], other: ['A'] } }),
    );
    const all = (await Promise.all((await rows(await level())).map((node) => rows(node)))).flat();
    assert.equal(all.length, 2);
    for (const node of all) assert.equal((await findNode(shown, node.target, never))?.id, node.id);
    const [beside] = backendBeside(catalog.snapshot());
    assert.deepEqual(
      beside?.secrets.map((secret) => describeFound({ backend: beside, secret }, [])),
      ['Kestra · company', 'Kestra · other'],
    );
  });

  it('are told on those of a manager that it lists, too', async () => {
    const secrets = ['both', 'mine'].map((name) => ({ name, fields: ['x'], tags: {} }));
    const { rows } = await folderWith(
      scriptOf({ edition: 'enterprise', names: { company: ['both', 'theirs'] } }),
      { 'application.yml': vault() },
      secrets,
    );
    const [manager] = await rows();
    const seen = (await rows(manager)).flatMap((node) =>
      node.kind === 'secret' ? [`${node.secret.name} ${String(isSeenByKestra(node))}`] : [],
    );
    assert.deepEqual(seen, ['both true', 'mine false']);
  });
});
