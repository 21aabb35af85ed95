import assert from 'node:assert/strict';
import { memoryStorages } from '../../../src/access/index.ts';
import { openFolder, type OpenedFolder } from '../../../src/folder/index.ts';
import type { FolderClient, Run } from '../../../src/folder/client.ts';
import { listOnce } from '../../../src/folder/one-run.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { never } from '../../fakes/never.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';
import { startKestra, type KestraOptions } from '../../servers/kestra/kestra.ts';
import { temporaryFolder } from '../workspace/support.ts';

const login = { kind: 'basic', user: 'admin@example.com', password: 'VALUE-MARKER-password' } as const;

const held: KestraOptions = {
  generation: '2.0',
  edition: 'open-source',
  secrets: [{ namespace: 'company', key: 'LIGHTHOUSE', value: 'VALUE-MARKER-lighthouse' }],
  executions: [],
  users: [{ login, mayList: 'all', mayEvaluate: true }],
};

const run: Run = {
  allowed: { endpoints: [], variables: [] },
  addresses: {},
  offline: false,
  filesOf: listOnce,
};

describe('the running Kestra of a folder that a client opens', () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function start(changes: Partial<KestraOptions> = {}) {
    const server = await startKestra({ ...held, ...changes });
    undo.push(server.stop);
    return server;
  }
  function open(changes: Partial<FolderClient> = {}): OpenedFolder {
    const folder = temporaryFolder({});
    undo.push(() => folder.remove());
    const opened = openFolder(folderClient(folder.root, changes));
    undo.push(() => opened.catalog.close());
    return opened;
  }
  const verdictIn = async ({ catalog }: OpenedFolder) => {
    const { verdict, backend } = await answerTo(catalog, questionOf('LIGHTHOUSE'));
    return [verdict, backend];
  };

  it('is not there until somebody connects it, and is asked as who did', async () => {
    const server = await start();
    const opened = open();
    assert.deepEqual(await verdictIn(opened), ['unknown', null]);
    assert.equal(opened.catalog.snapshot().kestra, undefined);
    await opened.kestra.connect({ url: server.url, tenant: 'main' }, login);
    opened.catalog.reconnectKestra();
    assert.deepEqual(await verdictIn(opened), ['resolvable', 'kestra']);
    await opened.kestra.disconnect();
    opened.catalog.reconnectKestra();
    assert.deepEqual(await verdictIn(opened), ['unknown', null]);
  });

  it('gets another login with the next list', async () => {
    const server = await start();
    const opened = open();
    const place = { url: server.url, tenant: 'main' };
    await opened.kestra.connect(place, { ...login, password: 'VALUE-MARKER-other' });
    await opened.catalog.refresh(never);
    assert.equal(opened.catalog.snapshot().kestra?.failure?.kind, 'denied');
    await opened.kestra.connect(place, login);
    opened.catalog.reconnectKestra();
    assert.deepEqual(await verdictIn(opened), ['resolvable', 'kestra']);
  });

  it('is what the user has in settings, where the folder is connected to none', async () => {
    const server = await start({ users: [] });
    const { settings } = folderClient('');
    const kestra = () => ({ url: server.url, tenant: 'main' });
    assert.deepEqual(await verdictIn(open({ settings: { ...settings, kestra } })), ['resolvable', 'kestra']);
  });

  it('is sent nothing where the folder is not trusted, or the address cannot be meant', async () => {
    const server = await start();
    const place = { url: server.url, tenant: 'main' };
    for (const [kestra, isTrusted, kind] of [
      [place, false, 'not-trusted'],
      [{ ...place, url: 'ftp://kestra.example' }, true, 'misconfigured'],
    ] as const) {
      const { settings } = folderClient('');
      const { catalog } = open({
        isTrusted: () => isTrusted,
        settings: { ...settings, kestra: () => kestra },
      });
      await catalog.refresh(never);
      const { state, failure } = catalog.snapshot().kestra ?? {};
      assert.deepEqual([state, failure?.kind], ['blocked', kind]);
    }
    assert.deepEqual(server.asked, []);
  });

  it("is a run's own, with which nothing that is stored counts", async () => {
    const [stored, given] = [await start(), await start({ secrets: [] })];
    const storage = { folder: 'folder', ...memoryStorages() };
    const { settings } = folderClient('');
    const kestra = () => ({ url: stored.url, tenant: 'main' });
    const client = { storage, settings: { ...settings, kestra } };
    await open(client).kestra.connect({ url: stored.url, tenant: 'main' }, login);
    const ofRun = open({ ...client, run: { ...run, kestra: { url: given.url, tenant: 'main', login } } });
    assert.deepEqual(await verdictIn(ofRun), ['missing', null]);
    assert.deepEqual(stored.asked, []);
  });

  it('is sent nothing by a run that is offline', async () => {
    const server = await start();
    const { catalog } = open({
      run: { ...run, offline: true, kestra: { url: server.url, tenant: 'main', login } },
    });
    await catalog.refresh(never);
    assert.equal(catalog.snapshot().kestra?.state, 'offline');
    assert.deepEqual(server.asked, []);
  });
});
