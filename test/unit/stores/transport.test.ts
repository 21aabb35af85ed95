import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tls from 'node:tls';
import { promisify } from 'node:util';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import type { HttpResponse, NetworkSettings } from '../../../src/ports/network.ts';
import { createSystemStore, runInThread } from '../../../src/stores/transport/system-store.ts';
import { createTransport, type Transport } from '../../../src/stores/transport/transport.ts';
import { namedVault } from '../../fakes/failure-reasons.ts';
import { never } from '../../fakes/never.ts';
import { skipBecause } from '../../processes/skip.ts';
import { certificateFor } from '../../servers/certificates.ts';
import {
  behaviours,
  startHostile,
  type Behaviour,
  type Hostile,
  type HostileOptions,
} from '../../servers/hostile.ts';
import { startProxy, type Proxy, type ProxyOptions } from '../../servers/proxy.ts';
import { failure } from './asking.ts';

const credential = 'TOKEN-in-a-header';

describe('The transport', () => {
  const running: { stop(): unknown }[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  async function start(options: HostileOptions = {}): Promise<Hostile> {
    const server = await startHostile(behaviours.answer(200, { fine: true }), options);
    running.push(server);
    return server;
  }
  async function proxyTo(target: string, options: Partial<ProxyOptions> = {}): Promise<Proxy> {
    const proxy = await startProxy({ target: new URL(target), ...options });
    running.push(proxy);
    return proxy;
  }
  function transportWith(
    network: Partial<NetworkSettings> = {},
    connectTimeout = 2000,
    readTimeout = 2000,
  ): Transport {
    const transport = createTransport({
      backend: namedVault,
      network: { extraCertificates: [], ...network },
      connectTimeout,
      readTimeout,
    });
    running.push({ stop: () => transport.close() });
    return transport;
  }
  const get = ({ send }: Transport, url: string): Promise<HttpResponse> =>
    send({ method: 'GET', url: new URL(url), headers: { 'X-Vault-Token': credential } }, never);

  /** Waits for a state of affairs; the suite's own timeout is its end. */
  async function until(reached: () => boolean): Promise<void> {
    while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('keeps connections and uses them again', async () => {
    const server = await startHostile((response) => response.end(String(response.socket?.remotePort)));
    running.push(server);
    const transport = transportWith();
    const first = await get(transport, server.url);
    assert.equal((await get(transport, server.url)).body, first.body);
  });

  describe('where the server closes each kept connection just when it is used again', () => {
    const host = 'vault.test';

    /** Does `onAgain` with every request but the first one of a connection. */
    async function startClosing(onAgain: Behaviour, options: HostileOptions = {}): Promise<Hostile> {
      const served = new WeakSet<object>();
      const server = await startHostile((response, request) => {
        const { socket } = response;
        if (socket !== null && served.has(socket)) {
          onAgain(response, request);
        } else {
          if (socket !== null) served.add(socket);
          response.end('fine');
        }
      }, options);
      running.push(server);
      return server;
    }
    const eightTimes = ({ send }: Transport, url: string, login: boolean) =>
      Promise.all(
        Array.from({ length: 8 }, async () => {
          const request = { method: 'POST', url: new URL(url), headers: {}, body: '{}', login };
          return (await send(request, never)).body;
        }),
      );
    const fine = Array.from({ length: 8 }, () => 'fine');

    const ways: readonly (readonly [string, HostileOptions, boolean])[] = [
      ['', {}, false],
      [', with TLS', { tls: true }, false],
      [', through a tunnel', { tls: true, host }, true],
    ];
    for (const [way, options, isProxied] of ways) {
      it(`asks once more, on a new one${way}`, async () => {
        const server = await startClosing((response) => response.destroy(), options);
        const proxy = isProxied ? { proxy: (await proxyTo(server.url)).url } : {};
        const transport = transportWith({ extraCertificates: [server.certificate ?? ''], ...proxy });
        const url = isProxied ? `https://${host}` : server.url;
        assert.deepEqual(await eightTimes(transport, url, false), fine);
        assert.equal(server.requests.length, 8);
        assert.deepEqual(await eightTimes(transport, url, false), fine);
        assert.equal(server.requests.length, 24, 'each was sent on a kept connection, and then on a new one');
      });

      it(`sends a login once, on a new one${way}`, async () => {
        const server = await startClosing((response) => response.destroy(), options);
        const proxy = isProxied ? { proxy: (await proxyTo(server.url)).url } : {};
        const transport = transportWith({ extraCertificates: [server.certificate ?? ''], ...proxy });
        const url = isProxied ? `https://${host}` : server.url;
        assert.deepEqual(await eightTimes(transport, url, false), fine);
        assert.deepEqual(await eightTimes(transport, url, true), fine);
        assert.equal(server.requests.length, 16);
      });
    }

    it('does not ask again where an answer had begun', async () => {
      const server = await startClosing((response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{', () => setTimeout(() => response.socket?.resetAndDestroy(), 20));
      });
      const transport = transportWith();
      await get(transport, server.url);
      assert.equal((await failure(get(transport, server.url))).kind, 'unreachable');
      assert.equal(server.requests.length, 2);
    });
  });

  it('does not ask again on a new connection that was closed without an answer', async () => {
    const server = await startHostile(behaviours.hangUp);
    running.push(server);
    assert.equal((await failure(get(transportWith(), server.url))).kind, 'unreachable');
    assert.equal(server.requests.length, 1);
  });

  it('says of a host without a dot that it is probably a container’s name', async () => {
    const found = await failure(get(transportWith(), 'http://vault-of-nobody:8200'));
    assert.match(failureMessage(found), /vault-of-nobody is probably a container’s name/);
    assert.ok(found.kind === 'unreachable' || found.kind === 'timeout');
    assert.deepEqual(found.nextSteps[0], { kind: 'connect-differently' });
  });

  it('says of a host with a dot that its name is not known', async () => {
    const found = await failure(get(transportWith(), 'http://vault.invalid:8200'));
    assert.equal(found.kind, 'unreachable');
    assert.doesNotMatch(failureMessage(found), /container/);
  });

  it('gives up connecting after the connect timeout', async () => {
    // Takes connections and never speaks TLS.
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    running.push({ stop: () => silent.close() });
    silent.on('connection', (socket) => running.push({ stop: () => socket.destroy() }));
    const { port } = silent.address() as AddressInfo;
    const transport = transportWith({}, 200, 600_000);
    const found = await failure(get(transport, `https://127.0.0.1:${String(port)}`));
    assert.equal(found.kind, 'timeout');
  });

  it('checks certificates, whatever the environment says', async () => {
    const server = await start({ tls: true });
    const variables = { NODE_TLS_REJECT_UNAUTHORIZED: '0', VAULT_SKIP_VERIFY: 'true' };
    Object.assign(process.env, variables);
    try {
      assert.equal((await failure(get(transportWith(), server.url))).kind, 'tls');
    } finally {
      for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
    }
    assert.equal(server.requests.length, 0);
  });

  it('says of a certificate that has expired who can help', async () => {
    const server = await start({ tls: true, validity: [-9, -1] });
    const network = { extraCertificates: [server.certificate ?? ''] };
    const { kind, message, nextSteps } = await failure(get(transportWith(network), server.url));
    assert.equal(kind, 'tls');
    assert.match(failureMessage({ message }), /has expired; ask whoever runs it to renew it/);
    assert.ok(nextSteps.length > 0);
    assert.equal(server.requests.length, 0);
  });

  it('says of a certificate that is not valid yet to look at the clock', async () => {
    const server = await start({ tls: true, validity: [2, 9] });
    const network = { extraCertificates: [server.certificate ?? ''] };
    const { kind, message } = await failure(get(transportWith(network), server.url));
    assert.deepEqual([kind, server.requests.length], ['tls', 0]);
    assert.match(failureMessage({ message }), /is not valid yet; check the clock/);
  });

  it('says where the user names whom to trust: in the editor a setting, elsewhere what stands there', async () => {
    const server = await start({ tls: true });
    const told = async (network: Partial<NetworkSettings>) =>
      failureMessage(await failure(get(transportWith(network), server.url)));
    assert.match(await told({}), /nobody trusted here; name its authority in kestraSecrets\.caFile\.$/);
    assert.match(await told({ certificatesIn: 'NODE_EXTRA_CA_CERTS' }), /in NODE_EXTRA_CA_CERTS\.$/);
  });

  it('names a key for longer waits only where the configuration has one', async () => {
    const server = await startHostile(behaviours.hang);
    running.push(server);
    const told = async (readTimeoutKey: { readTimeoutKey?: string }) => {
      const network = { extraCertificates: [] };
      const limits = { connectTimeout: 2000, readTimeout: 50, ...readTimeoutKey };
      const transport = createTransport({ backend: namedVault, network, ...limits });
      running.push({ stop: () => transport.close() });
      return failureMessage(await failure(get(transport, server.url)));
    };
    assert.match(
      await told({ readTimeoutKey: 'read-timeout' }),
      /seconds: try again, or raise read-timeout\.$/,
    );
    assert.match(await told({}), /seconds: try again\.$/);
  });

  it('says of a certificate for another host to check the address', async () => {
    const server = await start({ tls: true, host: 'other.test' });
    const network = { extraCertificates: [server.certificate ?? ''] };
    const { kind, message, nextSteps } = await failure(get(transportWith(network), server.url));
    assert.equal(kind, 'tls');
    assert.match(failureMessage({ message }), /is for another host/);
    assert.deepEqual(nextSteps[0], { kind: 'connect-differently' });
    assert.equal(server.requests.length, 0);
  });

  it('trusts the system’s certificates where Node can read them', async function () {
    if (!('getCACertificates' in tls)) {
      return skipBecause(this, `Node ${process.version} cannot read the system's certificates`);
    }
    if (process.platform !== 'linux') {
      return skipBecause(this, 'only on Linux a variable names the system’s store');
    }
    const server = await start({ tls: true });
    const folder = await mkdtemp(path.join(tmpdir(), 'system-store-'));
    running.push({ stop: () => rm(folder, { recursive: true }) });
    const store = path.join(folder, 'store.pem');
    await writeFile(store, server.certificate ?? '');
    // Read once a process, so a new one: on Linux this variable names the system's store.
    const script = path.join(import.meta.dirname, '../../processes/ask-once.ts');
    const options = { env: { ...process.env, SSL_CERT_FILE: store } };
    const asked = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', script, server.url],
      options,
    );
    assert.equal(asked.stdout, '{"fine":true}');
  });

  describe('and the system’s store of certificates', () => {
    const request = (url: string) => ({ method: 'GET', url: new URL(url), headers: {} });
    /** A store that answers when it is told to, and counts how often it is read. */
    function slowStore() {
      const reads: ((found: readonly string[]) => void)[] = [];
      const store = createSystemStore(true, () => new Promise((resolve) => reads.push(resolve)));
      const connect = (extraCertificates: readonly string[]): Transport => {
        const limits = { connectTimeout: 300, readTimeout: 300, systemStore: store };
        const transport = createTransport({ backend: namedVault, network: { extraCertificates }, ...limits });
        running.push({ stop: () => transport.close() });
        return transport;
      };
      return { reads, connect };
    }

    it('does not read it for a server that is trusted without', async () => {
      const server = await start({ tls: true });
      const { reads, connect } = slowStore();
      assert.equal((await connect([server.certificate ?? '']).send(request(server.url), never)).status, 200);
      assert.equal(reads.length, 0);
    });

    it('reads it once, while others are answered and no time runs out, and keeps it', async () => {
      const [one, other] = [await start({ tls: true }), await start({ tls: true })];
      const { reads, connect } = slowStore();
      const waiting = [connect([]), connect([])].map((each) => each.send(request(one.url), never));
      await until(() => reads.length > 0);
      const trusted = connect([other.certificate ?? '']);
      // Longer than a connection may take.
      for (const end = Date.now() + 600; Date.now() < end;) await trusted.send(request(other.url), never);
      reads[0]?.([one.certificate ?? '']);
      assert.deepEqual(
        (await Promise.all(waiting)).map(({ status }) => status),
        [200, 200],
      );
      assert.equal((await connect([]).send(request(one.url), never)).status, 200);
      assert.deepEqual([reads.length, one.requests.length], [1, 3]);
    });

    it('fails as before where the system trusts nobody who signed it', async () => {
      const [one, other] = [await start({ tls: true }), await start({ tls: true })];
      const { reads, connect } = slowStore();
      const failing = failure(connect([]).send(request(one.url), never));
      await until(() => reads.length > 0);
      reads[0]?.([other.certificate ?? '']);
      assert.equal((await failing).kind, 'tls');
      assert.equal((await failure(connect([]).send(request(one.url), never))).kind, 'tls');
      assert.deepEqual([reads.length, one.requests.length], [1, 0]);
    });

    it('ends its waiting where it is closed or cancelled', async () => {
      const server = await start({ tls: true });
      const { reads, connect } = slowStore();
      const [closed, transport, controller] = [connect([]), connect([]), new AbortController()];
      const ends = [
        assert.rejects(closed.send(request(server.url), never), isCancellation),
        assert.rejects(transport.send(request(server.url), controller.signal), isCancellation),
      ];
      await until(() => reads.length > 0);
      closed.close();
      controller.abort();
      await Promise.all(ends);
    });

    it('holds nobody while it is read: that is done in a thread of its own', async () => {
      const channel = new BroadcastChannel('a system store');
      channel.onmessage = () => channel.postMessage('go on');
      try {
        // It stands still until it gets an answer, which only those can give who do not.
        const script = `
          const { parentPort, receiveMessageOnPort } = require('node:worker_threads');
          const channel = new BroadcastChannel('a system store');
          channel.postMessage('here');
          const pause = new Int32Array(new SharedArrayBuffer(4));
          while (receiveMessageOnPort(channel) === undefined) Atomics.wait(pause, 0, 0, 5);
          channel.close();
          parentPort.postMessage(['PEM']);`;
        assert.deepEqual(await runInThread(script), ['PEM']);
      } finally {
        channel.close();
      }
    });

    it('lets everybody have his turn for the six seconds that it may take', async () => {
      const script = `
        const { parentPort } = require('node:worker_threads');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6000);
        parentPort.postMessage(['PEM']);`;
      let turns = 0;
      const timer = setInterval(() => (turns += 1), 10);
      assert.deepEqual(await runInThread(script), ['PEM']);
      clearInterval(timer);
      // Who stands still has none or one; on a machine that is busy with much else it is some hundred.
      assert.ok(turns > 60, String(turns));
    }).timeout(60_000);

    it('is none where its thread ends', async () => {
      await assert.rejects(runInThread('throw new Error()'));
      await assert.rejects(runInThread(''));
    });
  });

  describe('with a proxy', () => {
    // A name that leads nowhere: only the proxy knows the way.
    const host = 'vault.test';

    it('goes by CONNECT, and the proxy sees nothing but the host', async () => {
      const server = await start({ tls: true, host });
      const proxy = await proxyTo(server.url);
      const transport = transportWith({ proxy: proxy.url, extraCertificates: [server.certificate ?? ''] });
      assert.equal((await get(transport, `https://${host}/v1/x`)).body, '{"fine":true}');
      assert.equal((await get(transport, `https://${host}/v1/y`)).body, '{"fine":true}');
      // One tunnel for both.
      assert.deepEqual(proxy.requests, [{ line: `CONNECT ${host}:443`, authorization: undefined }]);
      assert.ok(proxy.passed().length > 200);
      assert.ok(!proxy.passed().includes(credential));
      assert.equal(server.requests[0]?.headers['x-vault-token'], credential);
    });

    it('checks the certificate of the server behind it', async () => {
      const server = await start({ tls: true, host: 'other.test' });
      const proxy = await proxyTo(server.url);
      const network = { proxy: proxy.url, extraCertificates: [server.certificate ?? ''] };
      assert.equal((await failure(get(transportWith(network), `https://${host}`))).kind, 'tls');
      assert.equal(
        (await failure(get(transportWith({ proxy: proxy.url }), 'https://other.test'))).kind,
        'tls',
      );
      assert.equal(server.requests.length, 0);
    });

    it('gives the proxy its own user and password, and the server not', async () => {
      const server = await start({ tls: true, host });
      const proxy = await proxyTo(server.url);
      const network = {
        proxy: proxy.url.replace('http://', 'http://me:pass%40word@'),
        extraCertificates: [server.certificate ?? ''],
      };
      await get(transportWith(network), `https://${host}`);
      const expected = `Basic ${Buffer.from('me:pass@word').toString('base64')}`;
      assert.equal(proxy.requests[0]?.authorization, expected);
      assert.equal(server.requests[0]?.headers['proxy-authorization'], undefined);
    });

    it('sends nothing in clear text through it', async () => {
      const server = await start();
      const proxy = await proxyTo(server.url);
      const found = await failure(get(transportWith({ proxy: proxy.url }), `http://${host}`));
      assert.equal(found.kind, 'proxy');
      assert.equal(proxy.requests.length, 0);
    });

    it('goes around it to a loopback, and to exempt hosts', async () => {
      const server = await start();
      const proxy = await proxyTo(server.url);
      assert.equal((await get(transportWith({ proxy: proxy.url }), server.url)).status, 200);
      const exempt = transportWith({ proxy: proxy.url, noProxy: 'other.test, .invalid' });
      assert.equal((await failure(get(exempt, 'http://vault.invalid'))).kind, 'unreachable');
      assert.equal(proxy.requests.length, 0);
    });

    for (const status of [403, 407, 502]) {
      it(`that refuses (${String(status)}) is a failure of the proxy, without its password`, async () => {
        const proxy = await proxyTo('http://127.0.0.1:9', { refuse: status });
        const network = { proxy: proxy.url.replace('http://', 'http://me:PROXY-PASSWORD@') };
        const found = await failure(get(transportWith(network), `https://${host}`));
        assert.equal(found.kind, 'proxy');
        assert.match(failureMessage(found), new RegExp(String(status)));
        assert.ok(!JSON.stringify(found).includes('PROXY-PASSWORD'));
      });
    }

    it('of a kind that is not supported is a failure of the proxy', async () => {
      const found = await failure(get(transportWith({ proxy: 'socks5://127.0.0.1:9' }), `https://${host}`));
      assert.equal(found.kind, 'proxy');
      assert.match(failureMessage(found), /socks5:/);
    });

    it('that speaks TLS itself is trusted by the same certificates', async () => {
      const server = await start({ tls: true, host });
      const certificate = await certificateFor('127.0.0.1');
      const proxy = await proxyTo(server.url, { certificate });
      const ofServer = server.certificate ?? '';
      const trusted = { proxy: proxy.url, extraCertificates: [ofServer, certificate.cert] };
      assert.equal((await get(transportWith(trusted), `https://${host}/v1/x`)).body, '{"fine":true}');
      assert.ok(!proxy.passed().includes(credential));
      const unknown = { proxy: proxy.url, extraCertificates: [ofServer] };
      assert.equal((await failure(get(transportWith(unknown), `https://${host}/v1/x`))).kind, 'proxy');
      assert.equal(proxy.requests.length, 1);
    });

    it('that never answers is blamed, and not the network', async () => {
      const proxy = await proxyTo('http://127.0.0.1:9', { silent: true });
      const found = await failure(get(transportWith({ proxy: proxy.url }, 200), `https://${host}`));
      assert.equal(found.kind, 'proxy');
      await until(() => proxy.clients() === 0);
    });

    it('is left at once, with nothing kept open, where the caller cancels while it is asked', async () => {
      const proxy = await proxyTo('http://127.0.0.1:9', { silent: true });
      const controller = new AbortController();
      const { send } = transportWith({ proxy: proxy.url }, 60_000);
      const asked = send({ method: 'GET', url: new URL(`https://${host}`), headers: {} }, controller.signal);
      await until(() => proxy.requests.length === 1);
      controller.abort();
      await assert.rejects(asked, isCancellation);
      await until(() => proxy.clients() === 0);
    });

    it('is left at once where the transport is closed while it is asked', async () => {
      const proxy = await proxyTo('http://127.0.0.1:9', { silent: true });
      const transport = transportWith({ proxy: proxy.url }, 60_000);
      const asked = get(transport, `https://${host}`);
      await until(() => proxy.requests.length === 1);
      transport.close();
      await assert.rejects(asked, isCancellation);
      await until(() => proxy.clients() === 0);
    });

    it('that is not there is a failure of the proxy', async () => {
      const found = await failure(get(transportWith({ proxy: 'http://127.0.0.1:9' }), `https://${host}`));
      assert.equal(found.kind, 'proxy');
    });
  });
});
