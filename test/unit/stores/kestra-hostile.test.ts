import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { isFailureError, type FailureKind } from '../../../src/ports/failure.ts';
import type { KestraInstance, KestraWord } from '../../../src/stores/kestra/contract.ts';
import { allowedUser, kestraHoldings } from '../../contract/kestra-holdings.ts';
import { never } from '../../fakes/never.ts';
import { kestraLogin, openKestraAt, type OpenKestraOptions } from '../../fakes/open-kestra.ts';
import { behaviours, startHostile, type Behaviour, type Hostile } from '../../servers/hostile.ts';
import { startKestra } from '../../servers/kestra/kestra.ts';
import { sendJson } from '../../servers/listening.ts';
import { failure } from './asking.ts';

const credential = 'CREDENTIAL-of-this-test';
const reference = { name: 'TEAM_KEY', namespace: null, subkey: null, flowNamespace: 'company.team' };

describe('A server that is no Kestra, or a wicked one', () => {
  const running: { stop(): unknown }[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  async function start(behave: Behaviour, tls = false): Promise<Hostile> {
    const server = await startHostile(behave, { tls });
    running.push(server);
    return server;
  }
  function kestraAt(url: string, options: OpenKestraOptions = {}): KestraInstance {
    const kestra = openKestraAt(url, { kind: 'token', token: credential }, options);
    running.push({ stop: () => kestra.close() });
    return kestra;
  }
  /** Every way to ask fails in that way, and no error holds the login in any field. */
  async function everyQuestionFails(kestra: KestraInstance, kind: FailureKind): Promise<void> {
    const questions = [
      () => kestra.about(never),
      () => kestra.list(['company.team'], never),
      () => kestra.evaluate(reference, never),
    ];
    for (const question of questions) {
      await assert.rejects(question, (error: unknown) => {
        const everything = `${inspect(error, { showHidden: true, depth: 20 })} ${JSON.stringify(error)}`;
        assert.doesNotMatch(everything, new RegExp(`${credential}|VALUE-MARKER`));
        assert.ok(isFailureError(error), inspect(error));
        assert.equal(error.failure.kind, kind, inspect(error));
        assert.match(failureMessage(error.failure), /^Kestra\b.*[.]$/);
        assert.doesNotMatch(failureMessage(error.failure), /configur|secret manager/);
        const steps = error.failure.nextSteps.map((step) => step.kind);
        assert.ok(!steps.includes('open-configuration'), inspect(steps));
        assert.equal(new Set(steps).size, steps.length, inspect(steps));
        return true;
      });
    }
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`gets no login by sending on to another host (${String(status)})`, async () => {
      const other = await start(behaviours.answer(200, { results: [], total: 0 }));
      const server = await start(behaviours.redirectTo(`${other.url}/api/v1/main/secrets`, status));
      await everyQuestionFails(kestraAt(server.url), 'invalid-answer');
      assert.ok(server.requests.every(({ headers }) => headers.authorization === `Bearer ${credential}`));
      assert.equal(other.requests.length, 0);
      const refused = await failure(kestraAt(server.url).about(never));
      assert.match(failureMessage(refused), /or, where it is that of a single sign-on, to one at which/);
    });
  }

  it('gets no login by sending on from https to http', async () => {
    const other = await start(behaviours.answer(200, {}));
    const server = await start(behaviours.redirectTo(other.url, 307), true);
    const network = { extraCertificates: [server.certificate ?? ''] };
    await everyQuestionFails(kestraAt(server.url, { network }), 'invalid-answer');
    assert.equal(other.requests.length, 0);
  });

  const value = { result: 'VALUE-MARKER', message: 'VALUE-MARKER' };
  const strange: readonly (readonly [string, Behaviour, FailureKind])[] = [
    ['the page of a single sign-on', behaviours.html, 'invalid-answer'],
    ['a 404 page of HTML', behaviours.notFoundPage, 'invalid-answer'],
    ['a 403 page', (response) => response.writeHead(403).end('<html>'), 'invalid-answer'],
    ['broken JSON', behaviours.brokenJson, 'invalid-answer'],
    ['33 megabytes', behaviours.large, 'invalid-answer'],
    ['another status', behaviours.answer(418, value), 'invalid-answer'],
    ['an error of its own', behaviours.answer(500, value), 'invalid-answer'],
    ['a bad gateway', (response) => response.writeHead(502).end('bad gateway'), 'unreachable'],
    ['another protocol', behaviours.notHttp, 'invalid-answer'],
    ['nothing, hanging up', behaviours.hangUp, 'unreachable'],
    ['half a body', behaviours.halfBody, 'unreachable'],
    ['no to every login', behaviours.answer(401, value), 'denied'],
  ];
  for (const [what, behave, kind] of strange) {
    it(`answers with ${what}: ${kind}`, async function () {
      this.timeout(60_000);
      const server = await start(behave);
      await everyQuestionFails(kestraAt(server.url), kind);
    });
  }

  const otherForms: readonly (readonly [string, unknown])[] = [
    ['a list', [1]],
    ['no names', { hello: 'world' }],
    ['names of other types', { results: [{ key: 1 }, null], total: 2 }],
    ['a name without letters', { results: [{ key: '' }], total: 1 }],
    ['no count', { results: [{ key: 'VALUE-MARKER' }] }],
    ['tags of another form', { results: [{ key: 'A', tags: { a: 'VALUE-MARKER' } }], total: 1 }],
  ];
  for (const [what, body] of otherForms) {
    it(`lists ${what}: that is no list`, async () => {
      const server = await start(behaviours.answer(200, body));
      const failed = await failure(kestraAt(server.url).list([], never));
      assert.equal(failed.kind, 'invalid-answer');
    });
  }

  for (const [what, behave] of [
    ['drips its body', behaviours.drip],
    ['hangs before the headers', behaviours.hang],
  ] as const) {
    it(`${what}: the call ends at its deadline`, async () => {
      const server = await start(behave);
      const timeouts = { connectTimeout: 20_000, readTimeout: 200 };
      await everyQuestionFails(kestraAt(server.url, { timeouts }), 'timeout');
    });
  }

  it('is followed no further than a list for people is long', async () => {
    let asked = 0;
    const server = await start((response) => {
      asked += 1;
      const results = [{ key: `KEY_${String(asked)}` }];
      behaviours.answer(200, { edition: 'OSS', version: '2.0.0', results, total: 1_000_000_000 })(response, {
        method: '',
        url: '',
        headers: {},
        body: '',
      });
    });
    const list = await kestraAt(server.url, { bounds: { pages: 5 } }).list(['company'], never);
    assert.deepEqual([list.names.length, list.told, list.gaps], [5, [], [{ kind: 'too-long' }]]);
  });

  it('has told nothing for certain where it shows fewer names than it counts', async () => {
    const page = { edition: 'OSS', results: [{ key: 'A' }, { key: 'A' }], total: 2 };
    const server = await start(behaviours.answer(200, page));
    const list = await kestraAt(server.url).list(['company'], never);
    assert.deepEqual([list.names.length, list.told, list.gaps], [1, [], [{ kind: 'changed' }]]);
  });

  it('wants a login, and says so to one who sent none', async () => {
    const server = await start(behaviours.answer(401, { message: 'VALUE-MARKER' }));
    const kestra = openKestraAt(server.url, { kind: 'none' });
    running.push({ stop: () => kestra.close() });
    const failed = await failure(kestra.list([], never));
    assert.deepEqual([failed.kind, failed.ofLogin], ['signed-out', true]);
    assert.match(failureMessage(failed), /^Kestra at .* wants a login, /);
    assert.ok(server.requests.every(({ headers }) => headers.authorization === undefined));
  });

  it('gets no cookie back', async () => {
    const server = await start(
      behaviours.answer(200, { results: [], total: 0 }, { 'set-cookie': 'JWT=forged' }),
    );
    const kestra = kestraAt(server.url);
    await kestra.about(never);
    await kestra.list([], never);
    assert.ok(server.requests.length >= 2);
    assert.ok(server.requests.every(({ headers }) => headers.cookie === undefined));
  });

  it('is given the time that it asks for', async () => {
    let asked = 0;
    const server = await start((response, request) => {
      asked += 1;
      if (asked === 1) response.writeHead(429, { 'retry-after': '2' }).end();
      else behaviours.answer(200, { version: '2.0.0', edition: 'OSS' })(response, request);
    });
    const waits: number[] = [];
    assert.equal((await kestraAt(server.url, { waits }).about(never)).version, '2.0.0');
    assert.ok(waits.includes(2000), inspect(waits));
  });

  it('stops asking when it is cancelled', async () => {
    const controller = new AbortController();
    const server = await start(() => controller.abort());
    await assert.rejects(kestraAt(server.url).evaluate(reference, controller.signal), { name: 'AbortError' });
    assert.equal(server.requests.length, 1);
  });
});

