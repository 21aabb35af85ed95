import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { VaultLogin } from '../../../src/access/types.ts';
import type { VaultBackend } from '../../../src/configuration/types.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { never } from '../../fakes/never.ts';
import { openVaultStore, token } from '../../fakes/open-vault.ts';
import { known } from '../../fakes/vault-backend.ts';
import { certificateFor } from '../../servers/certificates.ts';
import { behaviours, startHostile, type Hostile } from '../../servers/hostile.ts';
import { skipWithout } from '../../servers/needed.ts';
import {
  createToken,
  installOpenBao,
  namesOnly,
  mountKv,
  seedOpenBao,
  startOpenBao,
  type OpenBao,
} from '../../servers/openbao.ts';
import { accessIn, leave, vault, writtenValue } from '../access/world.ts';
import { failure } from './asking.ts';

const fields = { TOKEN: 'VALUE-MARKER-vault' };
const policy = namesOnly('kv');

describe('A real Vault and its logins', () => {
  let server: OpenBao;
  const open: Store[] = [];

  before(async function () {
    this.timeout(600_000);
    const { binary } = skipWithout(this, await installOpenBao());
    server = await startOpenBao({ binary });
    await seedOpenBao(server, { mount: 'kv', version: 2, secrets: [{ path: 'api', fields }] });
    await server.request('POST', 'sys/policies/acl/names', { policy });
  });
  afterEach(() => {
    for (const store of open.splice(0)) store.close();
  });
  after(async () => {
    await (server as OpenBao | undefined)?.stop();
  });

  async function storeOf(login: VaultLogin, backend: Partial<VaultBackend> = {}): Promise<Store> {
    const store = await openVaultStore({
      endpoint: server.url,
      login,
      backend: { rootEngine: known('kv'), ...backend },
    });
    open.push(store);
    return store;
  }
  async function listed(store: Store): Promise<string[]> {
    const names: string[] = [];
    for await (const page of store.list({ withTags: false }, never)) {
      names.push(...page.secrets.map(({ name }) => name));
    }
    return names;
  }
  async function field(method: string, path: string, name: string): Promise<string> {
    const { body } = await server.request(method, path);
    return (body as { data: Record<string, string> }).data[name] ?? '';
  }
  const loginsAt = async (path: string) =>
    (await server.auditLog()).filter(({ type, request }) => type === 'response' && request.path === path)
      .length;
  /** A short life ends on the server: waits until it says so. */
  const untilOver = async (text: string) => {
    while ((await server.request('GET', 'sys/internal/ui/mounts/kv', undefined, text)).status === 200) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('takes an AppRole at a path with a slash, and logs in anew, once, where its token is over', async () => {
    await server.request('POST', 'sys/auth/apps/kestra', { type: 'approle' });
    const role = {
      token_policies: ['names'],
      token_no_default_policy: true,
      token_ttl: '1s',
      token_max_ttl: '1s',
    };
    await server.request('POST', 'auth/apps/kestra/role/lister', role);
    const roleId = await field('GET', 'auth/apps/kestra/role/lister/role-id', 'role_id');
    const secretId = await field('POST', 'auth/apps/kestra/role/lister/secret-id', 'secret_id');
    const login = { kind: 'app-role', path: 'apps/kestra', roleId, secretId } as const;
    const logins = () => loginsAt('auth/apps/kestra/login');

    const store = await storeOf(login);
    assert.equal(store.needsLogin(), true);
    await Promise.all([listed(store), store.lookup('api', never), store.lookup('nope', never)]);
    assert.equal(await logins(), 1);
    // Another token of the same life, begun later, is over after the store's.
    const later = await server.request('POST', 'auth/apps/kestra/login', {
      role_id: roleId,
      secret_id: secretId,
    });
    await untilOver((later.body as { auth: { client_token: string } }).auth.client_token);
    assert.equal(store.needsLogin(), true);
    assert.deepEqual(await listed(store), ['api']);
    assert.equal(await logins(), 3);
    assert.equal((await storeOf({ kind: 'token', token: 'hvs.any' })).needsLogin(), false);

    // Within the lease a refusal is a refusal: no second login.
    assert.equal(
      (await failure(listed(await storeOf(login, { rootEngine: known('other') })))).kind,
      'denied',
    );
    assert.equal(await logins(), 4);

    const wrong = await failure(listed(await storeOf({ ...login, secretId: 'wrong-SECRET-ID' })));
    assert.equal(wrong.kind, 'denied');
    assert.deepEqual(wrong.nextSteps[0], { kind: 'sign-in' });
    assert.ok(!JSON.stringify(wrong).includes('wrong-SECRET-ID'));
    assert.equal((await failure(listed(await storeOf({ ...login, path: 'elsewhere' })))).kind, 'denied');
  });

  it('logs in inside a namespace', async () => {
    await server.request('POST', 'sys/namespaces/team', {});
    const inside = (method: string, path: string, body: unknown = {}) =>
      server.request(method, `team/${path}`, body);
    await mountKv(server, 'kv', 2, 'team');
    await inside('POST', 'kv/data/inside', { data: fields });
    await inside('POST', 'sys/policies/acl/names', { policy });
    await inside('POST', 'sys/auth/approle', { type: 'approle' });
    await inside('POST', 'auth/approle/role/lister', { token_policies: ['names'] });
    const roleId = await field('GET', 'team/auth/approle/role/lister/role-id', 'role_id');
    const secretId = await field('POST', 'team/auth/approle/role/lister/secret-id', 'secret_id');
    const login = { kind: 'app-role', path: 'approle', roleId, secretId } as const;
    assert.deepEqual(await listed(await storeOf(login, { vaultNamespace: known('team/') })), ['inside']);
    assert.equal((await failure(listed(await storeOf(login)))).kind, 'denied');
  });

  it('takes a user and a password', async () => {
    await server.request('POST', 'sys/auth/userpass', { type: 'userpass' });
    const password = 'PASSWORD "of" test: 100%';
    for (const user of ['pat.smith', 'ci-reader_2']) {
      const path = `auth/userpass/users/${encodeURIComponent(user)}`;
      assert.equal((await server.request('POST', path, { password, token_policies: ['names'] })).status, 204);
      // The whole way from the configuration: an inside credential goes to its own address without asking.
      const backend = vault(server.url, {
        kind: 'password',
        user: writtenValue(user),
        password: writtenValue(password),
      });
      const access = await accessIn().authorizeVault(backend, never);
      assert.equal(access.state, 'granted');
      assert.deepEqual(await listed(await storeOf(access.login)), ['api']);
    }
    const wrong = {
      kind: 'password',
      path: 'userpass',
      user: 'pat.smith',
      password: 'wrong-PASSWORD',
    } as const;
    const refused = await failure(listed(await storeOf(wrong)));
    assert.equal(refused.kind, 'denied');
    assert.ok(!JSON.stringify(refused).includes('wrong-PASSWORD'));
  });

  it('denies a token that is wrong, or over, and says to sign in', async () => {
    assert.equal((await failure(listed(await storeOf(token('hvs.wrong'))))).kind, 'denied');
    const text = await createToken(server, 'short-lived', policy);
    const store = await storeOf(token(text));
    assert.deepEqual(await listed(store), ['api']);
    await server.request('POST', 'auth/token/revoke', { token: text });
    const { kind, message, nextSteps } = await failure(listed(store));
    assert.equal(kind, 'denied');
    assert.match(failureMessage({ message }), /the token may have expired, .* sign in anew/);
    assert.deepEqual(nextSteps[0], { kind: 'sign-in' });
    assert.equal((await failure(store.lookup('api', never))).kind, 'denied');
  });

  describe('by Kubernetes', () => {
    let cluster: Hostile;
    const account = 'system:serviceaccount:default:lister';
    const pod = jwtOf('lister');

    before(async () => {
      const authenticated = { authenticated: true, user: { username: account, uid: 'lister-uid' } };
      cluster = await startHostile(behaviours.answer(201, { status: authenticated }));
      await server.request('POST', 'sys/auth/k8s/dev', { type: 'kubernetes' });
      const configured = await server.request('POST', 'auth/k8s/dev/config', {
        kubernetes_host: cluster.url,
        token_reviewer_jwt: jwtOf('reviewer'),
        kubernetes_ca_cert: (await certificateFor('127.0.0.1')).cert,
      });
      assert.equal(configured.status, 204);
      await server.request('POST', 'auth/k8s/dev/role/kestra', {
        bound_service_account_names: ['lister'],
        bound_service_account_namespaces: ['default'],
        token_policies: ['names'],
      });
    });
    after(() => cluster.stop());

    const configured = (role = 'kestra') =>
      vault(server.url, { kind: 'kubernetes', path: writtenValue('/k8s/dev/'), role: writtenValue(role) });

    it('takes the token of the pod at a path of its own, once it was approved', async () => {
      const access = accessIn({ podToken: pod });
      assert.equal((await access.authorizeVault(configured(), never)).state, 'blocked');
      assert.equal(cluster.requests.length, 0);
      await access.approve(leave(server.url, 'machine'));
      const granted = await access.authorizeVault(configured(), never);
      assert.equal(granted.state, 'granted');
      assert.deepEqual(await listed(await storeOf(granted.login)), ['api']);
      assert.equal(cluster.requests.length, 1);
    });

    it('denies a role that there is not, and an account that the role is not for', async () => {
      const login = { kind: 'kubernetes', path: 'k8s/dev', role: 'kestra', jwt: pod } as const;
      for (const wrong of [
        { ...login, role: 'nobody' },
        { ...login, jwt: jwtOf('another') },
        { ...login, jwt: 'JWT-of-nobody' },
        { ...login, path: 'kubernetes' },
      ]) {
        const refused = await failure(listed(await storeOf(wrong)));
        assert.equal(refused.kind, 'denied', JSON.stringify(refused));
        assert.ok(!JSON.stringify(refused).includes(wrong.jwt));
      }
    });
  });
});

/** A token such as Kubernetes once gave a service account; who signed it matters to nobody here. */
function jwtOf(account: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const claims = {
    iss: 'kubernetes/serviceaccount',
    sub: `system:serviceaccount:default:${account}`,
    'kubernetes.io/serviceaccount/namespace': 'default',
    'kubernetes.io/serviceaccount/service-account.name': account,
    'kubernetes.io/serviceaccount/service-account.uid': `${account}-uid`,
  };
  const encoded = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${encoded}.${sign('sha256', Buffer.from(encoded), privateKey).toString('base64url')}`;
}
