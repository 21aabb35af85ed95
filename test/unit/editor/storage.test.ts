import assert from 'node:assert/strict';
import type { ExtensionContext } from 'vscode';
import { folderStorage, forgetOlder } from '../../../src/editor/storage.ts';
import { accessIn, leave, outcome, vault } from '../access/world.ts';

const folder = 'file:///workspaces/shop';

/** VS Code's storages, shared by all workspaces of a user, and what a window has of them. */
function user() {
  const state = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const windowOf = (workspace: string | null) =>
    ({
      storageUri:
        workspace === null ? undefined : { path: `/data/workspaceStorage/${workspace}/our.extension` },
      globalState: {
        get: (key: string) => state.get(key),
        update: (key: string, value: unknown) => {
          if (value === undefined) state.delete(key);
          else state.set(key, value);
          return Promise.resolve();
        },
      },
      secrets: {
        get: (key: string) => Promise.resolve(secrets.get(key)),
        store: (key: string, value: string) => Promise.resolve(void secrets.set(key, value)),
        delete: (key: string) => Promise.resolve(void secrets.delete(key)),
      },
    }) as unknown as ExtensionContext;
  return { state, secrets, windowOf };
}

const place = { backend: 'vault', endpoint: 'https://typed.example' };
const login = { kind: 'token', token: 'VALUE-MARKER-typed' } as const;

function accessOf(context: ExtensionContext) {
  const { folder: name, credentials, records } = folderStorage(context, folder);
  return accessIn({
    environment: { VAULT_TOKEN: 'VALUE-MARKER-env' },
    folder: name,
    storages: { credentials, records, kept: new Map() },
  });
}

/** What may be asked there without a question: an approved address, and one for which a login was typed. */
async function placesWithoutQuestion(context: ExtensionContext) {
  const access = accessOf(context);
  return Promise.all(
    ['https://approved.example', place.endpoint].map(
      async (address) => (await outcome(access, vault(address))).split(' ')[0],
    ),
  );
}

describe('what is kept for a folder', () => {
  const all = ['VALUE-MARKER-env', 'VALUE-MARKER-typed'];
  const nothing = ['not-approved', 'not-approved'];

  async function allow(context: ExtensionContext) {
    const access = accessOf(context);
    await access.approve(leave('https://approved.example', 'environment', ['VAULT_TOKEN']));
    await access.signIn(place, login);
  }

  it('is found again in the same workspace, and in no other one with a folder at the same path', async () => {
    const { windowOf } = user();
    await allow(windowOf('one'));
    assert.deepEqual(await placesWithoutQuestion(windowOf('one')), all);
    assert.deepEqual(await placesWithoutQuestion(windowOf('container')), nothing);
    assert.deepEqual(await placesWithoutQuestion(windowOf(null)), nothing);
  });

  it('ends with the session where VS Code has no id of the workspace', async () => {
    const { windowOf, state, secrets } = user();
    const context = windowOf(null);
    await allow(context);
    assert.deepEqual([state.size, secrets.size], [0, 0]);
    assert.deepEqual(await placesWithoutQuestion(context), nothing);
  });

  it('is no longer what earlier versions kept by the path alone', async () => {
    const { windowOf, state, secrets } = user();
    state.set(`approvals:${folder}`, [{ endpoint: 'https://approved.example', variables: [] }]);
    state.set(`typed:${folder}`, [place, null, { backend: 'vault' }]);
    state.set(`connections:${folder}`, [{ backend: 'vault', address: 'https://x.example', ownLogin: false }]);
    state.set('typed:file:///elsewhere', [place]);
    secrets.set(JSON.stringify(['typed', folder, place.backend, place.endpoint]), JSON.stringify(login));
    secrets.set('other', 'stays');
    assert.deepEqual(await placesWithoutQuestion(windowOf('one')), nothing);
    await forgetOlder(windowOf('one'), folder);
    assert.deepEqual([...state.keys()], ['typed:file:///elsewhere']);
    assert.deepEqual([...secrets.keys()], ['other']);
    await allow(windowOf('one'));
    await forgetOlder(windowOf('one'), folder);
    assert.deepEqual(await placesWithoutQuestion(windowOf('one')), all, 'what is kept now stays');
  });
});