describe('What came of an evaluation', () => {
  const expression = "{{ secret('TEAM_KEY') }}";
  const refusal = "io.pebbletemplates.pebble.error.PebbleException: Cannot find secret for key 'TEAM_KEY'.";

  async function evaluated(answer: (response: ServerResponse) => void): Promise<KestraWord> {
    const server = await startKestra({
      ...kestraHoldings('2.0', 'enterprise'),
      instead: ({ url }, response) => {
        if (!url.pathname.endsWith('/eval')) return false;
        answer(response);
        return true;
      },
    });
    const kestra = openKestraAt(server.url, kestraLogin(allowedUser));
    try {
      return await kestra.evaluate(reference, never);
    } finally {
      kestra.close();
      await server.stop();
    }
  }

  const dropped: readonly (readonly [string, unknown])[] = [
    ['a value in place of the mask', { result: 'VALUE-MARKER' }],
    ['a value behind the mask', { result: '******VALUE-MARKER' }],
    ['two masks', { result: '************' }],
    ['the mask with an error', { result: '******', error: 'VALUE-MARKER' }],
    ['no result', { result: null }],
    ['an object', { result: { value: 'VALUE-MARKER' } }],
    ['a text', 'VALUE-MARKER'],
    ['an error that holds a value', { error: 'VALUE-MARKER is no JSON' }],
    ['a refusal of another key', { error: refusal.replace('TEAM_KEY', 'TEAM_KEY_2') }],
    ['a refusal with a value behind it', { error: `${refusal} VALUE-MARKER` }],
    ['a refusal with a value in what was evaluated', { error: `${refusal} ({{ 'VALUE-MARKER' }}:1)` }],
    ['a refusal inside another sentence', { error: `VALUE-MARKER ${refusal}` }],
    ['a refusal with a result', { error: refusal, result: 'VALUE-MARKER' }],
    [
      'the refusal of a subkey that nobody asked for',
      { error: "Cannot find secret sub-key 'a' in secret 'TEAM_KEY'." },
    ],
  ];
  for (const [what, body] of dropped) {
    it(`is dropped where it is ${what}`, async () => {
      const word = await evaluated((response) => sendJson(response, 200, body));
      assert.deepEqual(word, { state: 'not-told', why: 'other-answer' });
    });
  }

  it('is a refusal with or without what was evaluated behind it', async () => {
    for (const error of [refusal, `${refusal} (${expression}:1)`, "Cannot find secret for key 'TEAM_KEY'"]) {
      const word = await evaluated((response) =>
        sendJson(response, 200, { error, stackTrace: 'VALUE-MARKER' }),
      );
      assert.deepEqual(word, { state: 'secret-not-found' }, error);
    }
  });

  it('is dropped where the server may not resolve secrets', async () => {
    const server = await startKestra({ ...kestraHoldings('2.0', 'enterprise'), isolated: true });
    const kestra = openKestraAt(server.url, kestraLogin(allowedUser));
    assert.deepEqual(await kestra.evaluate(reference, never), { state: 'not-told', why: 'other-answer' });
    kestra.close();
    await server.stop();
  });
});
