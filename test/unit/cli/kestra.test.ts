import assert from 'node:assert/strict';
import type { KestraSecret } from '../../servers/kestra/holdings.ts';
import { startKestra, type KestraOptions, type KestraServer } from '../../servers/kestra/kestra.ts';
import { base64, folderOf, kestraSecrets, type Run } from './command.ts';
import { readDocument } from './contract.ts';

const user = { user: 'admin@example.com', password: 'VALUE-MARKER-password' };
const token = { token: 'VALUE-MARKER-token' };
const withPassword = { KESTRA_USERNAME: user.user, KESTRA_PASSWORD: user.password };
const withToken = { KESTRA_API_TOKEN: token.token };

const secret = (key: string, namespace = 'company', value = `VALUE-MARKER-${key}`): KestraSecret => ({
  namespace,
  key,
  value,
});

const openSource: KestraOptions = {
  generation: '2.0',
  edition: 'open-source',
  secrets: ['API', 'SERVERS_OWN', 'PLAIN'].map((key) => secret(key)),
  executions: ['company.team'],
  users: [{ login: user, mayList: 'all', mayEvaluate: true }],
};

const enterprise: KestraOptions = {
  ...openSource,
  edition: 'enterprise',
  secrets: [secret('API'), secret('OBJECT', 'company', '{"PORT": "VALUE-MARKER"}'), secret('OTHER', 'other')],
  users: [{ login: token, mayList: ['company'], mayEvaluate: true }],
};

const compose = `services:
  kestra:
    image: kestra/kestra:latest
    environment:
      SECRET_API: ${base64('VALUE-MARKER-api')}
      SECRET_STALE: ${base64('VALUE-MARKER-stale')}
      SECRET_PLAIN: VALUE-MARKER plain text
`;

const flowOf = (...names: readonly string[]) =>
  [
    'id: one',
    'namespace: company.team',
    'tasks:',
    ...names.map((name) => `  - {id: ${name}, message: "{{ secret('${name}') }}"}`),
  ].join('\n');

