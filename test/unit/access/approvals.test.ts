import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { addressProblem } from '../../../src/access/index.ts';
import { never } from '../../fakes/never.ts';
import { accessIn, leave, outcome, storages, variable, vault, writtenValue } from './world.ts';

const environment = { VAULT_TOKEN: 'VALUE-MARKER-env' };

describe('access: approvals', () => {
  for (const other of [
    'http://vault.example.com',
    'https://vault.example.com:8200',
    'https://vault.example.com.',
    'https://vault.example.org',
    'https://www.vault.example.com',
  ]) {
    it(`does not carry an approval of https://vault.example.com over to ${other}`, async () => {
      const access = accessIn({ environment });
      await access.approve(leave('https://vault.example.com', 'environment', ['VAULT_TOKEN']));
      assert.equal(await outcome(access, vault(other)), 'not-approved');
    });
  }

  for (const same of [
    'https://vault.example.com:443',
    'HTTPS://Vault.Example.COM/',
    ' https://vault.example.com ',
    'https://vault.example.com/behind/a/path',
  ]) {
    it(`takes ${JSON.stringify(same)} for the same endpoint`, async () => {
      const access = accessIn({ environment });
      await access.approve(leave('https://vault.example.com', 'environment', ['VAULT_TOKEN']));
      assert.match(
        await outcome(access, vault(same)),
        /^VALUE-MARKER-env by environment to https:\/\/vault\.example\.com/,
      );
    });
  }

  it('compares the address that VAULT_ADDR names in the same way', async () => {
    const at = (VAULT_ADDR: string, address: string) =>
      outcome(accessIn({ environment: { ...environment, VAULT_ADDR } }), vault(address));
    assert.match(
      await at('https://VAULT.example.com:443/', 'https://vault.example.com'),
      /^VALUE-MARKER-env/,
    );
    assert.match(await at('http://vault.example.com', 'http://vault.example.com:80'), /^VALUE-MARKER-env/);
    assert.equal(
      await at('https://vault.example.com:8200', 'https://vault.example.com:8201'),
      'not-approved',
    );
    assert.equal(await at('https://vault.example.com', 'http://vault.example.com'), 'not-approved');
    assert.equal(await at('nonsense', 'https://vault.example.com'), 'not-approved');
  });

  it('asks again when the address changes', async () => {
    const access = accessIn({ environment: { TEAM_TOKEN: 'VALUE-MARKER-team' } });
    await access.approve(leave('https://a.example', 'environment', ['TEAM_TOKEN']));
    assert.match(
      await outcome(access, vault('https://a.example', variable('TEAM_TOKEN'))),
      /^VALUE-MARKER-team/,
    );
    assert.equal(await outcome(access, vault('https://b.example', variable('TEAM_TOKEN'))), 'not-approved');
  });

  it('asks again when other variables are wanted', async () => {
    const access = accessIn({ environment: { A: 'VALUE-MARKER-a', B: 'VALUE-MARKER-b' } });
    await access.approve(leave('https://a.example', 'environment', ['A']));
    assert.equal(await outcome(access, vault('https://a.example', variable('B'))), 'not-approved');
  });

  it('holds for the manager and the kind of credential that the prompt named', async () => {
    const a = 'https://a.example';
    const world = {
      environment: { VAULT_TOKEN: 'VALUE-MARKER-env', AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-aws' },
      homeToken: 'VALUE-MARKER-home',
    };
    for (const other of [
      leave(a, 'environment', ['VAULT_TOKEN'], { manager: 'aws-secret-manager' }),
      leave(a, 'environment', ['VAULT_TOKEN'], { place: 'shop-project' }),
      leave(a, 'environment', ['AWS_SECRET_ACCESS_KEY']),
      leave(a, 'machine'),
      leave(a, 'account'),
      leave(a, 'other-files', ['VAULT_TOKEN (.env)']),
    ]) {
      const access = accessIn(world);
      await access.approve(other);
      assert.equal(await outcome(access, vault(a)), 'not-approved', JSON.stringify(other));
    }
    const home = accessIn(world);
    await home.approve(leave(a, 'home-file'));
    assert.equal(await outcome(home, vault(a)), `VALUE-MARKER-home by home-file to ${a}`);
    const variable = accessIn(world);
    await variable.approve(leave(a, 'environment', ['VAULT_TOKEN']));
    assert.equal(await outcome(variable, vault(a)), `VALUE-MARKER-env by environment to ${a}`);
  });

  it('tells that a host is probably a container’s name before approval is offered', async () => {
    const stepsAt = async (address: string) => {
      const answer = await accessIn({ environment }).authorizeVault(vault(address), never);
      assert.ok(answer.state === 'blocked');
      return { ...answer.failure, steps: answer.failure.nextSteps.map(({ kind }) => kind) };
    };
    const container = await stepsAt('http://vault:8200');
    assert.match(
      failureMessage(container),
      /^vault is probably a container’s name.*Approve this address first\.$/,
    );
    assert.deepEqual(container.steps, ['connect-differently', 'approve', 'sign-in']);
    for (const other of [
      'http://localhost:8200',
      'http://10.0.0.7:8200',
      'http://[::1]:8200',
      'https://v.example',
    ]) {
      const { message, steps } = await stepsAt(other);
      assert.doesNotMatch(failureMessage({ message }), /container/);
      assert.deepEqual(steps, ['approve', 'sign-in', 'connect-differently']);
    }
  });

  it('asks anew for what was approved before approvals had a manager', async () => {
    const shared = storages();
    const old = [{ endpoint: 'https://a.example', variables: [] }];
    for (const key of ['approvals', 'approved']) shared.kept.set(`${key}:file:///work`, old);
    const access = accessIn({ environment, storages: shared });
    assert.deepEqual(access.approvals(), []);
    assert.equal(await outcome(access, vault('https://a.example')), 'not-approved');
  });

  it('keeps leave for placeholders and leave for own credentials apart', async () => {
    const both = { environment: { VAULT_TOKEN: 'VALUE-MARKER-env', A: 'VALUE-MARKER-a' } };
    const variables = accessIn(both);
    await variables.approve(leave('https://a.example', 'environment', ['A']));
    assert.equal(await outcome(variables, vault('https://a.example')), 'not-approved');
    const own = accessIn(both);
    await own.approve(leave('https://a.example', 'environment', ['VAULT_TOKEN']));
    assert.match(await outcome(own, vault('https://a.example', variable('A'))), /^VALUE-MARKER-env/);
    const withoutToken = accessIn({ environment: { A: 'VALUE-MARKER-a' } });
    await withoutToken.approve(leave('https://a.example', 'environment', ['VAULT_TOKEN']));
    assert.equal(await outcome(withoutToken, vault('https://a.example', variable('A'))), 'not-approved');
  });

  it('lists approvals once each, and revokes them', async () => {
    const access = accessIn({ environment });
    await access.approve(leave('https://A.example/', 'environment', ['VAULT_TOKEN']));
    await access.approve(leave('https://a.example', 'environment', ['VAULT_TOKEN']));
    await access.approve(leave('https://a.example', 'environment', ['B', 'A']));
    await access.approve(leave('https://a.example', 'environment', ['A', 'B']));
    await access.approve(leave('not an address', 'environment', ['VAULT_TOKEN']));
    assert.deepEqual(access.approvals(), [
      leave('https://a.example', 'environment', ['VAULT_TOKEN']),
      leave('https://a.example', 'environment', ['A', 'B']),
    ]);
    assert.match(await outcome(access, vault('https://a.example')), /^VALUE-MARKER-env/);
    await access.revoke(leave('https://a.example', 'environment', ['VAULT_TOKEN']));
    assert.deepEqual(access.approvals(), [leave('https://a.example', 'environment', ['A', 'B'])]);
    assert.equal(await outcome(access, vault('https://a.example')), 'not-approved');
  });

  it('keeps approvals and typed logins to their folder', async () => {
    const shared = storages();
    const here = accessIn({ environment, storages: shared, folder: 'file:///here' });
    const there = accessIn({ environment, storages: shared, folder: 'file:///there' });
    await here.approve(leave('https://a.example', 'environment', ['VAULT_TOKEN']));
    await here.signIn(
      { backend: 'vault', endpoint: 'https://b.example' },
      { kind: 'token', token: 'VALUE-MARKER-b' },
    );
    assert.match(await outcome(here, vault('https://b.example')), /by typed/);
    assert.equal(await outcome(there, vault('https://a.example')), 'not-approved');
    assert.equal(await outcome(there, vault('https://b.example')), 'not-approved');
    assert.deepEqual([there.approvals(), there.typedLogins()], [[], []]);
  });

  it('outlives nonsense in the records', async () => {
    const shared = storages();
    for (const nonsense of [
      null,
      7,
      'x',
      {},
      [null, 1, {}, { ...leave('https://a.example', 'environment', ['VAULT_TOKEN']), endpoint: 3 }],
    ]) {
      for (const key of ['approved', 'typed', 'connections'])
        shared.kept.set(`${key}:file:///work`, nonsense);
      const access = accessIn({ environment, storages: shared });
      assert.deepEqual([access.approvals(), access.typedLogins(), access.otherWaysIn()], [[], [], []]);
      assert.equal(await outcome(access, vault('https://a.example')), 'not-approved');
    }
  });

  it('forgets a typed login', async () => {
    const access = accessIn();
    const place = { backend: 'vault', endpoint: 'https://a.example' };
    await access.signIn(place, { kind: 'token', token: 'VALUE-MARKER-typed' });
    assert.deepEqual(access.typedLogins(), [place]);
    await access.forget(place);
    assert.deepEqual(access.typedLogins(), []);
    assert.equal(await outcome(access, vault('https://a.example')), 'signed-out');
  });
});

describe('access: leave for one run', () => {
  const allowed = (endpoints: string[], variables: string[] = []) => ({
    allowedForRun: { endpoints, variables },
    environment: {
      VAULT_TOKEN: 'VALUE-MARKER-env',
      VAULT_TEAM: 'VALUE-MARKER-team',
      CI_TOKEN: 'VALUE-MARKER-ci',
    },
  });

  it('lets the manager’s variables go to an allowed endpoint, and others only by name', async () => {
    const a = 'https://a.example';
    assert.match(await outcome(accessIn(allowed([`${a}/`])), vault(a)), /^VALUE-MARKER-env/);
    assert.match(
      await outcome(accessIn(allowed([a])), vault(a, variable('VAULT_TEAM'))),
      /^VALUE-MARKER-team/,
    );
    const noToken = { ...allowed([a]), environment: { CI_TOKEN: 'VALUE-MARKER-ci' } };
    assert.equal(await outcome(accessIn(noToken), vault(a, variable('CI_TOKEN'))), 'not-approved');
    const byName = { ...allowed([a], ['CI_TOKEN']), environment: { CI_TOKEN: 'VALUE-MARKER-ci' } };
    assert.match(await outcome(accessIn(byName), vault(a, variable('CI_TOKEN'))), /^VALUE-MARKER-ci/);
    assert.equal(
      await outcome(accessIn(byName), vault('https://b.example', variable('CI_TOKEN'))),
      'not-approved',
    );
  });

  it('lets inside credentials go to an address given for the run, and no other', async () => {
    const world = {
      addressesForRun: { vault: 'http://127.0.0.1:9' },
      environment: { VAULT_TOKEN: 'VALUE-MARKER-env' },
    };
    assert.equal(
      await outcome(accessIn(world), vault('http://vault:8200', writtenValue('VALUE-MARKER-file'))),
      'VALUE-MARKER-file by configuration to http://127.0.0.1:9',
    );
    assert.equal(await outcome(accessIn(world), vault('http://vault:8200')), 'not-approved');
    assert.deepEqual(accessIn(world).approvals(), []);
  });
});

describe('access: another way in', () => {
  it('asks another address with the configuration’s own credential', async () => {
    const access = accessIn();
    const backend = vault('http://vault:8200', writtenValue('VALUE-MARKER-file'));
    await access.connectDifferently(backend, 'https://outside.example:8200/', null);
    assert.equal(
      await outcome(access, backend),
      'VALUE-MARKER-file by configuration to https://outside.example:8200',
    );
    assert.deepEqual(access.locationOf(backend), ['https://outside.example:8200', 'secret']);
    await access.connectAsConfigured('vault');
    assert.equal(await outcome(access, backend), 'VALUE-MARKER-file by configuration to http://vault:8200');
  });

  it('takes a login of the user’s before the configuration’s, also at the configured address', async () => {
    const access = accessIn();
    const backend = vault('https://a.example', writtenValue('VALUE-MARKER-file'));
    await access.connectDifferently(backend, null, { kind: 'token', token: 'VALUE-MARKER-mine' });
    assert.equal(await outcome(access, backend), 'VALUE-MARKER-mine by typed to https://a.example');
    assert.deepEqual(access.otherWaysIn(), [{ backend: 'vault', address: null, ownLogin: true }]);
    assert.equal(
      await outcome(access, vault('https://evil.example', writtenValue('VALUE-MARKER-file'))),
      'VALUE-MARKER-file by configuration to https://evil.example',
    );
  });

  it('tells beforehand where a login would go, whatever the present way in is', async () => {
    const access = accessIn();
    const backend = vault('https://configured.example', writtenValue('VALUE-MARKER-file'));
    await access.connectDifferently(backend, 'https://my.example', null);
    const place = access.placeWith(backend, null);
    assert.equal(place.state === 'known' && place.origin, 'https://configured.example');
    await access.connectDifferently(backend, null, { kind: 'token', token: 'VALUE-MARKER-mine' });
    assert.equal(await outcome(access, backend), 'VALUE-MARKER-mine by typed to https://configured.example');
  });

  it('makes up for an address that is not known here', async () => {
    const access = accessIn();
    const backend = vault(variable('NOWHERE'), writtenValue('VALUE-MARKER-file'));
    assert.equal(await outcome(access, backend), 'misconfigured');
    await access.connectDifferently(backend, 'https://a.example', null);
    assert.match(await outcome(access, backend), /^VALUE-MARKER-file/);
  });

  it('refuses an address that could not be asked, and keeps what was', async () => {
    const access = accessIn();
    const backend = vault('https://a.example', writtenValue('VALUE-MARKER-file'));
    const bad = [
      'https://u:p@b.example',
      'ftp://b.example',
      'b.example',
      'https://b.example/v1/secret/data/x',
    ];
    for (const address of bad) {
      await assert.rejects(access.connectDifferently(backend, address, null), { name: 'FailureError' });
      assert.notEqual(addressProblem(address), null);
    }
    assert.deepEqual(access.otherWaysIn(), []);
    assert.equal(addressProblem('http://127.0.0.1:8200'), null);
  });

  it('does not let outside credentials go to the other address without leave', async () => {
    const access = accessIn({ environment });
    const backend = vault('http://vault:8200');
    await access.connectDifferently(backend, 'https://a.example', null);
    assert.equal(await outcome(access, backend), 'not-approved');
  });
});
