import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { FailureKind } from '../../../src/ports/failure.ts';
import type { AwsOptions } from '../../../src/stores/aws/settings.ts';
import type { ListPage, Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { listSecrets, startAwsStub, type AwsAnswer, type AwsQuestion } from '../../servers/aws-stub.ts';
import { behaviours, type Hostile } from '../../servers/hostile.ts';
import { failure } from './asking.ts';

describe('AWS Secrets Manager behind a stub', () => {
  const stop: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of stop.splice(0)) await each();
  });

  async function open(
    answer: (question: AwsQuestion) => AwsAnswer,
    options: Partial<AwsOptions> = {},
    waits?: number[],
  ): Promise<{ store: Store; server: Hostile }> {
    const server = await startAwsStub(answer);
    const store = openAwsStore({ endpoint: server.url, options, waits });
    stop.push(
      () => store.close(),
      () => server.stop(),
    );
    return { store, server };
  }

  async function pages(store: Store, signal = never): Promise<ListPage[]> {
    const all: ListPage[] = [];
    for await (const page of store.list({ withTags: true }, signal)) all.push(page);
    return all;
  }

  for (const [count, pageSize] of [
    [10, 1],
    [11, 2],
    [100, 100],
    [101, 100],
    [250, 100],
  ] as const) {
    it(`lists ${count} secrets in pages of ${pageSize}, the last one with them`, async () => {
      const names = Array.from({ length: count }, (_, index) => `secret-${String(index)}`);
      const { store, server } = await open((question) => listSecrets(names, question), { pageSize });
      const all = await pages(store);
      assert.deepEqual(
        all.flatMap(({ secrets }) => secrets.map(({ name }) => name)),
        names,
      );
      assert.equal(server.requests.length, Math.ceil(count / pageSize));
      assert.ok(all.every((page) => page.cutShort === undefined));
    });
  }

  it('gives the pages before a failure, and then the failure', async () => {
    const { store } = await open(
      (question) =>
        question.body.NextToken === undefined
          ? listSecrets(['a', 'b', 'c'], question)
          : { error: 'InternalServiceError', status: 500 },
      { pageSize: 1 },
    );
    const names: string[] = [];
    const listing = async () => {
      for await (const page of store.list({ withTags: true }, never))
        names.push(...page.secrets.map(({ name }) => name));
    };
    assert.equal((await failure(listing())).kind, 'invalid-answer');
    assert.deepEqual(names, ['a']);
  });

  for (const when of ['7', 'Tue, 01 Jul 2025 12:00:07 GMT']) {
    it(`asks again after the time that AWS asked for (${when})`, async () => {
      const waits: number[] = [];
      const headers = { date: 'Tue, 01 Jul 2025 12:00:00 GMT', 'retry-after': when };
      let questions = 0;
      const { store } = await open(
        (question) => {
          questions += 1;
          return questions === 1 ? { error: 'ThrottlingException', headers } : listSecrets(['a'], question);
        },
        {},
        waits,
      );
      assert.equal((await pages(store))[0]?.secrets.length, 1);
      assert.deepEqual(waits, [7000]);
    });
  }

  it('gives up where AWS goes on throttling', async () => {
    const { store, server } = await open(() => ({
      error: 'ThrottlingException',
      headers: { 'retry-after': '0' },
    }));
    assert.equal((await failure(pages(store))).kind, 'throttled');
    assert.equal(server.requests.length, 3);
  });

  it('asks for single secrets where the list is refused', async () => {
    const { store } = await open(({ action, body }) =>
      action === 'ListSecrets' ? { error: 'AccessDeniedException' } : { json: { Name: body.SecretId } },
    );
    const [page] = await pages(store);
    assert.equal(page?.refused?.kind, 'denied');
    assert.match(failureMessage(page.refused), /secretsmanager:ListSecrets on \*/);
    assert.equal((await store.lookup('one', never)).state, 'found');
  });

  it('lists where single secrets are refused', async () => {
    const { store } = await open((question) =>
      question.action === 'ListSecrets' ? listSecrets(['one'], question) : { error: 'AccessDeniedException' },
    );
    assert.equal((await pages(store))[0]?.secrets.length, 1);
    const refused = await failure(store.lookup('one', never));
    assert.equal(refused.kind, 'denied');
    assert.match(failureMessage(refused), /secretsmanager:DescribeSecret on one/);
    const value = await failure(store.subkeys('one', { readValue: true }, never));
    assert.match(failureMessage(value), /secretsmanager:GetSecretValue on one/);
  });

  const errors: readonly (readonly [AwsAnswer, FailureKind, RegExp])[] = [
    [{ error: 'UnrecognizedClientException' }, 'denied', /access key/],
    [{ error: 'InvalidSignatureException' }, 'denied', /secret-key-id/],
    [{ error: 'InvalidSignatureException', message: 'Signature expired: now' }, 'denied', /clock/],
    [{ error: 'ExpiredTokenException' }, 'denied', /session has expired/],
    [{ error: 'com.example#AccessDeniedException' }, 'denied', /secretsmanager:DescribeSecret/],
    [{ error: 'InternalFailure', status: 500 }, 'invalid-answer', /error of its own \(500\)/],
    [{ error: 'ServiceUnavailable', status: 503 }, 'unreachable', /answered 503/],
    [{ error: 'InvalidParameterException' }, 'invalid-answer', /InvalidParameterException/],
    [{ by: behaviours.html }, 'invalid-answer', /did not answer as/],
    [{ by: (response) => response.writeHead(403).end('<Error/>') }, 'denied', /DescribeSecret/],
    // What a server wants to have told: `failure` finds it wherever it stands.
    [{ error: 'VALUE-MARKER\n::error::' }, 'invalid-answer', /did not answer as/],
    [
      { by: (response) => response.writeHead(400).end('VALUE-MARKER') },
      'invalid-answer',
      /did not answer as/,
    ],
    [{ by: (response) => response.writeHead(403).end('VALUE-MARKER') }, 'denied', /DescribeSecret/],
    [
      { error: 'SignatureDoesNotMatch', message: 'No match.\n\nx-amz-security-token:VALUE-MARKER\n' },
      'denied',
      /secret-key-id/,
    ],
  ];
  for (const [answer, kind, sentence] of errors) {
    it(`takes ${'error' in answer ? `${answer.error} ${answer.message ?? ''}` : 'another answer'} for ${kind}`, async () => {
      const { store } = await open(() => answer);
      const told = await failure(store.lookup('one', never));
      assert.equal(told.kind, kind);
      assert.match(failureMessage(told), sentence);
      assert.match(failureMessage(told), /^AWS Secrets Manager .*\.$/);
    });
  }

  it('follows no redirect', async () => {
    const other = await startAwsStub(() => ({ json: { SecretList: [] } }));
    stop.push(() => other.stop());
    const { store } = await open(() => ({
      by: (response) => response.writeHead(307, { location: other.url }).end(),
    }));
    assert.match(failureMessage(await failure(pages(store))), /not followed/);
    assert.equal(other.requests.length, 0);
  });

  it('knows a secret by its name alone, not by its ARN or a part of it', async () => {
    const { store, server } = await open(() => ({ json: { Name: 'one' } }));
    assert.equal((await store.lookup('one', never)).state, 'found');
    assert.equal((await store.lookup('on', never)).state, 'absent');
    assert.equal(
      (await store.lookup('arn:aws:secretsmanager:eu-west-1:1:secret:one', never)).state,
      'absent',
    );
    assert.equal(server.requests.length, 2);
  });

  it('tells what Kestra cannot read, and since when', async () => {
    const { store } = await open(() => ({
      json: {
        SecretList: [
          { Name: 'gone', DeletedDate: 1_767_225_600, SecretVersionsToStages: { a: ['AWSCURRENT'] } },
          { Name: 'empty', SecretVersionsToStages: { a: ['AWSPREVIOUS'] }, DeletedDate: null },
          { Name: 'there', SecretVersionsToStages: { a: ['AWSCURRENT'] } },
          { Name: 'untold' },
        ],
        NextToken: null,
      },
    }));
    const [page] = await pages(store);
    assert.deepEqual(
      page?.secrets.map(({ readable, deletedAt }) => [readable, deletedAt]),
      [
        ['deleted', '2026-01-01T00:00:00.000Z'],
        ['not-told', undefined],
        ['yes', undefined],
        ['not-told', undefined],
      ],
    );
  });

  it('ends a list that would never end', async () => {
    const { store } = await open(() => ({ json: { SecretList: [{ Name: 'one' }], NextToken: 'again' } }));
    const all = await pages(store);
    assert.equal(all.length, 2);
    assert.ok(all[1]?.cutShort !== undefined);
  });

  it('asks for a value only where it is told to, and gives the names of its fields', async () => {
    const values: Record<string, object> = {
      object: { SecretString: '{"TOKEN":"VALUE-MARKER-a","b":{"c":1}}' },
      text: { SecretString: 'VALUE-MARKER-b' },
      binary: { SecretBinary: 'VkFMVUUtTUFSS0VS' },
    };
    const { store, server } = await open(({ body }) => ({ json: values[String(body.SecretId)] }));
    assert.deepEqual(await store.subkeys('object', { readValue: false }, never), { state: 'not-read' });
    assert.equal(server.requests.length, 0);
    const read = (name: string) => store.subkeys(name, { readValue: true }, never);
    assert.deepEqual(await read('object'), { state: 'known', names: ['TOKEN', 'b'] });
    assert.deepEqual(await read('text'), { state: 'none' });
    assert.deepEqual(await read('binary'), { state: 'not-read' });
  });

  it('says of a secret without a current value what only its read tells', async () => {
    const { store } = await open(({ body }) => ({
      error: 'ResourceNotFoundException',
      message:
        body.SecretId === 'empty'
          ? "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"
          : "Secrets Manager can't find the specified secret.",
    }));
    const read = (name: string) => store.subkeys(name, { readValue: true }, never);
    assert.deepEqual(await read('empty'), { state: 'not-readable', readable: 'no-version' });
    assert.deepEqual(await read('nowhere'), { state: 'not-read' });
  });

  it('reads one value at a time', async () => {
    let now = 0;
    let most = 0;
    const { store } = await open(() => ({
      by(response) {
        most = Math.max(most, ++now);
        setImmediate(() => {
          now--;
          response
            .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
            .end('{"SecretString":"x"}');
        });
      },
    }));
    await Promise.all(['a', 'b', 'c'].map((name) => store.subkeys(name, { readValue: true }, never)));
    assert.equal(most, 1);
  });

  it('gives up at its deadline, even where the answer drips', async () => {
    const { store } = await open(() => ({ by: behaviours.drip }), { deadline: 300 });
    const told = await failure(store.lookup('one', never));
    assert.equal(told.kind, 'timeout');
    assert.match(failureMessage(told), /within 0\.3 seconds/);
  });

  it('never sends the secret key', async () => {
    const { store, server } = await open((question) => listSecrets(['one'], question));
    await pages(store);
    assert.doesNotMatch(JSON.stringify(server.requests), /VALUE-MARKER/);
    assert.match(String(server.requests[0]?.headers.authorization), /Credential=AKIAKEYOFTHETESTS000/);
  });
});
