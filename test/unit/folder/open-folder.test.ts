import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { memoryStorages } from '../../../src/access/index.ts';
import { locationWords } from '../../../src/language/messages/locations.ts';
import { openFolder, type OpenedFolder } from '../../../src/folder/index.ts';
import type { FolderClient } from '../../../src/folder/client.ts';
import { folderClient } from '../../fakes/folder-client.ts';
import { listOnce } from '../../../src/folder/one-run.ts';
import { never } from '../../fakes/never.ts';
import { quietLog } from '../../fakes/quiet-log.ts';
import { answerTo, questionOf } from '../../fakes/question.ts';
import { sendJson, startListening, type Listening } from '../../servers/listening.ts';
import { temporaryFolder } from '../workspace/support.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function vaultAt(address: string, rules = ''): string {
  return [
    'kestra:',
    '  secret:',
    '    type: vault',
    '    vault:',
    `      address: ${address}`,
    '      token: { token: VALUE-MARKER-token }',
    rules,
  ].join('\n');
}

describe('a folder that a client opens', () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  function open(files: Readonly<Record<string, string | Uint8Array>>, changes: Partial<FolderClient> = {}) {
    const folder = temporaryFolder(files);
    undo.push(() => folder.remove());
    const opened = openFolder(folderClient(folder.root, changes));
    undo.push(() => opened.catalog.close());
    return { ...opened, root: folder.root, path: (name: string) => folder.path(name) };
  }
  async function configured(opened: OpenedFolder): Promise<OpenedFolder> {
    opened.catalog.configure(await opened.readConfiguration(null, never));
    return opened;
  }
  async function startVault(asked: string[]): Promise<Listening> {
    const server = await startListening(({ method, url }, response) => {
      asked.push(`${method} ${url.pathname}`);
      sendJson(response, 403, { errors: ['permission denied'] });
    }, null);
    undo.push(server.stop);
    return server;
  }

  it('is answered for by the configuration that stands in it', async () => {
    const compose = `services:\n  kestra:\n    image: kestra/kestra\n    environment:\n      SECRET_API: ${base64('VALUE-MARKER')}\n`;
    const { catalog } = await configured(open({ 'docker-compose.yml': compose }));
    assert.equal(catalog.resolve(questionOf('API')).verdict, 'resolvable');
    assert.equal((await answerTo(catalog, questionOf('DB'))).verdict, 'missing');
  });

  it('has a file that gets configuration later read anew, and no file without any', async () => {
    const opened = open({ 'deploy/server.yml': 'a: b\n', 'flow.yml': 'id: a\n' });
    assert.equal((await opened.readConfiguration(null, never)).found, false);
    const container = `{name: kestra, image: 'kestra/kestra:v1.0.0', env: [{name: SECRET_API, value: dg==}]}`;
    writeFileSync(
      opened.path('deploy/server.yml'),
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: kestra}\nspec: {template: {spec: {containers: [${container}]}}}\n`,
    );
    assert.equal(await opened.concernsConfiguration(['flow.yml'], never), false);
    assert.equal(await opened.concernsConfiguration(['flow.yml', 'deploy/server.yml'], never), true);
    const { catalog } = await configured(opened);
    assert.equal(catalog.resolve(questionOf('API')).verdict, 'resolvable');
  });

  it('keeps the choice of a configuration outside it, and goes by it from the next reading on', async () => {
    const service = (name: string) =>
      `services:\n  kestra:\n    image: kestra/kestra\n    environment:\n      SECRET_${name}: ${base64('VALUE-MARKER')}\n`;
    const records = new Map<string, unknown>();
    const storage = {
      folder: 'a folder',
      ...memoryStorages(),
      records: {
        get: (key: string) => records.get(key),
        set: (key: string, value: unknown) => Promise.resolve(void records.set(key, value)),
      },
    };
    const files = { 'a/compose.yml': service('A'), 'b/compose.yml': service('B') };
    const chosenBy = async (opened: OpenedFolder) => {
      const { chosen, backends } = await opened.readConfiguration(null, never);
      return [chosen, backends.map(({ id }) => id)];
    };
    const opened = open(files, { storage });
    const both = [undefined, ['env#a/compose.yml', 'env#b/compose.yml']];
    assert.deepEqual(await chosenBy(opened), both);
    await opened.choice.choose('b/compose.yml');
    const one = ['b/compose.yml', ['env#b/compose.yml']];
    assert.deepEqual(await chosenBy(opened), one);
    assert.deepEqual(await chosenBy(open(files, { storage })), one, 'in another window');
    await opened.choice.choose(null);
    assert.deepEqual(await chosenBy(opened), both);
  });

  it('has a line in the log for each file that is refused, and another one when the reason changes', async () => {
    const lines: string[] = [];
    const warn = (line: string) => lines.push(line);
    const utf16 = Buffer.from('kestra.secret.type: vault VALUE-MARKER', 'utf16le');
    const opened = open(
      { 'application.yml': utf16, '.env': 'x'.repeat(3_000_000) },
      { log: { ...quietLog, warn } },
    );
    const told = (...texts: string[]) => texts.map((text) => `${opened.root}: ${text}`);
    for (const path of ['application.yml', 'application.yml', '.env', 'absent.yml'])
      await opened.files.read(path, never);
    const first = told(
      'application.yml was not read: it is neither UTF-8 nor UTF-16 with a byte order mark',
      '.env was not read: it is too large',
    );
    assert.deepEqual(lines, first);
    writeFileSync(opened.path('application.yml'), 'kestra: {}');
    await opened.files.read('application.yml', never);
    assert.deepEqual(lines, first);
    writeFileSync(opened.path('application.yml'), 'x'.repeat(3_000_000));
    await configured(opened);
    assert.deepEqual(lines, [...first, ...told('application.yml was not read: it is too large')]);
  });

  it('is asked nothing, and nothing is read of its client, before it is configured and asked', async () => {
    const asked: string[] = [];
    const { url } = await startVault(asked);
    const reads: string[] = [];
    const network = () => {
      reads.push('network');
      return Promise.resolve({ extraCertificates: [] });
    };
    const opened = await configured(open({ 'application.yml': vaultAt(url) }, { network }));
    assert.deepEqual([asked, reads], [[], []]);
    await opened.catalog.refresh(never);
    assert.deepEqual(reads, ['network']);
    assert.ok(asked.length > 0);
    assert.equal(opened.catalog.snapshot().backends[0]?.failure?.kind, 'denied');
  });

  it('sends nothing while it is not trusted, and asks again once it is', async () => {
    const asked: string[] = [];
    const { url } = await startVault(asked);
    let isTrusted = false;
    const opened = await configured(
      open({ 'application.yml': vaultAt(url) }, { isTrusted: () => isTrusted }),
    );
    await opened.catalog.refresh(never);
    assert.equal(opened.catalog.snapshot().backends[0]?.failure?.kind, 'not-trusted');
    assert.deepEqual(asked, []);
    isTrusted = true;
    await opened.catalog.refresh(never);
    assert.ok(asked.length > 0);
  });

  it('is seen with what is not saved, while who is asked stays as saved', async () => {
    const saved = vaultAt('https://saved.example', '      secret-path-prefix: old');
    const typed = vaultAt('https://typed.example', '      secret-path-prefix: new');
    let text: string | null = typed;
    const opened = open(
      { 'application.yml': saved },
      { unsavedText: (path) => (path === 'application.yml' ? text : null) },
    );
    assert.deepEqual(await opened.files.read('application.yml', never), { state: 'text', text: typed });
    const locationIn = async () => {
      const [backend] = (await opened.readConfiguration(null, never)).backends;
      return backend === undefined ? '' : locationWords(opened.access.locationOf(backend));
    };
    assert.match(await locationIn(), /saved\.example/);
    text = null;
    assert.match(await locationIn(), /saved\.example/);
    text = typed;
    writeFileSync(opened.path('application.yml'), typed);
    assert.match(await locationIn(), /typed\.example/);
  });

  it('is looked through anew once a file changed, but not at every pause while a configuration is typed', async () => {
    const stack = 'services:\n  kestra:\n    image: kestra/kestra:v1.3.4\n';
    let text: string | null = null;
    const opened = open(
      { 'application.yml': vaultAt('https://saved.example'), 'stack.yml': 'a: 1\n' },
      { unsavedText: (path) => (path === 'application.yml' ? text : null) },
    );
    const first = await opened.readConfiguration(null, never);
    const filesIn = async () =>
      (await opened.readConfiguration(first, never)).configurations?.map(({ file }) => file);
    writeFileSync(opened.path('stack.yml'), stack);
    text = vaultAt('https://typed.example');
    assert.deepEqual(await filesIn(), ['application.yml']);
    text = null;
    assert.deepEqual(await filesIn(), ['application.yml', 'stack.yml']);
  });

  it('takes no text as saved that was typed while it was read, and is gone by the end of the reading', async () => {
    const texts = [vaultAt('https://typed.example'), null];
    const opened = open(
      { 'application.yml': vaultAt('https://saved.example') },
      { unsavedText: (path) => (path === 'application.yml' ? (texts.shift() ?? null) : null) },
    );
    const configuration = await opened.readConfiguration(null, never);
    assert.deepEqual(
      configuration.backends.map((backend) => locationWords(opened.access.locationOf(backend))),
      ['https://saved.example secret'],
    );
  });

  it('has no text of a file that is not on the disk, whatever is typed', async () => {
    const opened = open({ 'application.yml': 'kestra: {}' }, { unsavedText: () => 'VALUE-MARKER-typed' });
    rmSync(opened.path('application.yml'));
    assert.deepEqual(await opened.files.read('application.yml', never), { state: 'absent' });
    assert.equal((await opened.files.read('../other.yml', never)).state, 'refused');
  });

  it('is walked once by a run, and anew each time by a client that lives on', async () => {
    const run = {
      allowed: { endpoints: [], variables: [] },
      addresses: {},
      offline: true,
      filesOf: listOnce,
    };
    for (const [changes, seen] of [
      [{ run }, ['a.yml']],
      [{}, ['a.yml', 'b.yml']],
    ] as const) {
      const opened = open({ 'a.yml': 'id: a' }, changes);
      assert.deepEqual(await opened.files.list(never), ['a.yml']);
      writeFileSync(opened.path('b.yml'), 'id: b');
      assert.deepEqual(await opened.files.list(never), seen);
    }
  });

  it('is asked nothing by a run that is offline, and at another address where the run says so', async () => {
    const asked: string[] = [];
    const { url } = await startVault(asked);
    const run = {
      allowed: { endpoints: [], variables: [] },
      addresses: { vault: url },
      filesOf: listOnce,
    };
    const files = { 'application.yml': vaultAt('https://configured.example') };
    const offline = await configured(open(files, { run: { ...run, offline: true } }));
    await offline.catalog.refresh(never);
    assert.equal(offline.catalog.resolve(questionOf('API')).reasonCode, 'offline');
    assert.deepEqual(asked, []);
    const online = await configured(open(files, { run: { ...run, offline: false } }));
    await online.catalog.refresh(never);
    assert.ok(asked.length > 0);
  });
});
