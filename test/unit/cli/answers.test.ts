import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tls from 'node:tls';
import { pathToFileURL } from 'node:url';
import {
  behaviours,
  startHostile,
  type Behaviour,
  type Hostile,
  type HostileOptions,
} from '../../servers/hostile.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

/** A Vault of these secrets; `subkeys` answers for each of them. */
const vaultOf =
  (keys: readonly string[], subkeys: Behaviour): Behaviour =>
  (response, request) => {
    const { url } = request;
    if (url.startsWith('/v1/sys/internal/ui/mounts/')) {
      const data = { path: 'secret/', type: 'kv', options: { version: '2' } };
      behaviours.answer(200, { data })(response, request);
    } else if (!url.includes('/subkeys/')) behaviours.answer(200, { data: { keys } })(response, request);
    else if (keys.some((key) => url.includes(`/subkeys/${key}?`))) subkeys(response, request);
    else behaviours.answer(404, { errors: [] })(response, request);
  };
const readable = behaviours.answer(200, { data: { subkeys: { A: null }, metadata: {} } });
const refused = behaviours.answer(403, { errors: ['permission denied'] });

describe('command line: how answers are told', function () {
  this.timeout(60_000);
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });

  async function start(behave: Behaviour, options: HostileOptions = {}): Promise<Hostile> {
    const server = await startHostile(behave, options);
    undo.push(() => server.stop());
    return server;
  }

  /** A folder with a Vault, one of the namespace `lab` where there is an address for it, and these calls by namespace. */
  async function folder(address: string, calls: Readonly<Record<string, readonly string[]>>, lab?: string) {
    const configuration = `kestra.secret:\n  type: vault\n  read-only: true\n  vault:\n    address: ${address}\n    token.token: VALUE-MARKER-inside\n`;
    const manager = {
      namespace: 'lab',
      secretType: 'vault',
      secretReadOnly: true,
      secretConfiguration: { address: lab, token: { token: 'VALUE-MARKER-inside' } },
    };
    const settings = { 'kestraSecrets.secretManagers': lab === undefined ? [] : [manager] };
    const flows = Object.entries(calls).map(([namespace, names]): [string, string] => [
      `${namespace}.yml`,
      `id: f\nnamespace: ${namespace}\ntasks:\n${names.map((name) => `  - a: "{{ secret('${name}') }}"\n`).join('')}`,
    ]);
    const { root, remove } = await folderOf({
      'application.yml': configuration,
      '.vscode/settings.json': JSON.stringify(settings),
      ...Object.fromEntries(flows),
    });
    undo.push(remove);
    return root;
  }

  async function run(args: readonly string[], root: string) {
    const done = await kestraSecrets([...args, '--folder', root]);
    assert.doesNotMatch(done.out + done.err, /VALUE-MARKER/);
    return done;
  }

  it('one backend’s answers do not wait for another’s, which --timeout names', async () => {
    const fast = await start(vaultOf(['X'], readable));
    const slow = await start(behaviours.hang);
    const root = await folder(fast.url, { shop: ['X', 'missing'], lab: ['Y'] }, slow.url);
    const done = await run(['check', '--json', '--timeout', '4'], root);
    const { references, backends } = readDocument('check', done.out);
    assert.deepEqual(
      references.map(({ flowNamespace, name, verdict }) => [flowNamespace, name, verdict].join(' ')),
      ['lab Y unknown', 'shop X resolvable', 'shop missing missing'],
    );
    assert.deepEqual(
      backends.map(({ id, state }) => `${String(id)} ${String(state)}`),
      ['vault@lab incomplete', 'vault complete'],
    );
    assert.equal(done.code, 2);
    const ended = done.err.split('\n').find((line) => line.includes('--timeout')) ?? '';
    assert.match(ended, /after 4 seconds/);
    assert.ok(ended.includes(slow.url) && !ended.includes(fast.url), ended);
  });

  it('one that came early counts at the end of a run, however long the others took', async () => {
    const slow = Array.from({ length: 7 }, (_, index) => `slow-${String(index)}`);
    const waiting: (() => void)[] = [];
    let leap = '';
    const vault = vaultOf([...slow, 'last'], (response, request) => {
      const answer = () => readable(response, request);
      if (!request.url.includes('/subkeys/last')) {
        waiting.push(answer);
        return;
      }
      // Eight are asked at a time: the ninth is asked when the answer to the eighth was taken in.
      writeFileSync(leap, '');
      for (const each of [...waiting, answer]) each();
    });
    const { url } = await start(vault);
    const root = await folder(url, { a: [...slow, 'gone', 'last'] });
    leap = path.join(root, 'leap');
    const clock = path.join(root, 'clock.mjs');
    writeFileSync(
      clock,
      `import { existsSync } from 'node:fs';
      const now = Date.now;
      Date.now = () => now() + (existsSync(${JSON.stringify(leap)}) ? 600_000 : 0);`,
    );
    const env = { NODE_OPTIONS: `--import ${pathToFileURL(clock).href}` };
    const done = await kestraSecrets(['check', '--json', '--folder', root], { env });
    const { references } = readDocument('check', done.out);
    assert.equal(waiting.length, slow.length);
    const gone = references.find(({ name }) => name === 'gone');
    assert.deepEqual([gone?.verdict, gone?.reasonCode], ['missing', 'not-in-list']);
  });

  it('the subkeys of one are listed, too, while another hangs', async () => {
    const fast = await start(vaultOf(['X'], readable));
    const slow = await start(behaviours.hang);
    const root = await folder(fast.url, {}, slow.url);
    const done = await run(['list', '--subkeys', '--json', '--timeout', '4'], root);
    const listed = readDocument('list', done.out).backends.find(({ id }) => id === 'vault')?.secrets ?? [];
    assert.deepEqual(
      listed.map(({ name, subkeys }) => [name, subkeys]),
      [['X', ['A']]],
    );
  });

  it('one line tells that a token may only list, and not one for each secret', async () => {
    const names = Array.from({ length: 58 }, (_, index) => `secret-${String(index)}`);
    const server = await start(vaultOf(names, refused));
    const root = await folder(server.url, { shop: names });
    for (const args of [['list', '--subkeys'], ['check']]) {
      const { code, err } = await run(args, root);
      assert.equal(code, 2);
      const lines = err.trim().split('\n');
      assert.equal(lines.length, 1, err);
      assert.match(err, /may not “read” secret\/subkeys\/secret-\d+.*The same goes for 57 more secrets\.$/m);
    }
  });

  it('many references raise no warning', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `secret-${String(index)}`);
    const server = await start(vaultOf(names.slice(0, 20), readable));
    const { code, err } = await run(['check'], await folder(server.url, { shop: names }));
    assert.deepEqual([code, err], [1, '']);
  });

  it('tags that nobody asked for are not known', async () => {
    const server = await start(vaultOf(['X'], readable));
    const { out } = await run(['list', '--json'], await folder(server.url, {}));
    assert.equal(readDocument('list', out).backends[0]?.secrets?.[0]?.tags, null);
  });

  it('help names the backend, and what the terminal has', async () => {
    const server = await start(readable, { tls: true });
    const { err } = await run(['list'], await folder(server.url, {}));
    const newer = ' Node 22.15 and later trusts what the system trusts, too.';
    const help = `If only the server reaches that address, give --address vault=URL.${'getCACertificates' in tls ? '' : newer}`;
    assert.ok(err.includes(`name its authority in NODE_EXTRA_CA_CERTS. ${help}`), err);
    assert.doesNotMatch(err, /caFile|BACKEND/);
  });

  it('a file of certificates that gives none is told once, and one as DER or in UTF-16 counts', async () => {
    const server = await start(vaultOf(['X'], readable), { tls: true });
    const pem = server.certificate ?? '';
    const { root, remove } = await folderOf({ 'none.txt': 'VALUE-MARKER', 'ca.pem': pem });
    undo.push(remove);
    writeFileSync(path.join(root, 'ca.der'), new X509Certificate(pem).raw);
    writeFileSync(path.join(root, 'ca.txt'), `\uFEFF${pem}`, 'utf16le');
    const at = await folder(server.url, { shop: ['X'] }, server.url);
    const check = async (name: string) => {
      const env = { NODE_EXTRA_CA_CERTS: path.join(root, name) };
      const { code, err } = await kestraSecrets(['check', '--folder', at], { env });
      const told = err.split('\n').filter((line) => line.startsWith('kestra-secrets: NODE_EXTRA_CA_CERTS: '));
      return [
        code,
        ...told.map((line) => line.replace(root + path.sep, '').slice('kestra-secrets: '.length)),
      ];
    };
    for (const name of ['ca.pem', 'ca.der', 'ca.txt']) assert.deepEqual(await check(name), [0], name);
    assert.deepEqual(await check('none.txt'), [
      2,
      'NODE_EXTRA_CA_CERTS: none.txt holds no certificate, so it adds none: name a file with certificates as PEM, or one as DER.',
    ]);
    assert.deepEqual(await check('absent.txt'), [
      2,
      'NODE_EXTRA_CA_CERTS: absent.txt cannot be read, so it adds no certificate: correct the path, or check who may read it.',
    ]);
  });

  it('a name that leads elsewhere is missing as any other', async () => {
    const server = await start(vaultOf(['X'], readable));
    const { code, err, out } = await run(
      ['check', '--json'],
      await folder(server.url, { shop: ['..', 'nothing'] }),
    );
    assert.deepEqual([code, err], [1, '']);
    const verdicts = readDocument('check', out).references.map(({ verdict, reasonCode }) => [
      verdict,
      reasonCode,
    ]);
    assert.deepEqual(verdicts, [
      ['missing', 'not-in-list'],
      ['missing', 'not-in-list'],
    ]);
  });
});
