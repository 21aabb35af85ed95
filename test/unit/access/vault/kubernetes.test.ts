import assert from 'node:assert/strict';
import { failureMessage } from '../../../../src/language/messages/index.ts';
import { podTokenFile } from '../../../../src/access/index.ts';
import type { ConfiguredValue } from '../../../../src/configuration/types.ts';
import { never } from '../../../fakes/never.ts';
import { accessIn, leave, outcome, storages, template, variable, vault, writtenValue } from '../world.ts';

const address = 'https://vault.example.com:8200';
const podToken = 'VALUE-MARKER-jwt\n';

function kubernetes(
  path: ConfiguredValue<string> | null = null,
  role: ConfiguredValue<string> | null = writtenValue('kestra'),
) {
  return vault(address, { kind: 'kubernetes', path, role });
}

describe('access: a Kubernetes login', () => {
  it('lets the token of the pod go nowhere without leave for that very file and address', async () => {
    const access = accessIn({ podToken });
    const blocked = await access.authorizeVault(kubernetes(), never);
    assert.equal(blocked.state, 'blocked');
    assert.equal(blocked.failure.kind, 'not-approved');
    assert.match(failureMessage(blocked.failure), new RegExp(podTokenFile));
    const [step] = blocked.failure.nextSteps;
    assert.deepEqual(step?.kind === 'approve' && step.approval, leave(address, 'machine'));
    assert.doesNotMatch(JSON.stringify(blocked), /VALUE-MARKER/);
    // Leave for another address, for ~/.vault-token, or for a variable is not leave for the pod's token.
    await access.approve(leave('https://other.example', 'machine'));
    await access.approve(leave(address, 'environment', ['VAULT_TOKEN']));
    await access.approve(leave(address, 'environment', ['KUBERNETES_TOKEN']));
    assert.equal(await outcome(access, kubernetes()), 'not-approved');
    await access.approve(leave(address, 'machine'));
    const granted = await access.authorizeVault(kubernetes(), never);
    assert.deepEqual(granted.state === 'granted' && [granted.login, granted.source], [
      { kind: 'kubernetes', path: 'kubernetes', role: 'kestra', jwt: 'VALUE-MARKER-jwt' },
      { kind: 'machine' },
    ]);
  });

  it('takes the leave of the command line for one run', async () => {
    const forRun = (endpoint: string) =>
      accessIn({ podToken, allowedForRun: { endpoints: [endpoint], variables: [] } });
    assert.equal(await outcome(forRun(address), kubernetes()), `kubernetes by machine to ${address}`);
    assert.equal(await outcome(forRun('https://vault.example.com'), kubernetes()), 'not-approved');
  });

  it('logs in where the configuration says, and never where a path could lead elsewhere', async () => {
    const access = accessIn({ podToken, environment: { CLUSTER: 'VALUE-MARKER-cluster' } });
    await access.approve(leave(address, 'machine'));
    const granted = await access.authorizeVault(kubernetes(writtenValue('/k8s/dev/')), never);
    assert.equal(
      granted.state === 'granted' && granted.login.kind === 'kubernetes' && granted.login.path,
      'k8s/dev',
    );
    for (const path of ['..', 'a/../../token', 'a//b', '/', '%2e%2e']) {
      assert.equal(await outcome(access, kubernetes(writtenValue(path))), 'misconfigured', path);
    }
    const fromOutside = kubernetes(template('k8s/', { variable: 'CLUSTER' }));
    assert.equal(await outcome(access, fromOutside), 'misconfigured');
  });

  it('fills the role from the environment with leave alone', async () => {
    const access = accessIn({ podToken, environment: { ROLE: 'kestra' } });
    await access.approve(leave(address, 'machine'));
    const backend = kubernetes(null, variable('ROLE'));
    assert.equal(await outcome(access, backend), 'not-approved');
    await access.approve(leave(address, 'environment', ['ROLE']));
    assert.equal(await outcome(access, backend), `kubernetes by machine to ${address}`);
    assert.equal(await outcome(access, kubernetes(null, null)), 'signed-out');
  });

  it('is left for a login that the user typed for another way in', async () => {
    const access = accessIn({ storages: storages() });
    const login = { kind: 'token', token: 'VALUE-MARKER-typed' } as const;
    await access.connectDifferently(kubernetes(), 'http://127.0.0.1:8200', login);
    assert.equal(await outcome(access, kubernetes()), 'VALUE-MARKER-typed by typed to http://127.0.0.1:8200');
  });
});
