import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { never } from '../../fakes/never.ts';
import { accessIn, leave, outcome, storages, template, variable, vault, writtenValue } from './world.ts';

const address = 'https://vault.example.com:8200';
const named = { VAULT_ADDR: address, VAULT_TOKEN: 'VALUE-MARKER-env' };
const origin = address;

describe('access: sources of a credential', () => {
  it('takes the configuration first, for its own address, without asking', async () => {
    const access = accessIn({ environment: named, homeToken: 'VALUE-MARKER-home' });
    await access.signIn(
      { backend: 'vault', endpoint: origin },
      { kind: 'token', token: 'VALUE-MARKER-typed' },
    );
    assert.equal(
      await outcome(access, vault('https://other.example/base/', writtenValue('VALUE-MARKER-file'))),
      'VALUE-MARKER-file by configuration to https://other.example/base',
    );
    assert.equal(
      await outcome(access, vault(address, writtenValue('VALUE-MARKER-file'))),
      `VALUE-MARKER-file by configuration to ${origin}`,
    );
  });

  it('takes a typed token before the environment, and only at its endpoint', async () => {
    const access = accessIn({ environment: named });
    await access.signIn(
      { backend: 'vault', endpoint: origin },
      { kind: 'token', token: 'VALUE-MARKER-typed' },
    );
    assert.equal(await outcome(access, vault(address)), `VALUE-MARKER-typed by typed to ${origin}`);
    assert.equal(await outcome(access, vault('https://vault.example.com')), 'not-approved');
    assert.equal(
      await outcome(access, { ...vault(address), id: 'vault@team' }),
      `VALUE-MARKER-env by environment to ${origin}`,
    );
  });

  it('takes VAULT_TOKEN freely to what VAULT_ADDR names, before ~/.vault-token', async () => {
    const access = accessIn({ environment: named, homeToken: 'VALUE-MARKER-home' });
    assert.equal(await outcome(access, vault(address)), `VALUE-MARKER-env by environment to ${origin}`);
    assert.equal(
      await outcome(
        accessIn({ environment: { ...named, VAULT_ADDR: 'https://u:p@vault.example.com:8200' } }),
        vault(address),
      ),
      'not-approved',
    );
  });

  it('takes ~/.vault-token only with leave, even where VAULT_ADDR names the endpoint', async () => {
    const access = accessIn({ environment: { VAULT_ADDR: address }, homeToken: 'VALUE-MARKER-home\n' });
    const answer = await access.authorizeVault(vault(address), never);
    assert.equal(answer.state, 'blocked');
    const [step] = answer.failure.nextSteps;
    assert.deepEqual(step?.kind === 'approve' && step.approval, leave(origin, 'home-file'));
    assert.match(failureMessage(answer.failure), /~\/\.vault-token/);
    await access.approve(leave(origin, 'home-file'));
    assert.equal(await outcome(access, vault(address)), `VALUE-MARKER-home by home-file to ${origin}`);
  });

  it('fills a placeholder after its variables were approved for that endpoint', async () => {
    const access = accessIn({ environment: { TEAM_TOKEN: 'VALUE-MARKER-team' } });
    const backend = vault(address, variable('TEAM_TOKEN'));
    assert.equal(await outcome(access, backend), 'not-approved');
    await access.approve(leave(origin, 'environment', ['TEAM_TOKEN']));
    assert.equal(await outcome(access, backend), `VALUE-MARKER-team by environment to ${origin}`);
  });

  it('falls back to a default until the variable is approved', async () => {
    const access = accessIn({ environment: { TEAM_TOKEN: 'VALUE-MARKER-team' } });
    const backend = vault(address, variable('TEAM_TOKEN', 'VALUE-MARKER-default'));
    assert.equal(await outcome(access, backend), `VALUE-MARKER-default by configuration to ${origin}`);
    await access.approve(leave(origin, 'environment', ['TEAM_TOKEN']));
    assert.equal(await outcome(access, backend), `VALUE-MARKER-team by environment to ${origin}`);
  });

  it('asks leave for all variables of a credential at once, and for none where one is not set', async () => {
    const environment = { A: 'VALUE-MARKER-a', B: 'VALUE-MARKER-b' };
    const access = accessIn({ environment });
    const backend = vault(address, template({ variable: 'A' }, '.', { variable: 'B' }));
    const answer = await access.authorizeVault(backend, never);
    const [step] = answer.state === 'blocked' ? answer.failure.nextSteps : [];
    assert.deepEqual(step?.kind === 'approve' && step.approval, leave(origin, 'environment', ['A', 'B']));
    await access.approve(leave(origin, 'environment', ['A', 'B']));
    assert.equal(await outcome(access, backend), `VALUE-MARKER-a.VALUE-MARKER-b by environment to ${origin}`);
    const incomplete = vault(address, template({ variable: 'A' }, { variable: 'NOWHERE' }));
    const blocked = await accessIn({ environment }).authorizeVault(incomplete, never);
    assert.equal(blocked.state === 'blocked' && blocked.failure.kind, 'signed-out');
    assert.match(blocked.state === 'blocked' ? failureMessage(blocked.failure) : '', /nothing sets NOWHERE/);
  });

  it('asks one question where the placeholder is VAULT_TOKEN itself', async () => {
    const access = accessIn({ environment: { VAULT_TOKEN: 'VALUE-MARKER-env' } });
    const answer = await access.authorizeVault(vault(address, variable('VAULT_TOKEN')), never);
    assert.equal(answer.state, 'blocked');
    const asked = answer.failure.nextSteps.filter((step) => step.kind.startsWith('approve'));
    assert.equal(asked.length, 1);
    await access.approve(leave(origin, 'environment', ['VAULT_TOKEN']));
    assert.equal(
      await outcome(access, vault(address, variable('VAULT_TOKEN'))),
      `VALUE-MARKER-env by environment to ${origin}`,
    );
  });

  it('logs in by AppRole, at the default mount or the configured one', async () => {
    const roleId = writtenValue('VALUE-MARKER-role');
    const secretId = writtenValue('VALUE-MARKER-secret');
    const grantedPath = async (path: string | null) => {
      const backend = vault(address, {
        kind: 'app-role',
        path: path === null ? null : writtenValue(path),
        roleId,
        secretId,
      });
      const answer = await accessIn().authorizeVault(backend, never);
      assert.equal(answer.state, 'granted');
      assert.equal(answer.login.kind, 'app-role');
      return answer.login.path;
    };
    assert.equal(await grantedPath(null), 'approle');
    assert.equal(await grantedPath('/teams/kestra/'), 'teams/kestra');
  });

  it('asks leave for the variables of an AppRole, and falls to other sources where it is not complete', async () => {
    const appRole = {
      kind: 'app-role',
      path: null,
      roleId: writtenValue('VALUE-MARKER-role'),
      secretId: variable('ROLE_SECRET'),
    } as const;
    const access = accessIn({ environment: { ROLE_SECRET: 'VALUE-MARKER-s' } });
    assert.equal(await outcome(access, vault(address, appRole)), 'not-approved');
    await access.approve(leave(origin, 'environment', ['ROLE_SECRET']));
    assert.equal(await outcome(access, vault(address, appRole)), `app-role by environment to ${origin}`);
    assert.equal(await outcome(accessIn(), vault(address, appRole)), 'signed-out');
    assert.equal(
      await outcome(accessIn({ environment: named }), vault(address, appRole)),
      `VALUE-MARKER-env by environment to ${origin}`,
    );
  });

  it('logs in by user and password, the user from the folder alone', async () => {
    const password = variable('VAULT_PASSWORD');
    const backend = vault(address, { kind: 'password', user: writtenValue('reader'), password });
    const access = accessIn({ environment: { VAULT_PASSWORD: 'VALUE-MARKER p@ss', USER: 'me' } });
    assert.equal(await outcome(access, backend), 'not-approved');
    await access.approve(leave(origin, 'environment', ['VAULT_PASSWORD', 'USER']));
    const answer = await access.authorizeVault(backend, never);
    assert.deepEqual(answer.state === 'granted' && answer.login, {
      kind: 'password',
      path: 'userpass',
      user: 'reader',
      password: 'VALUE-MARKER p@ss',
    });
    for (const user of [variable('USER'), writtenValue('..'), writtenValue('a/b'), writtenValue('%2e')]) {
      const wrong = vault(address, { kind: 'password', user, password: writtenValue('VALUE-MARKER-p') });
      assert.equal(await outcome(access, wrong), 'misconfigured');
    }
  });

  it('says where a Kubernetes login cannot be used what can, and takes another source', async () => {
    const backend = vault(address, { kind: 'kubernetes', path: null, role: writtenValue('kestra') });
    const answer = await accessIn().authorizeVault(backend, never);
    assert.equal(answer.state, 'blocked');
    assert.equal(answer.failure.kind, 'signed-out');
    assert.match(
      failureMessage(answer.failure),
      /only a pod .* connect differently, .* or sign in with a token\.$/,
    );
    assert.deepEqual(
      answer.failure.nextSteps.map((step) => step.kind),
      ['connect-differently', 'sign-in'],
    );
    assert.equal(
      await outcome(accessIn({ environment: named }), backend),
      `VALUE-MARKER-env by environment to ${origin}`,
    );
  });

  it('is signed out without any credential, and says what to do', async () => {
    const answer = await accessIn().authorizeVault(vault(address), never);
    assert.equal(answer.state, 'blocked');
    assert.equal(answer.failure.kind, 'signed-out');
    assert.equal(answer.failure.nextSteps[0]?.kind, 'sign-in');
  });

  it('rejects with an AbortError when cancelled, whatever the reason given', async () => {
    const controller = new AbortController();
    controller.abort(new Error('any reason'));
    await assert.rejects(accessIn().authorizeVault(vault(address), controller.signal), {
      name: 'AbortError',
    });
  });

  it('keeps no credential in the records', async () => {
    const kept = storages();
    const access = accessIn({ storages: kept });
    await access.signIn(
      { backend: 'vault', endpoint: origin },
      { kind: 'token', token: 'VALUE-MARKER-typed' },
    );
    await access.connectDifferently(vault(address), 'http://127.0.0.1:1', {
      kind: 'app-role',
      path: 'approle',
      roleId: 'VALUE-MARKER-role',
      secretId: 'VALUE-MARKER-secret',
    });
    assert.doesNotMatch(JSON.stringify([...kept.kept]), /VALUE-MARKER/);
  });
});
