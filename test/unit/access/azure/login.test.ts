import assert from 'node:assert/strict';
import { failureMessage } from '../../../../src/language/messages/index.ts';
import type { AzureAccountQuestion } from '../../../../src/access/index.ts';
import type { AzureBackend } from '../../../../src/configuration/types.ts';
import { azureBackend } from '../../../fakes/cloud-backend.ts';
import { never } from '../../../fakes/never.ts';
import { accessIn, leave, variable, writtenValue, type World } from '../world.ts';

const own = 'https://shop-secrets.vault.azure.net';
const elsewhere = 'https://vault.example.com';
const configured: Partial<AzureBackend> = {
  tenantId: writtenValue('contoso.example'),
  clientId: writtenValue('app'),
  clientSecret: writtenValue('VALUE-MARKER-configured'),
};
const environment = {
  AZURE_TENANT_ID: 'env-tenant',
  AZURE_CLIENT_ID: 'env-app',
  AZURE_CLIENT_SECRET: 'VALUE-MARKER-environment',
};
const pod = { AZURE_TENANT_ID: 'env-tenant', AZURE_FEDERATED_TOKEN_FILE: '/var/run/token' };

async function ask(world: World, changes: Partial<AzureBackend> = {}) {
  return accessIn(world).authorizeAzure(azureBackend(changes), never);
}

/** Who, by what, and where; or the failure's kind. */
async function outcome(world: World, changes: Partial<AzureBackend> = {}): Promise<string> {
  const answer = await ask(world, changes);
  if (answer.state === 'blocked') {
    assert.match(failureMessage(answer.failure), /^Azure Key Vault.*\.$|Approve this address first\.$/);
    assert.ok(!JSON.stringify(answer).includes('VALUE-MARKER'));
    return answer.failure.kind;
  }
  const who = answer.login.identities.map((identity) =>
    identity.kind === 'client-secret' ? identity.clientId : identity.kind,
  );
  return `${who.join(', ')} by ${answer.source.kind} to ${answer.endpoint} through ${answer.login.authority}`;
}

/** On the command line the run itself lets the user's own login go to Azure's own vaults. */
const run = { allowedForRun: { endpoints: [], variables: [], ownLogins: true } };

const entra = 'https://login.microsoftonline.com';

