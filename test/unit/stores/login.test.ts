import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { VaultLogin } from '../../../src/access/types.ts';
import { isFailureError } from '../../../src/ports/failure.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { behaviours, startHostile, type Behaviour, type Hostile } from '../../servers/hostile.ts';

const found = { data: { subkeys: { A: null }, metadata: {} } };
const role: VaultLogin = { kind: 'app-role', path: 'approle', roleId: 'role', secretId: 'SECRET-ID' };

describe('A login', () => {
  let server: Hostile;
  let store: Store;
  afterEach(async () => {
    store.close();
    await server.stop();
  });

  async function open(login: VaultLogin, onLogin: Behaviour, onQuestion = behaviours.answer(200, found)) {
    server = await startHostile((response, request) =>
      (request.method === 'POST' ? onLogin : onQuestion)(response, request),
    );
    store = await openVaultStore({ endpoint: server.url, login });
  }
  const slowly =
    (milliseconds: number, behave: Behaviour): Behaviour =>
    (response, request) =>
      void setTimeout(() => behave(response, request), milliseconds);
  const granted = (lease: number) =>
    behaviours.answer(200, { auth: { client_token: 'given', lease_duration: lease } });
  const logins = () => server.requests.filter(({ method }) => method === 'POST');

  it('happens once, with the first question, for all who ask', async () => {
    await open(role, slowly(50, granted(3600)));
    assert.equal(server.requests.length, 0);
    await Promise.all([store.lookup('a', never), store.lookup('b', never), store.lookup('c', never)]);
    assert.equal(logins().length, 1);
    assert.equal(logins()[0]?.headers['x-vault-token'], undefined);
    assert.deepEqual(JSON.parse(logins()[0]?.body ?? ''), { role_id: 'role', secret_id: 'SECRET-ID' });
    const questions = server.requests.filter(({ method }) => method === 'GET');
    assert.ok(questions.every(({ headers }) => headers['x-vault-token'] === 'given'));
  });

  it('goes on for the others where one who waits for it cancels', async () => {
    await open(role, slowly(100, granted(3600)));
    const controller = new AbortController();
    const first = store.lookup('a', controller.signal);
    const second = store.lookup('b', never);
    controller.abort();
    await assert.rejects(first, isCancellation);
    assert.equal((await second).state, 'found');
    assert.equal(logins().length, 1);
  });

  it('is not begun for one who has cancelled already', async () => {
    await open(role, granted(3600));
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(store.lookup('a', controller.signal), isCancellation);
    assert.equal(server.requests.length, 0);
  });

  it('is tried again after it failed', async () => {
    let tries = 0;
    await open(role, (response, request) =>
      (++tries === 1 ? behaviours.answer(500, { errors: ['boom'] }) : granted(3600))(response, request),
    );
    await assert.rejects(store.lookup('a', never), isFailureError);
    assert.equal((await store.lookup('a', never)).state, 'found');
  });

  it('ends when the store is closed', async () => {
    await open(role, behaviours.hang);
    setTimeout(() => store.close(), 100);
    await assert.rejects(store.lookup('a', never), isCancellation);
  });

  it('happens anew once where the lease is over and the answer is a refusal', async () => {
    const refused = behaviours.answer(403, { errors: ['permission denied'] });
    await open(role, granted(0.001), slowly(20, refused));
    await assert.rejects(
      store.lookup('a', never),
      (error) => isFailureError(error) && error.failure.kind === 'denied',
    );
    assert.equal(logins().length, 2);
  });

  it('happens anew once for all whose questions were refused at a time', async () => {
    let given = 0;
    await open(
      role,
      (response, request) => {
        const auth = { client_token: `given-${String(++given)}`, lease_duration: 0.001 };
        behaviours.answer(200, { auth })(response, request);
      },
      (response, request) => {
        const isOld = request.headers['x-vault-token'] === 'given-1';
        slowly(20, behaviours.answer(isOld ? 403 : 200, isOld ? { errors: [] } : found))(response, request);
      },
    );
    const names = Array.from({ length: 8 }, (_, index) => `s${String(index)}`);
    const lookups = await Promise.all(names.map((name) => store.lookup(name, never)));
    assert.ok(lookups.every(({ state }) => state === 'found'));
    assert.equal(logins().length, 2);
    assert.equal(server.requests.length, 2 + 2 * 8);
  });

  it('is sent on no connection that served before, since nobody could tell whether it was taken there', async () => {
    const ports = { login: [] as unknown[], question: [] as unknown[] };
    let asked = 0;
    await open(
      role,
      (response, request) => {
        ports.login.push(response.socket?.remotePort);
        granted(0.001)(response, request);
      },
      (response, request) => {
        ports.question.push(response.socket?.remotePort);
        const answer = ++asked === 2 ? behaviours.answer(403, { errors: [] }) : behaviours.answer(200, found);
        slowly(20, answer)(response, request);
      },
    );
    await store.lookup('a', never);
    await store.lookup('b', never);
    assert.deepEqual([ports.login.length, ports.question.length], [2, 3]);
    assert.equal(ports.question[0], ports.login[0], 'connections are kept');
    assert.ok(![ports.login[0], ...ports.question.slice(0, 2)].includes(ports.login[1]));
  });

  it('by a token cannot happen anew: a refusal says to sign in', async () => {
    await open(token('hvs.over'), granted(3600), behaviours.answer(403, { errors: ['permission denied'] }));
    await assert.rejects(store.lookup('a', never), (error) => {
      assert.ok(isFailureError(error));
      const { kind, message, nextSteps } = error.failure;
      assert.equal(kind, 'denied');
      assert.match(failureMessage({ message }), /the token may have expired/);
      assert.deepEqual(nextSteps[0], { kind: 'sign-in' });
      return true;
    });
    assert.equal(server.requests.length, 1);
  });

  it('by a Kubernetes role sends the role and the account’s token', async () => {
    await open({ kind: 'kubernetes', path: 'k8s/dev', role: 'lister', jwt: 'JWT' }, granted(3600));
    await store.lookup('a', never);
    assert.equal(logins()[0]?.url, '/v1/auth/k8s/dev/login');
    assert.deepEqual(JSON.parse(logins()[0]?.body ?? ''), { role: 'lister', jwt: 'JWT' });
  });

  it('that gives no token is no answer of a Vault', async () => {
    await open(role, behaviours.answer(200, { auth: null }));
    await assert.rejects(
      store.lookup('a', never),
      (error) => isFailureError(error) && error.failure.kind === 'invalid-answer',
    );
  });
});
