import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { ServerResponse } from 'node:http';
import type { GoogleIdentity } from '../../../src/access/google/types.ts';
import { type FailureKind } from '../../../src/ports/failure.ts';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import {
  keyOf,
  nobody,
  openGoogleStore,
  project,
  reader,
  type OpenGoogleOptions,
} from '../../fakes/open-google.ts';
import { openGoogle } from '../../../src/stores/google/open.ts';
import { googleBackend } from '../../fakes/cloud-backend.ts';
import { storePorts } from '../../fakes/store-ports.ts';
import type { User } from '../../servers/google/accounts.ts';
import { startGoogle, type Google, type GoogleOptions } from '../../servers/google/google.ts';
import type { Permission } from '../../servers/google/secret-manager.ts';
import { sendJson } from '../../servers/listening.ts';
import { startProxy } from '../../servers/proxy.ts';
import { failureOf as failuresOf, listAll as list } from './asking.ts';

const all: readonly Permission[] = ['secrets.list', 'secrets.get', 'versions.get'];
const person: User = {
  email: 'ada@example.com',
  clientId: 'id.apps.googleusercontent.com',
  clientSecret: 'VALUE-MARKER-client',
  refreshToken: 'VALUE-MARKER-refresh',
};
const user = { kind: 'user', ...person, quotaProject: 'billing' } as const;

const failureOf = (ask: () => Promise<unknown>) => failuresOf('Google Secret Manager', ask);