describe('command line: a running Kestra', function () {
  this.timeout(120_000);
  const undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0)) await each();
  });

  async function start(options: KestraOptions): Promise<KestraServer> {
    const server = await startKestra(options);
    undo.push(server.stop);
    return server;
  }
  async function folder(files: Readonly<Record<string, string>>): Promise<string> {
    const { root, remove } = await folderOf(files);
    undo.push(remove);
    return root;
  }
  const configured = () =>
    folder({
      'docker-compose.yml': compose,
      'flows/one.yml': flowOf('API', 'SERVERS_OWN', 'APY', 'PLAIN', 'STALE'),
    });
  const notConfigured = () => folder({ 'flows/one.yml': flowOf('API', 'APY') });

  /** Whatever is printed, no value and no login is in it. */
  async function ask(
    server: Pick<KestraServer, 'url'>,
    args: readonly string[],
    root: string,
    env: Readonly<Record<string, string>> = withPassword,
  ): Promise<Run> {
    const run = await kestraSecrets([...args, '--kestra', server.url, '--folder', root], { env });
    assert.doesNotMatch(`${run.out}${run.err}`, /VALUE-MARKER|VkFMVUUtTUFSS0VS|Basic |Bearer /);
    return run;
  }
  const verdictsIn = (out: string): Readonly<Record<string, readonly unknown[]>> =>
    Object.fromEntries(
      readDocument('check', out).references.map(({ name, verdict, backend }) => [
        String(name),
        [verdict, backend],
      ]),
    );

  it('lists its names as a backend of its own, and in a group of their own for people', async () => {
    const [server, root] = [await start(openSource), await configured()];
    const run = await ask(server, ['list', '--json'], root);
    assert.deepEqual([run.code, run.err], [0, '']);
    const [env, kestra] = readDocument('list', run.out).backends;
    assert.deepEqual(
      [env?.id, kestra?.id, kestra?.type, kestra?.level],
      ['env', 'kestra', 'kestra', 'global'],
    );
    assert.deepEqual([kestra?.state, kestra?.location, kestra?.readOnly], ['complete', server.url, true]);
    assert.deepEqual(
      kestra?.secrets?.map(({ name, namespace, visible }) => [name, namespace, visible]),
      [
        ['API', null, true],
        ['PLAIN', null, true],
        ['SERVERS_OWN', null, true],
      ],
    );
    const text = await ask(server, ['list'], root);
    assert.ok(text.out.includes(`\n\nKestra at ${server.url}  read-only\n  +  API\n  +  PLAIN\n`), text.out);
  });

  it('lists of one namespace what a flow of it sees, with the names that it inherits', async () => {
    const [server, root] = [await start(enterprise), await notConfigured()];
    const namesFor = async (namespace: string) => {
      const run = await ask(server, ['list', '--json', '--namespace', namespace], root, withToken);
      return readDocument('list', run.out).backends[0]?.secrets?.map(({ name }) => name);
    };
    assert.deepEqual(await namesFor('company.team'), ['API', 'OBJECT']);
    assert.deepEqual(await namesFor('elsewhere'), []);
    const text = await ask(server, ['list'], root, withToken);
    assert.match(text.out, /\n {2}\+ {2}API {2}company\n {2}\+ {2}OBJECT {2}company\n$/);
  });

  it('makes found what nobody could tell or a file had otherwise, and missing what it lacks', async () => {
    const [server, root] = [await start(openSource), await configured()];
    const run = await ask(server, ['check', '--json'], root);
    assert.deepEqual([run.code, run.err], [1, '']);
    assert.deepEqual(verdictsIn(run.out), {
      API: ['resolvable', 'env'],
      SERVERS_OWN: ['resolvable', 'kestra'],
      PLAIN: ['resolvable', 'kestra'],
      APY: ['missing', null],
      // The files have it, and the server that runs lacks it.
      STALE: ['unknown', 'env'],
    });
    const stale = readDocument('check', run.out).references.find(({ name }) => name === 'STALE');
    assert.deepEqual(stale?.answers, [
      { backend: 'env', secretVerdict: 'resolvable', reasonCode: 'found' },
      { backend: 'kestra', secretVerdict: 'missing', reasonCode: 'not-in-list' },
    ]);
    assert.match(String(stale.reason), /does not list it: the files here and that server differ/);
  });

  it('settles in open source what no configuration does, and in Enterprise what is there', async () => {
    const root = await notConfigured();
    const without = await kestraSecrets(['check', '--json', '--folder', root]);
    assert.deepEqual(verdictsIn(without.out), { API: ['unknown', null], APY: ['unknown', null] });
    for (const generation of ['1.3', '2.0'] as const) {
      const open = await ask(await start({ ...openSource, generation }), ['check', '--json'], root);
      assert.deepEqual([open.code, open.err], [1, '']);
      assert.deepEqual(verdictsIn(open.out), { API: ['resolvable', 'kestra'], APY: ['missing', null] });
      const server = await start({ ...enterprise, generation });
      const closed = await ask(server, ['check', '--json'], root, withToken);
      assert.deepEqual([closed.code, closed.err], [0, '']);
      assert.deepEqual(verdictsIn(closed.out), { API: ['resolvable', 'kestra'], APY: ['unknown', null] });
    }
  });

  it('finds in Enterprise what a login sees of one namespace, whatever else is refused to it', async () => {
    const root = await folder({
      'flows/one.yml': flowOf('API', 'APY'),
      'flows/other.yml': flowOf('OTHER').replace('company.team', 'other'),
    });
    const team = { login: token, withoutTenantList: true, mayEvaluate: false };
    // It inherits a secret of a namespace that is refused.
    const some = await start({ ...enterprise, users: [{ ...team, mayList: ['company.team'] }] });
    const run = await ask(some, ['check', '--json'], root, withToken);
    assert.deepEqual(verdictsIn(run.out), {
      API: ['resolvable', 'kestra'],
      APY: ['unknown', null],
      OTHER: ['unknown', null],
    });
    assert.equal(run.code, 0, run.err);
    const compared = await ask(some, ['compare'], root, withToken);
    assert.match(compared.out, /\n {2}\+ {2}API {2}company {2}Kestra lists it/);
    assert.match(compared.err, /the list is not complete: this login may not see the secrets of the tenant/);
    const everything = await ask(some, ['list'], root, withToken);
    assert.equal(everything.code, 2);
    assert.match(
      everything.err,
      /: Without --namespace only the list of the whole tenant is read from Kestra: give --namespace N for what flows of a namespace see\.\n$/,
    );
    const ofOne = await ask(some, ['list', '--namespace', 'company.team'], root, withToken);
    assert.match(ofOne.out, /\n {2}\+ {2}API {2}company\n/);
    assert.doesNotMatch(ofOne.err, /give --namespace/);
    const none = await start({ ...enterprise, users: [{ ...team, mayList: [] }] });
    const refused = await ask(none, ['check'], root, withToken);
    assert.equal(refused.code, 2);
    assert.match(refused.err, /shows this login no secret of tenant main/);
  });

  it('is asked of one reference on request alone, and what it answers stands in the steps', async () => {
    const root = await notConfigured();
    for (const generation of ['1.3', '2.0'] as const) {
      const server = await start({ ...enterprise, generation });
      const explain = async (name: string, ...more: readonly string[]) => {
        const args = ['explain', name, '--namespace', 'company.team', '--json', ...more];
        const run = await ask(server, args, root, withToken);
        const { verdict, steps } = readDocument('explain', run.out).explanation;
        const asked = steps.filter(({ backend, asked }) => backend === 'kestra' && asked === 'fresh');
        const details = asked.map(({ detail }) => detail);
        return { ...run, verdict, details, asked: asked.map(({ result, rule }) => [result, rule]) };
      };
      const quiet = await explain('APY');
      assert.deepEqual([quiet.verdict, quiet.asked, quiet.err], ['unknown', [], '']);
      assert.ok(!server.asked.some((question) => question.endsWith('/eval')));
      const missing = await explain('APY', '--ask-kestra');
      assert.deepEqual([missing.code, missing.verdict], [0, 'missing']);
      assert.deepEqual(missing.asked, [['fail', 'not-in-list']]);
      assert.match(missing.err, /its server read it to answer, and may have logged/);
      const found = await explain('OBJECT', '--subkey', 'PORT', '--ask-kestra');
      assert.deepEqual([found.verdict, found.asked], ['resolvable', [['pass', 'found']]]);
      assert.match(String(found.details), /answers that it finds OBJECT\.PORT\.$/);
      assert.match(found.err, /: Kestra evaluated the subkey PORT of OBJECT: /);
      const noSubkey = await explain('OBJECT', '--subkey', 'HOST', '--ask-kestra');
      assert.equal(noSubkey.verdict, 'missing');
      assert.deepEqual(server.bodies.at(-1), "{{ secret('OBJECT', subkey='HOST') }}");
    }
  });

  it('says what kept it from answering for a reference', async () => {
    const root = await notConfigured();
    const args = ['explain', 'APY', '--namespace', 'company.team', '--json', '--ask-kestra'];
    for (const [changes, why] of [
      [{ executions: [] }, /there is no execution in the flow's namespace/],
      [{ generation: '0.22' }, /this version evaluates no expressions/],
      [{ users: [{ login: token, mayList: 'all', mayEvaluate: false }] }, /does not let this login evaluate/],
    ] as const) {
      const run = await ask(await start({ ...enterprise, ...changes }), args, root, withToken);
      const { verdict, steps } = readDocument('explain', run.out).explanation;
      const [told] = steps.filter(({ asked }) => asked === 'fresh');
      assert.deepEqual([run.code, verdict, told?.result], [0, 'unknown', 'unknown']);
      assert.match(String(told?.detail), why);
      assert.doesNotMatch(run.err, /Kestra evaluated the secret/);
    }
    const strict = await start(enterprise);
    const strange = args.map((each) => (each === 'APY' ? 'A\\PY' : each));
    const { out } = await ask(strict, strange, root, withToken);
    assert.match(out, /cannot answer for A.*PY: a name with a backslash/);
    assert.ok(!strict.asked.join(' ').includes('executions'), strict.asked.join('\n'));
    const server = await start(enterprise);
    const offline = await ask(server, [...args, '--offline'], root, withToken);
    assert.match(offline.err, /Kestra did not evaluate the secret, because --offline uses no network/);
    assert.deepEqual(server.asked, []);
  });

  it('says which login was refused, of two the one that counts', async () => {
    const run = await ask(await start(openSource), ['list'], await notConfigured(), {
      ...withPassword,
      ...withToken,
    });
    assert.equal(run.code, 2);
    assert.match(run.err, /did not accept the API token, and open source takes a user and a password alone/);
  });

  it('is found by an address copied from a browser, and by its tenant', async () => {
    const server = await start({ ...enterprise, tenant: 'acme' });
    const root = await notConfigured();
    const copied = { url: `${server.url}/ui/acme/flows` };
    const run = await ask(copied, ['check', '--json', '--kestra-tenant', 'acme'], root, withToken);
    assert.deepEqual(verdictsIn(run.out).API, ['resolvable', 'kestra']);
    assert.equal(readDocument('check', run.out).backends[0]?.location, `${server.url} acme`);
    const other = await ask(server, ['check'], root, withToken);
    assert.equal(other.code, 2);
    assert.match(other.err, /tenant main: check address and tenant/);
  });

  it('ends with the run where it does not answer', async () => {
    const server = await start({ ...openSource, instead: () => true });
    const root = await configured();
    const run = await ask(server, ['check', '--json', '--timeout', '10'], root);
    assert.equal(run.code, 2);
    assert.match(run.err, /stopped after 10 seconds .* no complete answer came from Kestra \(http/);
    assert.equal(verdictsIn(run.out).API?.[0], 'resolvable');
  });

  it('compares: names that nothing here explains, and names that it lacks, with the rule', async () => {
    const [server, root] = [await start(openSource), await configured()];
    const run = await ask(server, ['compare', '--json'], root);
    assert.deepEqual([run.code, run.err], [1, '']);
    const found = readDocument('compare', run.out).differences;
    assert.deepEqual(
      found.map((each) => Object.values(each)),
      [
        ['SERVERS_OWN', null, true, false, null, null],
        ['PLAIN', null, true, false, 'env', 'not-base64'],
        ['STALE', null, false, true, 'env', null],
      ],
    );
    const text = await ask(server, ['compare'], root);
    assert.match(
      text.out,
      /^Kestra at http.*\n {2}\+ {2}SERVERS_OWN {2}Kestra lists it, and no backend here has it\n/,
    );
    assert.match(
      text.out,
      /\n {2}- {2}STALE {2}.* {2}Kestra does not list it\n3 differences\.\n$|3 differences\.\n$/,
    );
  });

  it('compares with nothing to tell, and says where it could not be compared', async () => {
    const root = await folder({ 'docker-compose.yml': compose });
    const same = await ask(
      await start({ ...openSource, secrets: [secret('API'), secret('STALE')] }),
      ['compare', '--json'],
      root,
    );
    assert.deepEqual([same.code, same.err, readDocument('compare', same.out).differences], [0, '', []]);
    const server = await start({
      ...enterprise,
      users: [{ login: token, mayList: ['company'], withoutTenantList: true, mayEvaluate: false }],
    });
    const flows = await notConfigured();
    const partly = await ask(server, ['compare', '--json'], flows, withToken);
    assert.deepEqual(
      readDocument('compare', partly.out).differences.map(({ name, visibleHere }) => [name, visibleHere]),
      [
        ['API', null],
        ['OBJECT', null],
      ],
    );
    assert.equal(partly.code, 2);
    assert.match(
      partly.err,
      /Kestra: the list is not complete: this login may not see the secrets of the tenant/,
    );
    const named = await ask(server, ['compare'], flows, withToken);
    assert.match(named.out, /\n2 differences in what could be read\.\n$/);
    const vault = await folder({
      'application.yml':
        'kestra: {secret: {type: vault, read-only: true, vault: {address: "http://127.0.0.1:1"}}}\n',
    });
    const unread = await ask(await start(enterprise), ['compare'], vault, withToken);
    assert.deepEqual(
      [unread.code, unread.out.split('\n').at(-2)],
      [2, 'No difference was found in what could be read.'],
    );
    const offline = await ask(server, ['compare', '--offline'], root, withToken);
    assert.equal(offline.code, 2);
    assert.match(offline.err, /Kestra was not contacted, because --offline uses no network/);
  });

  it('says of a run that was stopped what was not done for that', async () => {
    const root = await folder({ 'docker-compose.yml': compose });
    const silent = await start({ ...openSource, instead: () => true });
    const unused = await ask(silent, ['unused', '--timeout', '2'], root);
    assert.equal(unused.code, 2);
    assert.match(unused.err, /: the run was stopped before all texts of the folder were looked through\.\n/);
    assert.doesNotMatch(unused.err, /more text than/);
    const compared = await ask(silent, ['compare', '--timeout', '2'], root);
    assert.deepEqual([compared.code, compared.out.split('\n').at(-2)], [2, 'Nothing was compared.']);
  });

  it('counts its names among those that no flow asks for, once where a backend has them too', async () => {
    const server = await start({
      ...openSource,
      secrets: [secret('API'), secret('STALE'), secret('NOBODYS')],
    });
    const root = await folder({ 'docker-compose.yml': compose, 'flows/one.yml': flowOf('API') });
    const run = await ask(server, ['unused', '--json'], root);
    const document = readDocument('unused', run.out);
    assert.deepEqual(
      document.unused.map(({ backend, name, verdict }) => [backend, name, verdict]),
      [
        ['env', 'STALE', 'unused'],
        ['kestra', 'NOBODYS', 'unused'],
      ],
    );
    assert.deepEqual([run.code, document.unusedComplete], [0, true]);
  });

  it('fails where it gave no list to a login, and says why; the rest goes on', async () => {
    const root = await configured();
    const down = { url: 'http://127.0.0.1:1' };
    const page = await start({
      ...openSource,
      instead(_, response) {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><title>Sign in</title> VALUE-MARKER');
        return true;
      },
    });
    const old = await start({
      ...openSource,
      instead({ url }, response) {
        if (!url.pathname.includes('/secrets')) return false;
        response.writeHead(404, { 'content-type': 'application/json' });
        response.end('{"message": "Not Found"}');
        return true;
      },
    });
    const other = await start({
      ...openSource,
      users: [],
      instead(_, response) {
        response.writeHead(401, { 'content-type': 'application/json', 'www-authenticate': 'Basic' });
        response.end('{"message": "VALUE-MARKER"}');
        return true;
      },
    });
    for (const [server, why] of [
      [down, /could not be reached/],
      [page, /a web page, as one behind a single sign-on/],
      [old, /has that list from 0\.22 on/],
      [other, /did not accept the user and the password: give another credential \(set KESTRA_API_TOKEN/],
    ] as const) {
      const run = await ask(server, ['check', '--json'], root);
      assert.equal(run.code, 2, run.err);
      assert.match(run.err, why);
      assert.equal(run.err.trim().split('\n').length, 1, run.err);
      const { backends } = readDocument('check', run.out);
      assert.deepEqual(
        backends.map(({ id, state }) => [id, state]),
        [
          ['env', 'complete'],
          ['kestra', 'failed'],
        ],
      );
      assert.equal(verdictsIn(run.out).API?.[0], 'resolvable');
      const compared = await ask(server, ['compare'], root);
      assert.deepEqual([compared.code, compared.out.trim().split('\n').at(-1)], [2, 'Nothing was compared.']);
      const evaluation = ['explain', 'API', '--namespace', 'company.team', '--ask-kestra'];
      const asked = await ask(server, evaluation, root);
      const told = asked.err
        .trim()
        .split('\n')
        .filter((line) => why.test(line));
      assert.deepEqual([asked.code, told.length], [2, 1], asked.err);
    }
  });

  it('is no failure where it wants a login and there is none', async () => {
    const [server, root] = [await start(openSource), await notConfigured()];
    const run = await ask(server, ['check', '--json'], root, {});
    assert.equal(run.code, 0);
    assert.match(
      run.err,
      /wants a login, .*: set KESTRA_API_TOKEN, or KESTRA_USERNAME and KESTRA_PASSWORD\.\n$/,
    );
    assert.deepEqual(verdictsIn(run.out), { API: ['unknown', null], APY: ['unknown', null] });
    assert.equal((await ask(server, ['compare'], root, {})).code, 2);
  });

  it('is not sent a login unencrypted to another machine, nor anything offline', async () => {
    const [server, root] = [await start(openSource), await notConfigured()];
    const plain = await ask({ url: 'http://kestra.example' }, ['check'], root);
    assert.equal(plain.code, 0);
    assert.match(plain.err, /the login would go unencrypted to http:\/\/kestra\.example/);
    const offline = await ask(server, ['check', '--offline'], root);
    assert.equal(offline.code, 0);
    assert.match(offline.err, /Kestra was not contacted, because --offline uses no network/);
    assert.deepEqual(server.asked, []);
  });

  it('is that of the environment only beside a login, and changes nothing where there is none', async () => {
    const [server, root] = [await start(openSource), await configured()];
    const check = async (env: Readonly<Record<string, string>>) => {
      const run = await kestraSecrets(['check', '--json', '--folder', root], { env });
      return { ...run, out: run.out.replace(/"fetchedAt": ".*"/g, '"fetchedAt": ""') };
    };
    const without = await check({});
    assert.doesNotMatch(without.out, /"kestra"/);
    assert.deepEqual(await check({ KESTRA_URL: server.url }), without);
    assert.deepEqual(await check(withPassword), without);
    assert.deepEqual(server.asked, []);
    const both = await check({ ...withPassword, KESTRA_URL: server.url });
    assert.match(both.out, /SERVERS_OWN answers|lists SERVERS_OWN/);
    const wrong = await check({ ...withPassword, KESTRA_URL: 'kestra.example' });
    assert.deepEqual([wrong.code, wrong.out], [64, '']);
    assert.match(wrong.err, /KESTRA_URL: the address/);
  });
});
