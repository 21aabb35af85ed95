import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import type { ServerResponse } from 'node:http';
import type { Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { openAwsStore, someKeys, type OpenAwsOptions } from '../../fakes/open-aws.ts';
import { listSecrets, startAwsStub, type AwsQuestion } from '../../servers/aws-stub.ts';
import { startProxy, type Proxy, type ProxyOptions } from '../../servers/proxy.ts';
import { failure } from './asking.ts';

/** A name that leads nowhere: only the proxy knows the way. */
const host = 'aws.test';

const taken = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIAOFTHEROLE</AccessKeyId><SecretAccessKey>VALUE-MARKER-role</SecretAccessKey>
<SessionToken>VALUE-MARKER-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;

describe('AWS Secrets Manager behind a proxy and a certificate of one’s own', () => {
  const undo: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function behindProxy(options: Partial<ProxyOptions> = {}) {
    const answer = (question: AwsQuestion) =>
      question.request.body.includes('Action=AssumeRole')
        ? { by: (response: ServerResponse) => response.end(taken) }
        : listSecrets(['one', 'two'], question);
    const server = await startAwsStub(answer, { tls: true, host });
    const proxy = await startProxy({ target: new URL(server.url), ...options });
    undo.push(
      () => server.stop(),
      () => proxy.stop(),
    );
    return { server, proxy, certificates: [server.certificate ?? ''] };
  }

  function open(proxy: Proxy, extraCertificates: readonly string[], more: Partial<OpenAwsOptions> = {}) {
    const network = { proxy: proxy.url, extraCertificates };
    const store = openAwsStore({ endpoint: `https://${host}`, network, ...more });
    undo.push(() => store.close());
    return store;
  }

  async function names(store: Store): Promise<string[]> {
    const all: string[] = [];
    for await (const { secrets } of store.list({ withTags: true }, never)) {
      all.push(...secrets.map(({ name }) => name));
    }
    return all;
  }

  it('is asked through a tunnel, in which the proxy reads nothing', async () => {
    const { proxy, certificates } = await behindProxy();
    const store = open(proxy, certificates);
    assert.equal(store.needsLogin(), false);
    assert.deepEqual(await names(store), ['one', 'two']);
    assert.deepEqual([...new Set(proxy.requests.map(({ line }) => line))], [`CONNECT ${host}:443`]);
    assert.doesNotMatch(proxy.passed(), /secretsmanager|AKIA|ListSecrets/);
  });

  it('so is STS, for the role that is taken first', async () => {
    const { proxy, certificates, server } = await behindProxy();
    const role = {
      arn: 'arn:aws:iam::1:role/reader',
      externalId: null,
      sessionName: 'tests',
      duration: 900,
      endpoint: `https://${host}`,
    };
    const store = open(proxy, certificates, { identity: someKeys, role });
    assert.equal(store.needsLogin(), true);
    assert.deepEqual(await names(store), ['one', 'two']);
    assert.equal(store.needsLogin(), false);
    assert.match(server.requests[0]?.body ?? '', /Action=AssumeRole/);
    assert.match(String(server.requests[1]?.headers.authorization), /ASIAOFTHEROLE/);
    assert.ok(proxy.requests.every(({ line }) => line === `CONNECT ${host}:443`));
  });

  it('is sent nothing where nobody trusts its certificate, and the setting for that is named', async () => {
    const { proxy, server } = await behindProxy();
    const { kind, message } = await failure(names(open(proxy, [])));
    assert.equal(kind, 'tls');
    assert.match(failureMessage({ message }), /caFile/);
    assert.deepEqual(server.requests, []);
  });

  it('is not reached where the proxy refuses, and the proxy is named', async () => {
    const { proxy, server, certificates } = await behindProxy({ refuse: 407 });
    const { kind, message } = await failure(names(open(proxy, certificates)));
    assert.equal(kind, 'proxy');
    assert.ok(failureMessage({ message }).includes(new URL(proxy.url).host), failureMessage({ message }));
    assert.deepEqual(server.requests, []);
  });
});
