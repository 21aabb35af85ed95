import assert from 'node:assert/strict';
import { once } from 'node:events';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { inspect } from 'node:util';
import type { FailureKind } from '../../../src/ports/failure.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { isFailureError } from '../../../src/ports/failure.ts';
import type { ListPage, Store } from '../../../src/stores/contract.ts';
import { lookTime } from '../../../src/stores/vault/mount.ts';
import { cutWords } from '../../fakes/cut-words.ts';
import { never } from '../../fakes/never.ts';
import { openVaultStore, token, type OpenVaultOptions } from '../../fakes/open-vault.ts';
import { known } from '../../fakes/vault-backend.ts';
import { behaviours, startHostile, type Behaviour, type Hostile } from '../../servers/hostile.ts';
import { failure } from './asking.ts';

const credential = 'hvs.CREDENTIAL-of-this-test';

describe('A server that is no Vault, or a wicked one', () => {
  const running: { stop(): unknown }[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  async function start(behave: Behaviour, tls = false): Promise<Hostile> {
    const server = await startHostile(behave, { tls });
    running.push(server);
    return server;
  }
  async function storeAt(endpoint: string, options: Partial<OpenVaultOptions> = {}): Promise<Store> {
    const store = await openVaultStore({ endpoint, login: token(credential), ...options });
    running.push({ stop: () => store.close() });
    return store;
  }
  const listAll = async (store: Store) => {
    const names: string[] = [];
    for await (const page of store.list({ withTags: false }, never)) {
      names.push(...page.secrets.map(({ name }) => name));
    }
    return names;
  };
  /** Every way to ask fails in that way, and no error holds the credential in any field. */
  async function everyQuestionFails(store: Store, kind: FailureKind): Promise<void> {
    const questions = [
      () => listAll(store),
      () => store.lookup('api', never),
      () => store.subkeys('api', { readValue: false }, never),
    ];
    for (const question of questions) {
      await assert.rejects(question, (error: unknown) => {
        const everything = `${inspect(error, { showHidden: true, depth: 20 })} ${JSON.stringify(error)}`;
        assert.ok(!everything.includes(credential), 'the error holds the credential');
        assert.ok(isFailureError(error), inspect(error));
        assert.equal(error.failure.kind, kind, inspect(error));
        assert.match(failureMessage(error.failure), /^Vault\b.*[.]$/);
        return true;
      });
    }
  }

  it('is read where a folder’s list has more than four megabytes, up to 32', async () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `${'team-'.repeat(30)}${String(index)}`);
    const listOf = (response: Parameters<Behaviour>[0], request: Parameters<Behaviour>[1]) => {
      const isMount = request.url.startsWith('/v1/sys/internal/ui/mounts/');
      const mount = { path: 'secret/', type: 'kv', options: { version: '2' } };
      behaviours.answer(200, { data: isMount ? mount : { keys } })(response, request);
    };
    assert.ok(JSON.stringify(keys).length > 4_000_000);
    const server = await start(listOf);
    assert.equal((await listAll(await storeAt(server.url))).length, keys.length);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`gets no token by sending on to another host (${String(status)})`, async () => {
      const other = await start(behaviours.answer(200, { data: { keys: ['forged'] } }));
      const server = await start(behaviours.redirectTo(`${other.url}/v1/secret/metadata?list=1`, status));
      await everyQuestionFails(await storeAt(server.url), 'invalid-answer');
      assert.ok(server.requests.length >= 3);
      assert.ok(server.requests.every(({ headers }) => headers['x-vault-token'] === credential));
      assert.equal(other.requests.length, 0);
    });
  }

  it('gets no token by sending on from https to http', async () => {
    const other = await start(behaviours.answer(200, { data: { keys: ['forged'] } }));
    const server = await start(behaviours.redirectTo(other.url, 307), true);
    const network = { extraCertificates: [server.certificate ?? ''] };
    await everyQuestionFails(await storeAt(server.url, { network }), 'invalid-answer');
    assert.equal(other.requests.length, 0);
  });

  it('gets no login by sending it on', async () => {
    const other = await start(behaviours.answer(200, { auth: { client_token: 'forged' } }));
    const server = await start(behaviours.redirectTo(`${other.url}/v1/auth/approle/login`, 307));
    const login = { kind: 'app-role', path: 'approle', roleId: 'role', secretId: credential } as const;
    await everyQuestionFails(await storeAt(server.url, { login }), 'invalid-answer');
    assert.equal(server.requests[0]?.url, '/v1/auth/approle/login');
    assert.equal(other.requests.length, 0);
  });

  const strange: readonly (readonly [string, Behaviour, FailureKind])[] = [
    ['a page of HTML', behaviours.html, 'invalid-answer'],
    ['a 404 page of HTML, which is no "there is no such secret"', behaviours.notFoundPage, 'invalid-answer'],
    ['broken JSON', behaviours.brokenJson, 'invalid-answer'],
    ['33 megabytes', behaviours.large, 'invalid-answer'],
    ['another JSON', behaviours.answer(200, { hello: 'world' }), 'invalid-answer'],
    ['a JSON list', behaviours.answer(200, [1]), 'invalid-answer'],
    [
      'data of other types',
      behaviours.answer(200, { data: { keys: [1, null], metadata: 3 } }),
      'invalid-answer',
    ],
    ['a 404 of other JSON', behaviours.answer(404, { message: 'not here' }), 'invalid-answer'],
    ['a 403 page', (response) => response.writeHead(403).end('<html>'), 'invalid-answer'],
    ['an error of its own', behaviours.answer(500, { errors: ['boom'] }), 'invalid-answer'],
    ['a bad gateway', (response) => response.writeHead(502).end('bad gateway'), 'unreachable'],
    ['another protocol', behaviours.notHttp, 'invalid-answer'],
    ['nothing, hanging up', behaviours.hangUp, 'unreachable'],
    ['half a body', behaviours.halfBody, 'unreachable'],
    ['"sealed"', behaviours.answer(503, { errors: ['Vault is sealed'] }), 'sealed'],
  ];
  for (const [what, behave, kind] of strange) {
    it(`answers with ${what}: ${kind}`, async function () {
      // Each question brings the large one once, which takes seconds on a busy machine.
      this.timeout(60_000);
      const server = await start(behave);
      await everyQuestionFails(await storeAt(server.url), kind);
    });
  }

  const endless: readonly (readonly [string, Behaviour])[] = [
    ['drips its body', behaviours.drip],
    ['hangs before the headers', behaviours.hang],
  ];
  for (const [what, behave] of endless) {
    it(`${what}: the call ends at its deadline`, async () => {
      const server = await start(behave);
      const store = await storeAt(server.url, { backend: { readTimeout: known(200) } });
      await everyQuestionFails(store, 'timeout');
      const { detail } = await failure(store.lookup('api', never));
      assert.equal(detail, `${server.url}: no whole answer in 200 ms`);
    });

    it(`${what}: cancelling ends the call at once`, async () => {
      const controller = new AbortController();
      const ends: Promise<unknown>[] = [];
      const server = await start((response, request) => {
        ends.push(once(response, 'close'));
        behave(response, request);
        controller.abort();
      });
      // Nothing but the cancelling ends it while the test lasts.
      const store = await storeAt(server.url, { backend: { readTimeout: known(600_000) } });
      await assert.rejects(store.lookup('api', controller.signal), isCancellation);
      await Promise.all(ends);
      assert.equal(ends.length, 1);
    });
  }

  it('hangs while the store is closed: what is under way is cancelled', async () => {
    const server = await start(behaviours.hang);
    const store = await storeAt(server.url);
    setTimeout(() => store.close(), 100);
    await assert.rejects(store.lookup('api', never), isCancellation);
    await assert.rejects(store.lookup('api', never), isCancellation);
  });

  it('has a certificate that nobody signed: nothing is sent', async () => {
    const server = await start(behaviours.answer(200, { data: { keys: ['a'] } }), true);
    await everyQuestionFails(await storeAt(server.url), 'tls');
    assert.equal(server.requests.length, 0);
  });

  it('has a certificate that the user trusts: it is asked', async () => {
    const server = await start(behaviours.answer(200, { data: { keys: ['a'] } }), true);
    const network = { extraCertificates: [server.certificate ?? ''] };
    assert.deepEqual(await listAll(await storeAt(server.url, { network })), ['a']);
  });

  it('has a trusted certificate for another host: nothing is sent', async () => {
    const server = await start(behaviours.html, true);
    const network = { extraCertificates: [server.certificate ?? ''] };
    await everyQuestionFails(await storeAt(server.url.replace('127.0.0.1', 'localhost'), { network }), 'tls');
    assert.equal(server.requests.length, 0);
  });

  it('speaks http where https was said: tls, and nothing was sent', async () => {
    const server = await start(behaviours.html);
    await everyQuestionFails(await storeAt(server.url.replace('http:', 'https:')), 'tls');
    assert.equal(server.requests.length, 0);
  });

  it('echoes the token in its errors: the failure holds it nowhere', async () => {
    const server = await start(behaviours.answer(403, { errors: [`${credential} may not do that`] }));
    await everyQuestionFails(await storeAt(server.url), 'denied');
  });

  it('lists names that lead to the values: they are not asked for', async () => {
    const wicked = [
      '..',
      '.',
      '%2e%2e',
      'a/../../data/app',
      '..\\..\\data',
      '..%2f..%2fdata%2fapp',
      '\ud800',
    ];
    const keys = [...wicked, ...wicked.map((name) => `${name}/`), 'ok'];
    const server = await start((response, request) => {
      const answer = request.url.includes('/subkeys/')
        ? { data: { subkeys: {}, metadata: {} } }
        : { data: { keys } };
      behaviours.answer(200, answer)(response, request);
    });
    const store = await storeAt(server.url);
    const pages: ListPage[] = [];
    for await (const page of store.list({ withTags: true }, never)) pages.push(page);
    assert.deepEqual(
      server.requests.map(({ url }) => url).filter((url) => !url.startsWith('/v1/sys/internal/ui/mounts/')),
      ['/v1/secret/metadata?list=1', '/v1/secret/subkeys/ok?depth=1'],
    );
    assert.match(cutWords(pages.at(-1)?.cutShort), /dots/);
    const unasked = pages.flatMap(({ secrets }) => secrets.filter(({ tags }) => tags === null));
    assert.equal(unasked.length, wicked.length);
  });

  it('never answers what it is asked of the engine: a list with names in it does not wait for that', async () => {
    const server = await start((response, request) => {
      if (!request.url.includes('/mounts/'))
        behaviours.answer(200, { data: { keys: ['a'] } })(response, request);
    });
    const times: number[] = [];
    const clock: Clock = {
      now: Date.now,
      after(delay, action) {
        times.push(delay);
        const timer = setTimeout(action, 50);
        return () => clearTimeout(timer);
      },
    };
    const store = await openVaultStore({ endpoint: server.url, login: token(credential), clock });
    running.push({ stop: () => store.close() });
    const pages: ListPage[] = [];
    for await (const page of store.list({ withTags: false }, never)) pages.push(page);
    assert.deepEqual(
      pages[0]?.secrets.map(({ name }) => name),
      ['a'],
    );
    assert.equal(pages.at(-1)?.cutShort, undefined);
    assert.deepEqual(times, [lookTime]);
  });
});