describe('access: Azure Key Vault', () => {
  const order: readonly (readonly [string, World, Partial<AzureBackend>, string])[] = [
    ['the client secret first', { environment, accountToken: 't' }, configured, 'app by configuration'],
    [
      'a workload identity before the environment',
      { environment: { ...environment, ...pod } },
      { workloadIdentityClientId: writtenValue('pod-app') },
      'workload-identity by environment',
    ],
    [
      'a managed identity, and the next one in its stead',
      { environment },
      { managedIdentityClientId: writtenValue('machine-app') },
      'managed-identity, env-app by machine',
    ],
    ['the environment before an account', { environment, accountToken: 't' }, {}, 'env-app by environment'],
    ['an account at last', { accountToken: 't' }, {}, 'token by account'],
  ];
  for (const [what, world, changes, expected] of order) {
    it(`takes ${what}`, async () => {
      const told = `${expected} to ${own} through ${entra}`;
      assert.equal(await outcome({ ...world, ...run }, changes), told);
    });
  }

  it('lets the user’s own login go to a vault that a folder names once they said yes to that vault', async () => {
    const vaults = [own, 'https://other.vault.azure.net'] as const;
    for (const [world, changes, credential, names, what] of [
      [
        { environment },
        {},
        'environment',
        Object.keys(environment),
        /AZURE_CLIENT_SECRET from your environment/,
      ],
      [{ accountToken: 't' }, {}, 'account', [], /Microsoft account ada@contoso\.example/],
      [
        {},
        { managedIdentityClientId: writtenValue('machine-app') },
        'machine',
        [],
        /identity machine-app of/,
      ],
      [
        { environment: pod },
        { workloadIdentityClientId: writtenValue('pod-app') },
        'machine',
        [],
        /pod-app of this pod/,
      ],
    ] as const) {
      const accountAsked: AzureAccountQuestion[] = [];
      const access = accessIn({ ...world, accountAsked });
      const askAt = (keyVaultUri: string) =>
        access.authorizeAzure(azureBackend({ ...changes, keyVaultUri: writtenValue(keyVaultUri) }), never);
      const asked = await askAt(own);
      assert.ok(asked.state === 'blocked', credential);
      assert.match(failureMessage(asked.failure), what);
      const [step] = asked.failure.nextSteps;
      const approval = leave(own, credential, names, { manager: 'azure-key-vault' });
      assert.deepEqual(step?.kind === 'approve' && step.approval, approval);
      assert.deepEqual(accountAsked, [], 'not even a token is asked for before');
      await access.approve(approval);
      const states = [];
      for (const each of vaults) states.push((await askAt(each)).state);
      assert.deepEqual(states, ['granted', 'blocked'], credential);
    }
  });

  it('asks no machine and no pod for an identity that the configuration does not ask for', async () => {
    assert.equal(
      await outcome({ environment: { ...pod, IDENTITY_ENDPOINT: 'http://127.0.0.1:1' } }),
      'signed-out',
    );
  });

  it('says that the identity of a pod is not to be had here', async () => {
    const answer = await ask({}, { workloadIdentityClientId: writtenValue('pod-app') });
    assert.equal(answer.state, 'blocked');
    assert.match(failureMessage(answer.failure), /AKS.*az login/);
  });

  it('lets key-vault-uri win over vault-name, and sends what stands in the folder there', async () => {
    const changes = { ...configured, keyVaultUri: writtenValue(`${elsewhere}/`) };
    assert.equal(await outcome({}, changes), `app by configuration to ${elsewhere} through ${entra}`);
  });

  it('sends credentials of this machine to a vault elsewhere only after leave', async () => {
    const changes = { keyVaultUri: writtenValue(elsewhere) };
    const allowedForRun = { endpoints: [elsewhere], variables: [] };
    assert.equal(await outcome({ environment }, changes), 'not-approved');
    assert.match(await outcome({ environment, allowedForRun }, changes), /^env-app by environment/);
    const machine = { ...changes, managedIdentityClientId: writtenValue('machine-app') };
    assert.equal(await outcome({}, machine), 'not-approved');
    assert.match(await outcome({ allowedForRun }, machine), /^managed-identity by machine/);
  });

  it('takes an account’s token to vaults of Azure’s own alone, whatever is approved', async () => {
    const accountAsked: AzureAccountQuestion[] = [];
    const allowedForRun = {
      endpoints: [elsewhere, `${own}:444`, 'http://shop-secrets.vault.azure.net'],
      variables: [],
    };
    for (const address of [...allowedForRun.endpoints, 'https://vault.azure.net', `${own}.evil.example`]) {
      const world = { accountToken: 't', accountAsked, allowedForRun };
      assert.equal(await outcome(world, { keyVaultUri: writtenValue(address) }), 'signed-out', address);
    }
    assert.deepEqual(accountAsked, []);
    await outcome(
      { accountToken: 't', accountAsked, ...run },
      { tenantId: null, keyVaultUri: writtenValue(own) },
    );
    assert.deepEqual(accountAsked, [{ resource: 'https://vault.azure.net', tenant: null }]);
  });

  it('fills a client secret from the environment only after leave for those variables', async () => {
    const changes = { ...configured, clientSecret: variable('SECRET_OF_APP') };
    const world = { environment: { SECRET_OF_APP: 'VALUE-MARKER-filled' } };
    assert.equal(await outcome(world, changes), 'not-approved');
    const allowedForRun = { endpoints: [own], variables: ['SECRET_OF_APP'] };
    assert.match(await outcome({ ...world, allowedForRun }, changes), /^app by environment/);
  });

  it('never fills a place or a path from the environment', async () => {
    const world = {
      environment: { NAME: 'VALUE-MARKER' },
      allowedForRun: { endpoints: [own], variables: ['NAME'] },
    };
    assert.equal(await outcome(world, { ...configured, vaultName: variable('NAME') }), 'misconfigured');
    assert.equal(await outcome(world, { ...configured, tenantId: variable('NAME') }), 'misconfigured');
    assert.equal(await outcome(world, { ...configured, keyVaultUri: variable('NAME') }), 'misconfigured');
  });

  for (const name of ['a.evil.example/', 'x', '-vault', 'a@b', 'two words', '..']) {
    it(`takes ${JSON.stringify(name)} for no vault's name`, async () => {
      assert.equal(await outcome({}, { ...configured, vaultName: writtenValue(name) }), 'misconfigured');
    });
  }

  it('says what is missing where the configuration names no vault, as on Kestra’s own page', async () => {
    const answer = await ask({}, { ...configured, vaultName: null });
    assert.equal(answer.state, 'blocked');
    assert.match(failureMessage(answer.failure), /vault-name or key-vault-uri/);
  });

  it('looks for a vault’s name in the user’s cloud, and asks that cloud for tokens', async () => {
    for (const [azureCloud, host, authority] of [
      ['china', 'vault.azure.cn', 'https://login.chinacloudapi.cn'],
      ['usGovernment', 'vault.usgovcloudapi.net', 'https://login.microsoftonline.us'],
      ['nonsense', 'vault.azure.net', entra],
    ] as const) {
      const expected = `app by configuration to https://shop-secrets.${host} through ${authority}`;
      assert.equal(await outcome({ azureCloud }, configured), expected);
    }
    const uri = { ...configured, keyVaultUri: writtenValue('https://other.vault.azure.cn') };
    assert.match(await outcome({}, uri), /through https:\/\/login\.chinacloudapi\.cn$/);
  });

  it('lets the environment name Entra ID, with TLS only', async () => {
    const named = (AZURE_AUTHORITY_HOST: string) =>
      outcome({ environment: { AZURE_AUTHORITY_HOST } }, configured);
    assert.match(await named('https://localhost:8443/'), /through https:\/\/localhost:8443$/);
    assert.match(await named('login.partner.example'), /through https:\/\/login\.partner\.example$/);
    assert.equal(await named('http://login.example'), 'misconfigured');
  });

  it('takes over the tenants that may be asked besides', async () => {
    const answer = await ask(
      {},
      { ...configured, additionallyAllowedTenants: writtenValue('a.example, *  b/../c') },
    );
    assert.deepEqual(answer.state === 'granted' ? answer.login.otherTenants : [], ['a.example', '*']);
  });

  it('is asked for nothing in a folder that is not trusted', async () => {
    assert.equal(await outcome({ trusted: false, environment }, configured), 'not-trusted');
  });
});
