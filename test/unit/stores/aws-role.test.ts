import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { ServerResponse } from 'node:http';
import type { FailureKind } from '../../../src/ports/failure.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { listSecrets, startAwsStub } from '../../servers/aws-stub.ts';
import { behaviours, startHostile, type Behaviour, type Hostile } from '../../servers/hostile.ts';
import { failureOf, listAll } from './asking.ts';

const arn = 'arn:aws:iam::1:role/reader';

const taken = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAOFTHEROLE</AccessKeyId><SecretAccessKey>VALUE-MARKER-role</SecretAccessKey>
<SessionToken>VALUE-MARKER-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const xml =
  (status: number, body: string): Behaviour =>
  (response: ServerResponse) =>
    response.writeHead(status, { 'content-type': 'text/xml', 'retry-after': '0' }).end(body);

const error = (status: number, code: string, message = 'no words'): Behaviour =>
  xml(
    status,
    `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );

describe('A role that STS does not give', () => {
  const undo: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });

  async function open(behave: Behaviour): Promise<{ store: Store; manager: Hostile; sts: Hostile }> {
    const manager = await startAwsStub((question) => listSecrets(['one'], question));
    const sts = await startHostile(behave);
    const role = { arn, externalId: null, sessionName: 'tests', duration: 900, endpoint: sts.url };
    const store = openAwsStore({ endpoint: manager.url, role });
    undo.push(
      () => store.close(),
      () => manager.stop(),
      () => sts.stop(),
    );
    return { store, manager, sts };
  }

  const faults: readonly (readonly [string, Behaviour, FailureKind, RegExp])[] = [
    [
      'refuses it',
      error(403, 'AccessDenied', `not authorized to perform: sts:AssumeRole on ${arn}`),
      'denied',
      /sts:AssumeRole on arn:aws:iam::1:role\/reader/,
    ],
    [
      'refuses it without its words',
      error(403, 'AccessDenied'),
      'denied',
      /sts:AssumeRole on arn:aws:iam::1:role\/reader/,
    ],
    ['is behind a gateway that refuses', xml(403, '<html>no</html>'), 'denied', /sts:AssumeRole/],
    ['does not know the key', error(403, 'InvalidClientTokenId'), 'denied', /STS.*access key/],
    ['says that the session is over', error(403, 'ExpiredToken'), 'denied', /STS.*session has expired/],
    ['throttles', error(400, 'Throttling'), 'throttled', /STS.*rate-limiting requests/],
    ['is broken', error(500, 'InternalFailure'), 'invalid-answer', /STS.*error of its own \(500\)/],
    ['is out of reach', xml(503, 'no'), 'unreachable', /STS.*answered 503/],
    ['answers with nothing', xml(200, ''), 'invalid-answer', /as STS does/],
    ['answers with a page', behaviours.html, 'invalid-answer', /as STS does/],
    ['answers with JSON', behaviours.answer(200, {}), 'invalid-answer', /as STS does/],
    [
      'gives no credentials',
      xml(200, '<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>'),
      'invalid-answer',
      /as STS does/,
    ],
    [
      'gives half of them',
      xml(200, taken.replace(/<SecretAccessKey>.*<\/SecretAccessKey>/, '')),
      'invalid-answer',
      /as STS does/,
    ],
  ];
  for (const [what, behave, kind, sentence] of faults) {
    it(`because it ${what} is told as STS’s doing, and nobody else is asked`, async () => {
      const { store, manager, sts } = await open(behave);
      const failure = await failureOf('AWS Secrets Manager', () => listAll(store));
      assert.equal(failure.kind, kind);
      assert.match(failureMessage(failure), sentence);
      assert.ok(failureMessage(failure).includes(sts.url) || kind === 'denied');
      assert.equal(manager.requests.length, 0);
    });
  }

  it('is none of these where it gives one', async () => {
    const { store, manager } = await open(xml(200, taken));
    assert.equal((await listAll(store)).length, 1);
    assert.equal(manager.requests.length, 1);
  });
});
