import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { ServerResponse } from 'node:http';
import type { FailureKind } from '../../../src/ports/failure.ts';
import type { Store, StoredSecret } from '../../../src/stores/contract.ts';
import { cutWords } from '../../fakes/cut-words.ts';
import { never } from '../../fakes/never.ts';
import { describePaging } from '../../contract/paging-contract.ts';
import {
  keyOf,
  nobody,
  openGoogleStore,
  project,
  reader,
  type OpenGoogleOptions,
} from '../../fakes/open-google.ts';
import { keepCollecting } from '../../processes/collect-garbage.ts';
import { startGoogle, type Google, type GoogleOptions } from '../../servers/google/google.ts';
import { fail, type Permission, type ProjectSecret } from '../../servers/google/secret-manager.ts';
import { sendJson, type Request } from '../../servers/listening.ts';
import { failureOf as failuresOf, listAll as list } from './asking.ts';

const failureOf = (ask: () => Promise<unknown>) => failuresOf('Google Secret Manager', ask);
const value = '{"TOKEN": "VALUE-MARKER-google"}';
const all: readonly Permission[] = ['secrets.list', 'secrets.get', 'versions.get', 'versions.access'];

describe("Google's Secret Manager", () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function start(options: Partial<GoogleOptions> = {}, opening?: OpenGoogleOptions) {
    const google = await startGoogle({
      project,
      secrets: secrets(3),
      accounts: [reader, nobody],
      permissions: { [reader.email]: all },
      ...options,
    });
    undo.push(google.stop);
    return { google, store: open(google, opening) };
  }
  function open(google: Google, opening?: OpenGoogleOptions): Store {
    const store = openGoogleStore(google, opening);
    undo.push(() => store.close());
    return store;
  }
  describePaging(async ({ count, pageSize, refusals = [], waits }) => {
    const waiting = [...refusals];
    const { google, store } = await start(
      {
        secrets: secrets(count),
        pageSize,
        instead: onPage('2', (response) => {
          const refusal = waiting.shift();
          if (refusal === undefined) return false;
          fail(
            response,
            refusal.status,
            refusal.status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL',
            'Oops',
            {},
            refusal.headers,
          );
          return true;
        }),
      },
      waits === undefined ? {} : { waits },
    );
    const pagesAsked = () => {
      // A service account's key signs by itself.
      assert.deepEqual(google.tokensAsked, []);
      return google.asked.length;
    };
    return { store, pagesAsked };
  }, failureOf);

  it('never walks in a circle', async () => {
    const { google, store } = await start({
      instead: (_, response) => {
        sendJson(response, 200, { secrets: [], nextPageToken: 'again' });
        return true;
      },
    });
    const pages = [];
    for await (const page of store.list({ withTags: true }, never)) pages.push(page);
    assert.match(cutWords(pages.at(-1)?.cutShort), /leads back/);
    assert.equal(google.asked.length, 2);
  });

  it('gives single secrets to somebody who may not list, and the reverse', async () => {
    const { google, store } = await start({
      permissions: { [reader.email]: ['secrets.get', 'versions.get'], [nobody.email]: ['secrets.list'] },
    });
    const pages = [];
    for await (const page of store.list({ withTags: true }, never)) pages.push(page);
    assert.deepEqual(
      pages.map(({ secrets: listed, refused }) => [listed.length, refused?.kind]),
      [[0, 'denied']],
    );
    const refused = pages[0]?.refused;
    assert.ok(refused !== undefined);
    assert.match(failureMessage(refused), /secretmanager\.secrets\.list/);
    assert.equal((await store.lookup('secret-1', never)).state, 'found');

    const other = open(google, { identity: keyOf(nobody) });
    assert.equal((await list(other)).length, 3);
    const asking = await failureOf(() => other.lookup('secret-1', never));
    assert.match(failureMessage(asking), /secretmanager\.secrets\.get/);
    const reading = await failureOf(() => other.subkeys('secret-1', { readValue: true }, never));
    assert.match(failureMessage(reading), /secretmanager\.versions\.access/);
  });

  it('does not claim to know whether a secret can be read where it may not ask for versions', async () => {
    const { store } = await start({ permissions: { [reader.email]: ['secrets.get'] } });
    const lookup = await store.lookup('secret-1', never);
    assert.equal(lookup.state === 'found' ? lookup.secret.readable : lookup.state, 'unknown');
  });

  it('tells what Kestra could not read by the state of the latest version', async () => {
    const { store } = await start({
      secrets: [
        { id: 'on', versions: [{ value, state: 'DISABLED' }, { value }], labels: { a: 'b' } },
        { id: 'off', versions: [{ value }, { value, state: 'DISABLED' }] },
        { id: 'destroyed', versions: [{ value, state: 'DESTROYED' }] },
        { id: 'empty', versions: [] },
        { id: 'ends', versions: [{ value }], expireTime: '2030-01-02T03:04:05.5Z' },
      ],
      pageSize: 2,
    });
    const base = { tags: {}, subkeys: { state: 'not-read' } };
    const expected: Record<string, Partial<StoredSecret>> = {
      on: { readable: 'yes', tags: { a: 'b' } },
      off: { readable: 'no-version' },
      destroyed: { readable: 'no-version' },
      empty: { readable: 'no-version' },
      ends: { readable: 'yes', expiresAt: '2030-01-02T03:04:05.000Z' },
    };
    const listed = await list(store);
    for (const [name, told] of Object.entries(expected)) {
      const secret = { name, storedName: name, ...base, ...told };
      assert.deepEqual(await store.lookup(name, never), { state: 'found', secret });
      assert.deepEqual(
        listed.find((each) => each.name === name),
        { ...secret, readable: 'unknown' },
      );
    }
    const read = (name: string) => store.subkeys(name, { readValue: true }, never);
    for (const name of ['off', 'destroyed']) {
      assert.deepEqual(await read(name), { state: 'not-readable', readable: 'no-version' });
    }
    for (const name of ['empty', 'nowhere']) assert.deepEqual(await read(name), { state: 'not-read' });
  });

  it('reads no value, and asks for the one that the user wants to have read alone', async () => {
    const { google, store } = await start();
    await list(store);
    await store.lookup('secret-0', never);
    await store.subkeys('secret-0', { readValue: false }, never);
    const paths = () => google.asked.map((asked) => asked.replace(/\?.*/, ''));
    const start0 = `GET /v1/projects/${project}/secrets`;
    assert.deepEqual(paths(), [start0, `${start0}/secret-0`, `${start0}/secret-0/versions/latest`]);
    const read = await store.subkeys('secret-2', { readValue: true }, never);
    assert.deepEqual(read, { state: 'known', names: ['TOKEN'] });
    assert.deepEqual(paths().slice(3), [`${start0}/secret-2/versions/latest:access`]);
  });

  it('says that a value which is no JSON object has no subkeys', async () => {
    const values = ['VALUE-MARKER plain', '"VALUE-MARKER"', '["VALUE-MARKER"]', 'null', ''];
    const { store } = await start({
      secrets: values.map((text, index) => ({ id: `s-${String(index)}`, versions: [{ value: text }] })),
    });
    for (const index of values.keys()) {
      const name = `s-${String(index)}`;
      assert.deepEqual(await store.subkeys(name, { readValue: true }, never), { state: 'none' });
    }
  });

  const strange: readonly (readonly [string, (response: ServerResponse) => void, FailureKind, RegExp])[] = [
    [
      'shows a page',
      (response) => response.writeHead(200).end('<p>Sign in</p>'),
      'invalid-answer',
      /as Google does/,
    ],
    [
      'knows nothing',
      (response) => response.writeHead(404).end('<p>404</p>'),
      'invalid-answer',
      /as Google does/,
    ],
    ['is a broken gateway', (response) => response.writeHead(502).end('<p>'), 'unreachable', /gateway/],
    ['hangs up', (response) => response.destroy(), 'unreachable', /localhost/],
    [
      'leads elsewhere',
      (response) => response.writeHead(302, { location: 'https://localhost:1/' }).end(),
      'invalid-answer',
      /another address/,
    ],
    [
      'has the service turned off',
      (response) => fail(response, 403, 'PERMISSION_DENIED', 'API', { reason: 'SERVICE_DISABLED' }),
      'denied',
      /API is not enabled for the project shop-project/,
    ],
    [
      'counts questions for a project that this login may not use',
      (response) =>
        fail(response, 403, 'PERMISSION_DENIED', 'Caller may not', { reason: 'USER_PROJECT_DENIED' }),
      'denied',
      /set-quota-project shop-project/,
    ],
    [
      'has no project to count questions for',
      (response) =>
        fail(response, 403, 'PERMISSION_DENIED', 'It requires a quota project.', {
          reason: 'SERVICE_DISABLED',
        }),
      'denied',
      /Service Usage Consumer/,
    ],
    [
      'takes no such token',
      (response) => fail(response, 401, 'UNAUTHENTICATED', 'credentials'),
      'denied',
      /did not accept the credential/,
    ],
    [
      'throttles for long',
      (response) => fail(response, 429, 'RESOURCE_EXHAUSTED', 'Quota', {}, { 'retry-after': '60' }),
      'throttled',
      /rate-limiting requests/,
    ],
  ];
  for (const [what, answer, kind, words] of strange) {
    it(`says in a sentence what is wrong where a server ${what}`, async () => {
      const { store } = await start({
        instead: (_, response) => {
          answer(response);
          return true;
        },
      });
      const asks = [() => store.lookup('secret-0', never), () => list(store)];
      for (const ask of asks) {
        const failure = await failureOf(ask);
        assert.equal(failure.kind, kind);
        assert.match(failureMessage(failure), words);
      }
    });
  }

  const foreign = ['{"ok":true}', '[]', '"text"', 'null', '{"secrets":{}}', '{"secrets":[{"labels":{}}]}'];
  for (const body of foreign) {
    it(`takes ${body} for no answer: neither for an empty list nor for a secret that is not there`, async () => {
      const { store } = await start({
        instead: (_, response) => {
          response.writeHead(200, { 'content-type': 'application/json' }).end(body);
          return true;
        },
      });
      for (const ask of [
        () => list(store),
        () => store.lookup('secret-0', never),
        () => store.subkeys('secret-0', { readValue: true }, never),
      ]) {
        assert.equal((await failureOf(ask)).kind, 'invalid-answer');
      }
    });
  }

  it('takes {} for an empty list, and for no secret', async () => {
    const { store } = await start({
      instead: (_, response) => {
        sendJson(response, 200, {});
        return true;
      },
    });
    assert.deepEqual(await list(store), []);
    assert.equal((await failureOf(() => store.lookup('secret-0', never))).kind, 'invalid-answer');
  });

  it('does not claim to know whether a version without a state can be read', async () => {
    const { store } = await start({
      instead: ({ url }, response) => {
        if (url.pathname.endsWith('/latest')) sendJson(response, 200, { name: 'x' });
        return url.pathname.endsWith('/latest');
      },
    });
    const lookup = await store.lookup('secret-1', never);
    assert.equal(lookup.state === 'found' ? lookup.secret.readable : lookup.state, 'unknown');
  });

  it('names the project where Google knows none of that name', async () => {
    const { store } = await start({
      instead: (_, response) => {
        fail(response, 404, 'NOT_FOUND', 'Project not found');
        return true;
      },
    });
    const failure = await failureOf(() => list(store));
    assert.equal(failure.kind, 'missing');
    assert.match(failureMessage(failure), /no project shop-project/);
  });

  it('names the setting where the certificate is signed by nobody trusted', async () => {
    const { google } = await start();
    const store = open(google, { network: { extraCertificates: [] } });
    const failure = await failureOf(() => list(store));
    assert.equal(failure.kind, 'tls');
    assert.match(failureMessage(failure), /caFile/);
  });

  it('ends 30 questions at their deadline where nobody answers, whatever garbage is collected', async function () {
    this.timeout(30_000);
    let hangs = false;
    const timeouts = { connectTimeout: 1500, readTimeout: 1500 };
    const { store } = await start({ instead: () => hangs }, { timeouts });
    await store.lookup('secret-0', never);
    hangs = true;
    undo.push(keepCollecting());
    const failures = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        failureOf(() => (index % 2 === 0 ? list(store) : store.lookup(`secret-${String(index)}`, never))),
      ),
    );
    assert.deepEqual([...new Set(failures.map(({ kind }) => kind))], ['timeout']);
  });
});

function secrets(count: number): ProjectSecret[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `secret-${String(index)}`,
    versions: [{ value }],
    labels: { index: String(index) },
  }));
}

/** Answers the page that begins with the so-manieth secret, unless `answer` says false. */
function onPage(begin: string, answer: (response: ServerResponse) => unknown) {
  return (request: Request, response: ServerResponse) =>
    request.url.searchParams.get('pageToken') === begin && answer(response) !== false;
}