describe("A token for Google's Secret Manager", () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function start(options: Partial<GoogleOptions> = {}): Promise<Google> {
    const google = await startGoogle({
      project,
      secrets: [{ id: 'secret-0', versions: [{ value: 'VALUE-MARKER-google' }] }],
      accounts: [reader, nobody],
      users: [person],
      permissions: { [reader.email]: all, [person.email]: all },
      ...options,
    });
    undo.push(google.stop);
    return google;
  }
  function open(google: Google, opening?: OpenGoogleOptions): Store {
    const store = openGoogleStore(google, opening);
    undo.push(() => store.close());
    return store;
  }
  /** As Google's own hosts, which a proxy leads to the server. */
  async function openAsGoogles(google: Google, identity: GoogleIdentity): Promise<Store> {
    const proxy = await startProxy({ target: new URL(google.url) });
    undo.push(() => proxy.stop());
    const network = { proxy: proxy.url };
    return open(google, { endpoint: 'https://secretmanager.googleapis.com', identity, network });
  }

  it('is asked with the token of a user, through the proxy, and with one token for all questions', async () => {
    const google = await start();
    const store = await openAsGoogles(google, user);
    assert.equal(store.needsLogin(), true);
    const [listed] = await Promise.all([list(store), store.lookup('secret-0', never)]);
    assert.equal(listed.length, 1);
    assert.deepEqual(google.tokensAsked, ['POST oauth2.googleapis.com/token']);
    assert.equal(store.needsLogin(), false);
    assert.equal((await openAsGoogles(google, keyOf(nobody))).needsLogin(), false);
  });

  it('is asked in the name of an account that a user, or another account, may act as', async () => {
    const google = await start({
      mayActAs: { [person.email]: [reader.email], [nobody.email]: [reader.email] },
    });
    for (const by of [user, keyOf(nobody)]) {
      const store = await openAsGoogles(google, {
        kind: 'impersonation',
        email: reader.email,
        delegates: [],
        by,
      });
      assert.equal((await list(store)).length, 1);
    }
    const target = `iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${reader.email}:generateAccessToken`;
    assert.ok(google.tokensAsked.includes(`POST ${target}`));
    const other = await openAsGoogles(google, {
      kind: 'impersonation',
      email: nobody.email,
      delegates: [],
      by: user,
    });
    const failure = await failureOf(() => list(other));
    assert.equal(failure.kind, 'denied');
    assert.match(failureMessage(failure), /nobody@.*Service Account Token Creator/);
  });

  it('says that a login has expired, and how to renew it', async () => {
    const google = await start();
    const store = await openAsGoogles(google, { ...user, refreshToken: 'VALUE-MARKER-withdrawn' });
    const asks = [() => list(store), ...['a', 'b'].map((name) => () => store.lookup(name, never))];
    for (const failure of await Promise.all(asks.map(failureOf))) {
      assert.equal(failure.kind, 'denied');
      assert.match(failureMessage(failure), /expired.*gcloud auth application-default login/);
    }
  });

  const tokens: readonly (readonly [string, (response: ServerResponse) => void, FailureKind])[] = [
    ['hangs', () => undefined, 'timeout'],
    ['hangs up', (response) => response.destroy(), 'unreachable'],
    ['is out of order', (response) => response.writeHead(503).end('no'), 'unreachable'],
    ['wants something told', (response) => sendJson(response, 400, { error: 'VALUE-MARKER' }), 'denied'],
    [
      'leads elsewhere',
      (response) => response.writeHead(307, { location: 'https://localhost:1/' }).end(),
      'invalid-answer',
    ],
    ['throttles', (response) => sendJson(response, 429, { error: 'rate_limit_exceeded' }), 'throttled'],
    ['gives none', (response) => sendJson(response, 200, { token_type: 'Bearer' }), 'invalid-answer'],
    ['shows a page', (response) => response.writeHead(200).end('<p>Sign in</p>'), 'invalid-answer'],
  ];
  for (const [what, answer, kind] of tokens) {
    it(`says so where the place that gives tokens ${what}`, async () => {
      const google = await start({
        instead: ({ url }, response) => {
          if (url.hostname !== 'oauth2.googleapis.com') return false;
          answer(response);
          return true;
        },
      });
      const proxy = await startProxy({ target: new URL(google.url) });
      undo.push(() => proxy.stop());
      const store = open(google, {
        identity: user,
        network: { proxy: proxy.url, noProxy: 'localhost' },
        timeouts: { connectTimeout: 1000, readTimeout: 1000 },
      });
      assert.equal((await failureOf(() => list(store))).kind, kind);
      assert.equal(google.tokensAsked.length, 1, 'no second try');
    });
  }

  const hanging: readonly (readonly [host: string, GoogleIdentity])[] = [
    ['oauth2.googleapis.com', user],
    [
      'iamcredentials.googleapis.com',
      { kind: 'impersonation', email: reader.email, delegates: [], by: user },
    ],
  ];
  for (const [host, identity] of hanging) {
    it(`is asked for at ${host} no longer than the store is open, and that is no fault of anybody's`, async () => {
      const arrived: (() => void)[] = [];
      const isAsked = new Promise<void>((resolve) => arrived.push(resolve));
      const google = await start({
        mayActAs: { [person.email]: [reader.email] },
        instead: ({ url }) => {
          if (url.hostname !== host) return false;
          for (const each of arrived) each();
          return true;
        },
      });
      const store = await openAsGoogles(google, identity);
      const waiting = [() => list(store), () => store.lookup('secret-0', never)].map((ask) =>
        assert.rejects(ask, isCancellation),
      );
      await isAsked;
      store.close();
      await Promise.all(waiting);
      await assert.rejects(() => list(store), isCancellation);
    });
  }

  it('says that a private key is damaged, and asks nobody', async () => {
    const privateKey = '-----BEGIN PRIVATE KEY-----\nVALUE-MARKER\n-----END PRIVATE KEY-----\n';
    const google = await start();
    const damaged = { ...keyOf(reader), privateKey };
    for (const identity of [
      damaged,
      { kind: 'impersonation', email: nobody.email, delegates: [], by: damaged } as const,
    ]) {
      const opened = openGoogle(
        googleBackend(),
        {
          state: 'granted',
          endpoint: google.url,
          login: { project, identity },
          source: { kind: 'configuration' },
        },
        storePorts({ extraCertificates: [google.certificate] }),
      );
      assert.equal(opened.state, 'blocked');
      assert.equal(opened.failure.kind, 'misconfigured');
      assert.match(failureMessage(opened.failure), /private key/);
    }
    assert.deepEqual([...google.asked, ...google.tokensAsked], []);
    assert.equal((await list(open(google))).length, 1, 'a sound one is used');
  });
});
