import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { VaultLogin } from '../../../src/access/types.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { isFailureError, type Failure } from '../../../src/ports/failure.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { lookTime } from '../../../src/stores/vault/mount.ts';
import { never } from '../../fakes/never.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { behaviours, startHostile, type Behaviour, type Hostile } from '../../servers/hostile.ts';

const found = behaviours.answer(200, { data: { subkeys: { A: null }, metadata: {} } });
const page: Behaviour = (response) =>
  response.writeHead(429, { 'content-type': 'text/html', 'retry-after': '2' }).end('<html>Too many</html>');
const slowDown = (headers: Record<string, string> = {}): Behaviour =>
  behaviours.answer(429, { errors: ['rate limit quota exceeded'] }, headers);

describe('A Vault that asks for fewer requests', () => {
  let server: Hostile;
  let store: Store;
  let waits: number[];
  afterEach(async () => {
    store.close();
    await server.stop();
  });

  /** `behave` by the number of the request, from 1; waiting takes no time unless `waitsForEver`. */
  async function open(
    behave: (request: number) => Behaviour,
    { login = token('t'), waitsForEver = false }: { login?: VaultLogin; waitsForEver?: boolean } = {},
  ): Promise<void> {
    let requests = 0;
    waits = [];
    server = await startHostile((response, request) => behave(++requests)(response, request));
    const clock: Clock = {
      now: Date.now,
      after(delay, action) {
        // The time that the question about the engine has is a bound, and no wait.
        if (delay === lookTime) return () => undefined;
        waits.push(delay);
        if (!waitsForEver) setImmediate(action);
        return () => undefined;
      },
    };
    store = await openVaultStore({ endpoint: server.url, login, clock });
  }
  async function failure(): Promise<Failure> {
    try {
      await store.lookup('api', never);
    } catch (error) {
      assert.ok(isFailureError(error), String(error));
      return error.failure;
    }
    throw new assert.AssertionError({ message: 'it did not fail' });
  }

  it('by a page of its gateway is waited for, too', async () => {
    await open((request) => (request === 1 ? page : found));
    assert.equal((await store.lookup('api', never)).state, 'found');
    assert.deepEqual(waits, [2000]);
  });

  it('by pages for ever is told as that', async () => {
    await open(() => page);
    assert.equal((await failure()).kind, 'throttled');
  });

  const inSevenSeconds = {
    date: 'Tue, 01 Jul 2025 12:00:00 GMT',
    'retry-after': 'Tue, 01 Jul 2025 12:00:07 GMT',
  };
  for (const [what, headers, expected] of [
    ['without saying when', {}, [500]],
    ['in so many seconds', { 'retry-after': '3' }, [3000]],
    ['at a time', inSevenSeconds, [7000]],
    ['at a time that is over', { ...inSevenSeconds, date: 'Tue, 01 Jul 2025 12:00:09 GMT' }, [0]],
    ['in words that nobody understands', { 'retry-after': 'soon' }, [500]],
  ] as const) {
    it(`${what} is asked again then`, async () => {
      await open((request) => (request === 1 ? slowDown(headers) : found));
      assert.equal((await store.lookup('api', never)).state, 'found');
      assert.deepEqual(waits, expected);
      assert.equal(server.requests.length, 2);
    });
  }

  it('again and again is asked three times, and is then a failure that can be tried again', async () => {
    await open(() => slowDown());
    const { kind, message, nextSteps } = await failure();
    assert.equal(kind, 'throttled');
    assert.match(failureMessage({ message }), /wait a moment/);
    assert.deepEqual(nextSteps, [{ kind: 'retry' }]);
    assert.deepEqual(waits, [500, 1000]);
    assert.equal(server.requests.length, 3);
  });

  it('for longer than anybody waits is a failure at once, which says for how long', async () => {
    await open(() => slowDown({ 'retry-after': '120' }));
    const { kind, message, retryAfter } = await failure();
    assert.deepEqual([kind, retryAfter, waits], ['throttled', 120, []]);
    assert.match(failureMessage({ message }), /wait 120 seconds/);
  });

  it('while it is logged in to is asked again for the login', async () => {
    const login = { kind: 'app-role', path: 'approle', roleId: 'role', secretId: 'SECRET' } as const;
    const granted = behaviours.answer(200, { auth: { client_token: 'given', lease_duration: 60 } });
    await open((request) => (request === 1 ? slowDown() : request === 2 ? granted : found), { login });
    assert.equal((await store.lookup('api', never)).state, 'found');
    assert.deepEqual(
      server.requests.map(({ method }) => method),
      ['POST', 'POST', 'GET'],
    );
  });

  it('is waited for only as long as somebody wants the answer', async () => {
    await open(() => slowDown({ 'retry-after': '9' }), { waitsForEver: true });
    const controller = new AbortController();
    const asked = store.lookup('api', controller.signal);
    while (waits.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await assert.rejects(asked, isCancellation);
    assert.equal(server.requests.length, 1);
  });

  it('in the middle of a list leaves what came before', async () => {
    await open((request) => {
      // The list of the start folder and the question about the engine come first, in any order.
      if (request <= 2) return behaviours.answer(200, { data: { keys: ['a', 'folder/'] } });
      return slowDown();
    });
    const names: string[] = [];
    await assert.rejects(async () => {
      for await (const { secrets } of store.list({ withTags: false }, never)) {
        names.push(...secrets.map(({ name }) => name));
      }
    }, isFailureError);
    assert.deepEqual(names, ['a']);
  });
});
