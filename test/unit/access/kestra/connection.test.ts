import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { createFolderKestra, type KestraDependencies } from '../../../../src/access/kestra/access.ts';
import { readKestraOfRun } from '../../../../src/access/kestra/run.ts';
import { memoryStorages } from '../../../../src/access/index.ts';
import { failureMessage } from '../../../../src/language/messages/index.ts';
import { isFailureError } from '../../../../src/ports/failure.ts';
import { never } from '../../../fakes/never.ts';

const token = { kind: 'token', token: 'VALUE-MARKER-token' } as const;
const basic = { kind: 'basic', user: 'admin', password: 'VALUE-MARKER-password' } as const;
const place = { url: 'https://kestra.example', tenant: 'main' };

function world(other: Partial<KestraDependencies> = {}) {
  const storages = memoryStorages();
  const kept = new Map<string, unknown>();
  const records = {
    get: (key: string) => kept.get(key),
    set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const dependencies: KestraDependencies = {
    folder: 'folder',
    isTrusted: () => true,
    credentials: storages.credentials,
    records,
    ofUser: () => null,
    ...other,
  };
  return { connection: createFolderKestra(dependencies), dependencies, kept };
}

describe('The Kestra of a folder', () => {
  it('is none until somebody connects one', async () => {
    const { connection } = world();
    assert.equal(connection.place(), null);
    assert.deepEqual(await connection.authorizeKestra(never), { state: 'not-connected' });
  });

  it('is asked where it was connected, with the login that was typed for there', async () => {
    for (const login of [token, basic]) {
      const { connection } = world();
      await connection.connect(place, login);
      assert.deepEqual(connection.place(), place);
      const access = { state: 'granted', endpoint: place.url, tenant: 'main', login };
      assert.deepEqual(await connection.authorizeKestra(never), access);
    }
  });

  it('is read once of the user’s settings until these may name another', async () => {
    let url = 'https://one.example';
    let times = 0;
    const { connection } = world({
      ofUser: () => {
        times += 1;
        return { url, tenant: 'main' };
      },
    });
    assert.equal(connection.place(), connection.place());
    assert.equal(times, 1);
    assert.equal(connection.rereadPlace(), false);
    url = 'https://two.example';
    assert.equal(connection.place()?.url, 'https://one.example');
    assert.equal(connection.rereadPlace(), true);
    assert.equal(connection.place()?.url, 'https://two.example');
    await connection.connect(place, null);
    assert.deepEqual(connection.place(), place);
    await connection.disconnect();
    assert.equal(connection.place()?.url, 'https://two.example');
  });

  it('gets no login that was typed for another scheme, host or port', async () => {
    const { connection } = world();
    await connection.connect({ url: 'https://kestra.example:8443/base', tenant: 'main' }, token);
    for (const url of [
      'https://kestra.example',
      'https://kestra.example.evil.example:8443',
      'http://kestra.example:8443',
    ]) {
      await connection.connect({ url, tenant: 'main' }, null);
      const access = await connection.authorizeKestra(never);
      assert.deepEqual(access, { state: 'granted', endpoint: url, tenant: 'main', login: { kind: 'none' } });
    }
    await connection.connect({ url: 'https://kestra.example:8443/other', tenant: 'team' }, null);
    const access = await connection.authorizeKestra(never);
    assert.ok(access.state === 'granted');
    assert.deepEqual(access.login, token);
  });

  it('is that of its own folder alone', async () => {
    const { connection, dependencies } = world();
    await connection.connect(place, token);
    const other = createFolderKestra({ ...dependencies, folder: 'other' });
    assert.deepEqual(await other.authorizeKestra(never), { state: 'not-connected' });
    await other.connect(place, null);
    const access = await other.authorizeKestra(never);
    assert.ok(access.state === 'granted');
    assert.deepEqual(access.login, { kind: 'none' });
  });

  it('is not asked before the folder is trusted', async () => {
    const { connection, dependencies } = world();
    await connection.connect(place, token);
    const untrusted = createFolderKestra({ ...dependencies, isTrusted: () => false });
    const access = await untrusted.authorizeKestra(never);
    assert.ok(access.state === 'blocked');
    assert.equal(access.failure.kind, 'not-trusted');
    assert.match(failureMessage(access.failure), /^Kestra /);
  });

  it('gets no login over plain http, but on this machine', async () => {
    const { connection, dependencies } = world();
    for (const url of ['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080']) {
      await connection.connect({ url, tenant: 'main' }, token);
      assert.equal((await connection.authorizeKestra(never)).state, 'granted', url);
    }
    for (const url of [
      'http://kestra:8080',
      'http://localhost.example',
      'http://kestra.localhost:8080',
      'http://10.0.0.1',
    ]) {
      const refused = await connection
        .connect({ url, tenant: 'main' }, basic)
        .catch((error: unknown) => error);
      assert.ok(isFailureError(refused), url);
      assert.equal(refused.failure.message.kind, 'kestra-plain-http');
      assert.doesNotMatch(inspect(refused, { depth: 9 }), /VALUE-MARKER/);
      const run = createFolderKestra({ ...dependencies, forRun: { url, tenant: 'main', login: basic } });
      const access = await run.authorizeKestra(never);
      assert.ok(access.state === 'blocked', url);
      assert.equal(access.failure.message.kind, 'kestra-plain-http');
    }
  });

  it('may be given by an address of its pages or of its API', async () => {
    for (const [given, url] of [
      [' https://kestra.example/ui/main/dashboards ', 'https://kestra.example'],
      ['https://kestra.example/base/ui/', 'https://kestra.example/base'],
      ['https://kestra.example/api/v1', 'https://kestra.example'],
      ['https://kestra.example/api/', 'https://kestra.example'],
      ['https://kestra.example/api/kestra', 'https://kestra.example/api/kestra'],
      ['https://kestra.example/api/kestra/ui/main/flows', 'https://kestra.example/api/kestra'],
      ['HTTPS://Kestra.Example:443/', 'https://kestra.example'],
    ] as const) {
      const { connection } = world();
      await connection.connect({ url: given, tenant: 'main' }, null);
      assert.equal(connection.place()?.url, url, given);
    }
  });

  const refused: readonly (readonly [string, string])[] = [
    ['ftp://kestra.example', 'main'],
    ['kestra.example', 'main'],
    ['https://user:secret@kestra.example', 'main'],
    ['https://kestra.example?a=b', 'main'],
    ['https://kestra.example/#a', 'main'],
    ['', 'main'],
    ['https://kestra.example', '../x'],
    ['https://kestra.example', '..'],
    ['https://kestra.example', 'a/b'],
    ['https://kestra.example', ''],
  ];
  for (const [url, tenant] of refused) {
    it(`is not connected at ${inspect(url)} as the tenant ${inspect(tenant)}`, async () => {
      const { connection, kept } = world();
      await assert.rejects(connection.connect({ url, tenant }, token), isFailureError);
      assert.equal(kept.size, 0);
      const ofUser = world({ ofUser: () => ({ url, tenant }) }).connection;
      assert.equal((await ofUser.authorizeKestra(never)).state, 'blocked');
    });
  }

  it('is the one of the user’s settings where none was connected, and again when that is forgotten', async () => {
    const ofUser = () => ({ url: 'https://settings.example', tenant: 'main' });
    const { connection } = world({ ofUser });
    const endpoint = async () => {
      const access = await connection.authorizeKestra(never);
      return access.state === 'granted' ? `${access.endpoint} ${access.login.kind}` : access.state;
    };
    assert.equal(await endpoint(), 'https://settings.example none');
    await connection.connect(place, token);
    assert.equal(await endpoint(), 'https://kestra.example token');
    await connection.disconnect();
    assert.equal(await endpoint(), 'https://settings.example none');
    await connection.connect(place, null);
    assert.equal(await endpoint(), 'https://kestra.example none', 'its login is forgotten, too');
  });

  it('is none where the record is not one', async () => {
    const { connection, kept } = world();
    for (const record of [
      1,
      {},
      { url: 1, tenant: 'main' },
      { url: 'https://a@b', tenant: 'main' },
      { url: 'https://b', tenant: '..' },
    ]) {
      kept.set('kestra:folder', record);
      assert.deepEqual(await connection.authorizeKestra(never), { state: 'not-connected' }, inspect(record));
    }
  });

  it('is told of without what its address holds beside scheme, host, port and path', () => {
    for (const [url, told] of [
      ['https://admin:VALUE-MARKER@kestra.example/base', 'https://kestra.example/base'],
      ['https://VALUE-MARKER@kestra.example', 'https://kestra.example'],
      ['https://kestra.example/?token=VALUE-MARKER', 'https://kestra.example'],
      ['https://kestra.example/#VALUE-MARKER', 'https://kestra.example'],
      ['ftp://admin:VALUE-MARKER@kestra.example', 'ftp://kestra.example'],
      ['admin:VALUE-MARKER@kestra.example', ''],
      ['https://admin:VALUE-MARKER@kestra example', ''],
    ] as const) {
      const { connection } = world({ forRun: { url, tenant: 'main', login: basic } });
      assert.deepEqual(connection.place(), { url: told, tenant: 'main' }, url);
    }
  });

  it('keeps no login once it is disconnected, of a place before it neither', async () => {
    const { connection } = world();
    await connection.connect(place, token);
    await connection.connect({ url: 'https://other.example', tenant: 'main' }, basic);
    await connection.disconnect();
    for (const { url } of [place, { url: 'https://other.example' }]) {
      await connection.connect({ url, tenant: 'main' }, null);
      const access = await connection.authorizeKestra(never);
      assert.ok(access.state === 'granted');
      assert.deepEqual(access.login, { kind: 'none' }, url);
    }
  });

  it('keeps no login in its records', async () => {
    const { connection, kept } = world();
    await connection.connect(place, basic);
    assert.doesNotMatch(inspect([...kept], { depth: 9 }), /VALUE-MARKER|admin/);
  });

  it('rejects with a cancellation', async () => {
    const { connection } = world();
    await assert.rejects(connection.authorizeKestra(AbortSignal.abort()), { name: 'AbortError' });
  });
});

describe('The Kestra of one run', () => {
  const of = (given: Parameters<typeof readKestraOfRun>[0], environment: Readonly<Record<string, string>>) =>
    readKestraOfRun(given, (name) => environment[name]);
  const none = { url: null, tenant: null };

  it('is the one that the command line names, with the login of the environment', () => {
    const given = { url: place.url, tenant: null };
    const both = { KESTRA_API_TOKEN: 'VALUE-MARKER', KESTRA_USERNAME: 'a', KESTRA_PASSWORD: 'b' };
    assert.deepEqual(of(given, both), { ...place, login: { kind: 'token', token: 'VALUE-MARKER' } });
    assert.deepEqual(of({ ...given, tenant: 'team' }, { KESTRA_USERNAME: 'a', KESTRA_PASSWORD: 'b' }), {
      url: place.url,
      tenant: 'team',
      login: { kind: 'basic', user: 'a', password: 'b' },
    });
    assert.deepEqual(of(given, { KESTRA_USERNAME: 'a', KESTRA_API_TOKEN: '' })?.login, { kind: 'none' });
    assert.equal(of(given, { KESTRA_URL: 'https://other.example', KESTRA_TENANT_ID: 'x' })?.tenant, 'main');
    const ofTeam = { ...both, KESTRA_URL: 'https://other.example', KESTRA_TENANT_ID: 'team' };
    assert.deepEqual([of(given, ofTeam)?.url, of(given, ofTeam)?.tenant], [place.url, 'team']);
    assert.equal(of({ ...given, tenant: 'main' }, ofTeam)?.tenant, 'main');
  });

  it('is the one of the environment only beside a login', () => {
    const url = { KESTRA_URL: 'https://other.example' };
    assert.equal(of(none, {}), null);
    assert.equal(of(none, url), null);
    assert.equal(of(none, { ...url, KESTRA_USERNAME: 'a' }), null);
    assert.deepEqual(of(none, { ...url, KESTRA_TENANT_ID: 'team', KESTRA_API_TOKEN: 't' }), {
      url: 'https://other.example',
      tenant: 'team',
      login: { kind: 'token', token: 't' },
    });
  });

  it('counts before everything that is kept, and keeps nothing', async () => {
    const forRun = { ...place, login: token };
    const { connection, kept } = world({
      forRun,
      ofUser: () => ({ url: 'https://settings.example', tenant: 'x' }),
    });
    const access = await connection.authorizeKestra(never);
    assert.deepEqual(access, { state: 'granted', endpoint: place.url, tenant: 'main', login: token });
    assert.equal(kept.size, 0);
  });
});
