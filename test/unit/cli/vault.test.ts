import assert from 'node:assert/strict';
import path from 'node:path';
import { behaviours, startHostile, type Behaviour } from '../../servers/hostile.ts';
import { skipWithout } from '../../servers/needed.ts';
import { installOpenBao, readSeed, seedOpenBao, startOpenBao, type OpenBao } from '../../servers/openbao.ts';
import { folderOf, kestraSecrets } from './command.ts';
import { readDocument } from './contract.ts';

const example = path.resolve(import.meta.dirname, '../../../examples/vault');

describe('command line: a real Vault', function () {
  this.timeout(120_000);
  let server: OpenBao | undefined;
  let token = '';
  let reachIt: string[] = [];

  before(async function () {
    const { binary } = skipWithout(this, await installOpenBao());
    server = await startOpenBao({ binary });
    const { seed, policy } = await readSeed(example);
    token = await seedOpenBao(server, seed, policy);
    reachIt = ['--folder', example, '--address', `vault=${server.url}`, '--allow-endpoint', server.url];
  });
  after(() => server?.stop());

  const ask = (args: string[], env: Record<string, string> = { VAULT_TOKEN: token }) =>
    kestraSecrets([...args, '--json'], { env });

  it('lists names, hidden ones with their rules, and subkeys', async () => {
    const run = await ask(['list', ...reachIt]);
    assert.deepEqual([run.code, run.err], [0, '']);
    const [vault] = readDocument('list', run.out).backends;
    assert.deepEqual(
      [vault?.state, vault?.readOnly, vault?.location],
      ['complete', true, `${server?.url ?? ''} payments/storefront`],
    );
    const shown = vault?.secrets?.map(({ name, visible, subkeys }) => [name, visible, subkeys]);
    assert.deepEqual(shown, [
      ['card-gateway', true, null],
      ['ledger-db', true, null],
      ['newsletter', true, null],
      ['parcel-tracking', true, null],
      ['partners/carrier', null, null],
    ]);

    const all = await ask(['list', '--hidden', '--subkeys', ...reachIt]);
    assert.equal(all.code, 0);
    const secrets = readDocument('list', all.out).backends[0]?.secrets ?? [];
    const hidden = secrets.filter(({ visible }) => visible === false);
    assert.deepEqual(
      hidden.map(({ name, hiddenBy }) => [name, (hiddenBy as { rule: string }[])[0]?.rule]),
      [
        ['audit-archive', 'filter-on-tags'],
        ['card-gateway-old', 'excluded-tags'],
        ['gift-cards', 'deleted'],
        ['payroll', 'filter-on-tags'],
      ],
    );
    assert.deepEqual(secrets.find(({ name }) => name === 'ledger-db')?.subkeys, ['PASSWORD', 'USERNAME']);
  });

  it('checks the flows of the example, each mistake with its verdict', async () => {
    const run = await ask(['check', ...reachIt]);
    assert.deepEqual([run.code, run.err], [1, '']);
    const { references, problems } = readDocument('check', run.out);
    const others = references.filter(({ file }) => !String(file).includes('mistakes'));
    assert.ok(others.length >= 5);
    assert.deepEqual([...new Set(others.map(({ verdict }) => verdict))], ['resolvable']);
    const mistakes = references.filter(({ file }) => String(file).includes('mistakes'));
    const verdictOf = (name: string) =>
      mistakes
        .filter((reference) => reference.name === name)
        .map(({ verdict, reasonCode }) => [verdict, reasonCode]);
    assert.deepEqual(verdictOf('newsleter'), [['missing', 'not-in-list']]);
    assert.deepEqual(verdictOf('payroll'), [['hidden', 'filter-on-tags']]);
    assert.deepEqual(verdictOf('audit-archive'), [['hidden', 'filter-on-tags']]);
    assert.deepEqual(verdictOf('card-gateway-old'), [['hidden', 'excluded-tags']]);
    assert.deepEqual(verdictOf('gift-cards'), [['hidden', 'deleted']]);
    assert.deepEqual(verdictOf('partners/carrier'), [['unknown', 'undocumented-rule']]);
    assert.ok(
      verdictOf('card-gateway').some(
        ([verdict, code]) => verdict === 'missing' && code === 'subkey-not-found',
      ),
    );
    assert.ok(verdictOf('card-gateway').some(([, code]) => code === 'call-fails'));
    const missing = problems.find(({ code }) => code === 'secret-missing');
    assert.deepEqual(missing?.suggestions, ['newsletter']);
    assert.ok(problems.some(({ code, severity }) => code === 'expression-syntax' && severity === 'error'));
  });

  it('explains a hidden name by the rules that were asked', async () => {
    const { out } = await ask(['explain', 'payroll', ...reachIt]);
    const { explanation } = readDocument('explain', out);
    assert.equal(explanation.verdict, 'hidden');
    assert.ok(explanation.steps.some(({ rule, result }) => rule === 'filter-on-tags' && result === 'fail'));
    const missing = readDocument('explain', (await ask(['explain', 'nothing', ...reachIt])).out).explanation;
    assert.deepEqual([missing.verdict, missing.steps.at(-1)?.asked], ['missing', 'fresh']);
  });

  it('sends VAULT_TOKEN nowhere without leave, and freely to what VAULT_ADDR names', async () => {
    const noLeave = reachIt.slice(0, 4);
    const refused = await ask(['check', ...noLeave]);
    assert.equal(refused.code, 1, 'the syntax error of a flow is one without any Vault');
    assert.match(refused.err, /VAULT_TOKEN/);
    assert.match(refused.err, new RegExp(`--allow-endpoint ${server?.url ?? ''}`));
    const { backends, references } = readDocument('check', refused.out);
    assert.deepEqual(
      [backends[0]?.state, (backends[0]?.failure as { kind: string }).kind],
      ['blocked', 'not-approved'],
    );
    assert.ok(references.every(({ verdict }) => verdict === 'unknown'));
    const named = await ask(['list', ...noLeave], { VAULT_TOKEN: token, VAULT_ADDR: server?.url ?? '' });
    assert.equal(readDocument('list', named.out).backends[0]?.state, 'complete');
    const byVariable = await ask(['list', ...noLeave], {
      VAULT_TOKEN: token,
      KESTRA_SECRETS_ALLOW_ENDPOINTS: `https://other.example, ${server?.url ?? ''}/`,
    });
    assert.equal(readDocument('list', byVariable.out).backends[0]?.state, 'complete');
  });

  it('answers 2 where the token is refused, and 0 where there is none or no network', async () => {
    const denied = await ask(['list', ...reachIt], { VAULT_TOKEN: 'VALUE-MARKER-wrong-token' });
    assert.equal(denied.code, 2);
    const failed = readDocument('list', denied.out).backends[0];
    assert.deepEqual([failed?.state, (failed?.failure as { kind: string }).kind], ['failed', 'denied']);
    assert.doesNotMatch(denied.err, /VALUE-MARKER/);
    const signedOut = await ask(['list', ...reachIt], {});
    assert.equal(signedOut.code, 0);
    assert.match(signedOut.err, /nothing sets VAULT_TOKEN/);
    const offline = await ask(['list', '--offline', ...reachIt]);
    assert.equal(offline.code, 0);
    assert.match(offline.err, /--offline/);
    assert.equal(readDocument('list', offline.out).backends[0]?.state, 'offline');
  });

  it('has read no value', async () => {
    const log = (await server?.auditLog()) ?? [];
    // Seeding wrote them, as root.
    const reads = log.filter(({ request }) => request.operation === 'read' || request.operation === 'list');
    assert.ok(reads.length > 10);
    assert.deepEqual(
      reads.filter(({ request }) => request.path.includes('/data/')),
      [],
    );
  });
});

describe('command line: a server that does not behave', function () {
  this.timeout(60_000);
  const configuration = (address: string) => `kestra:
  secret:
    type: vault
    read-only: true
    vault:
      address: ${address}
      token:
        token: VALUE-MARKER-inside
`;
  /** A server that gives no answer ends no run by itself: only what the test does can. */
  const patient = (address: string) => `${configuration(address)}      read-timeout: PT1H\n`;
  const flow = `id: f\nnamespace: n\ntasks:\n  - a: "{{ secret('X') }}"\n`;

  async function withServer(
    behave: Behaviour,
    test: (root: string, server: Awaited<ReturnType<typeof startHostile>>) => Promise<void>,
    configured = configuration,
  ) {
    const server = await startHostile(behave);
    const { root, remove } = await folderOf({ 'application.yml': configured(server.url), 'f.yml': flow });
    try {
      await test(root, server);
    } finally {
      await remove();
      await server.stop();
    }
  }

  it('ends at the time that --timeout gives, with what is known by then', () =>
    withServer(
      behaviours.drip,
      async (root) => {
        const run = await kestraSecrets(['check', '--json', '--folder', root, '--timeout', '1']);
        assert.equal(run.code, 2);
        assert.match(run.err, /--timeout/);
        const { references } = readDocument('check', run.out);
        assert.deepEqual(
          references.map(({ verdict }) => verdict),
          ['unknown'],
        );
      },
      patient,
    ));

  it('asks for no further secret where three in a row get no answer', async () => {
    let singles = 0;
    const behave: Behaviour = (response, request) => {
      if (request.url.includes('/subkeys/')) singles += 1;
      else if (request.url.includes('/mounts/')) behaviours.answer(403, { errors: [] })(response, request);
      else behaviours.answer(200, { data: { keys: ['other'] } })(response, request);
    };
    const server = await startHostile(behave);
    const calls = Array.from({ length: 40 }, (_, index) => `  - a: "{{ secret('X${String(index)}') }}"\n`);
    const { root, remove } = await folderOf({
      'application.yml': `${configuration(server.url)}      read-timeout: PT1S\n`,
      'f.yml': `id: f\nnamespace: n\ntasks:\n${calls.join('')}`,
    });
    try {
      const run = await kestraSecrets(['check', '--json', '--folder', root]);
      assert.equal(run.code, 2);
      const { references } = readDocument('check', run.out);
      assert.deepEqual(new Set(references.map(({ verdict }) => verdict)), new Set(['unknown']));
      assert.ok(singles >= 3 && singles <= 3 + 8, `${String(singles)} questions`);
      assert.equal(run.err.trimEnd().split('\n').length, 1, run.err);
    } finally {
      await remove();
      await server.stop();
    }
  });

  it('says why a list is not complete', () =>
    withServer(
      (response, request) =>
        behaviours.answer(
          request.url.includes('folder') || request.url.includes('/mounts/') ? 403 : 200,
          request.url.includes('folder') ? { errors: [] } : { data: { keys: ['a', 'folder/'] } },
        )(response, request),
      async (root) => {
        const run = await kestraSecrets(['list', '--folder', root]);
        assert.equal(run.code, 0);
        assert.match(run.err, /the list is not complete: the folder folder may not be listed/);
      },
    ));

  it('ends at once when interrupted', () =>
    withServer(
      behaviours.hang,
      async (root, server) => {
        const run = await kestraSecrets(['check', '--folder', root], {
          meanwhile(child) {
            const timer = setInterval(() => {
              if (server.requests.length === 0) return;
              clearInterval(timer);
              child.kill('SIGINT');
            }, 20);
            child.on('close', () => clearInterval(timer));
          },
        });
        assert.equal(run.code, 130);
      },
      patient,
    ));

  it('answers 2 to a server that cannot be reached, or talks nonsense', async () => {
    await withServer(behaviours.html, async (root) => {
      const run = await kestraSecrets(['check', '--json', '--folder', root]);
      assert.equal(run.code, 2);
      const [vault] = readDocument('check', run.out).backends;
      assert.deepEqual(
        [vault?.state, (vault?.failure as { kind: string }).kind],
        ['failed', 'invalid-answer'],
      );
    });
    const { root, remove } = await folderOf({ 'application.yml': configuration('http://127.0.0.1:1') });
    try {
      const run = await kestraSecrets(['list', '--json', '--folder', root]);
      assert.equal(run.code, 2);
      const [vault] = readDocument('list', run.out).backends;
      assert.equal((vault?.failure as { kind: string }).kind, 'unreachable');
      assert.doesNotMatch(run.err, /VALUE-MARKER/);
    } finally {
      await remove();
    }
  });

  it('answers 2 where a single question is refused, and tells what the list said', () => {
    const refusing: Behaviour = (response, request) =>
      (request.url.includes('/subkeys/')
        ? behaviours.answer(403, { errors: ['permission denied'] })
        : behaviours.answer(200, { data: { keys: ['X'] } }))(response, request);
    return withServer(refusing, async (root) => {
      const run = await kestraSecrets(['explain', 'Y', '--json', '--folder', root]);
      assert.equal(run.code, 2);
      const { explanation, backends } = readDocument('explain', run.out);
      assert.deepEqual(
        [backends[0]?.state, explanation.verdict, explanation.reasonCode],
        ['complete', 'unknown', 'backend-failed'],
      );
    });
  });

  it('trusts the certificates of NODE_EXTRA_CA_CERTS', async () => {
    const server = await startHostile(behaviours.answer(200, { data: { keys: ['X'] } }), { tls: true });
    const { root, remove } = await folderOf({
      'application.yml': configuration(server.url),
      'ca.pem': server.certificate ?? '',
    });
    try {
      const stateWith = async (env: Record<string, string>) => {
        const run = await kestraSecrets(['list', '--json', '--folder', root], { env });
        const [vault] = readDocument('list', run.out).backends;
        return [run.code, vault?.state, (vault?.failure as { kind: string } | null)?.kind];
      };
      assert.deepEqual(await stateWith({}), [2, 'failed', 'tls']);
      assert.deepEqual(server.requests, []);
      const trusted = { NODE_EXTRA_CA_CERTS: path.join(root, 'ca.pem') };
      assert.deepEqual(await stateWith(trusted), [0, 'complete', undefined]);
    } finally {
      await remove();
      await server.stop();
    }
  });

  it('goes through HTTPS_PROXY, but not where NO_PROXY says so', async () => {
    const { root, remove } = await folderOf({
      'application.yml': configuration('https://vault.invalid:8200'),
    });
    try {
      const kindWith = async (env: Record<string, string>) => {
        const run = await kestraSecrets(['list', '--json', '--folder', root], { env });
        return (readDocument('list', run.out).backends[0]?.failure as { kind: string } | null)?.kind;
      };
      const proxy = { HTTPS_PROXY: 'http://127.0.0.1:1' };
      assert.equal(await kindWith(proxy), 'proxy');
      assert.equal(await kindWith({ ...proxy, NO_PROXY: '.invalid' }), 'unreachable');
    } finally {
      await remove();
    }
  });

  it('carries no variable of the environment to an address of the folder', () =>
    withServer(behaviours.answer(200, { data: { keys: [] } }), async (root, server) => {
      const stolen = await folderOf({
        'application.yml': configuration(server.url).replace(
          'VALUE-MARKER-inside',
          '"${AWS_SECRET_ACCESS_KEY}"',
        ),
        'f.yml': flow,
      });
      try {
        const env = { AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws', VAULT_TOKEN: 'VALUE-MARKER-token' };
        const run = await kestraSecrets(['check', '--json', '--folder', stolen.root], { env });
        assert.equal(run.code, 0);
        assert.match(run.err, /AWS_SECRET_ACCESS_KEY/);
        assert.equal(
          (readDocument('check', run.out).backends[0]?.failure as { kind: string }).kind,
          'not-approved',
        );
        assert.deepEqual(server.requests, []);
      } finally {
        await stolen.remove();
      }
      assert.notEqual(root, stolen.root);
    }));
});
