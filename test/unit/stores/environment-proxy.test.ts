import assert from 'node:assert/strict';
import { gaxios } from 'google-auth-library';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AwsIdentity } from '../../../src/access/aws/types.ts';
import type { GoogleIdentity } from '../../../src/access/google/types.ts';
import type { Store } from '../../../src/stores/contract.ts';
import { openAwsStore, someKeys } from '../../fakes/open-aws.ts';
import { openAzureStore, reader as azureReader, secretOf, tenant } from '../../fakes/open-azure.ts';
import { keyOf, openGoogleStore, project, reader } from '../../fakes/open-google.ts';
import { openVaultStore } from '../../fakes/open-vault.ts';
import { startAzure } from '../../servers/azure/azure.ts';
import { startGoogle } from '../../servers/google/google.ts';
import { behaviours, startHostile } from '../../servers/hostile.ts';
import { certificateFor, sendJson, startListening, type Request } from '../../servers/listening.ts';
import { startProxy } from '../../servers/proxy.ts';
import { listAll } from './asking.ts';

const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
const ofAws = [
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_LOGIN_CACHE_DIRECTORY',
  'HOME',
  'USERPROFILE',
];

/**
 * The user's settings, or `HTTPS_PROXY` on the command line, say which proxy is used: what a manager's client finds in
 * the environment by itself is another way to the network than the house's transport.
 */
describe('A proxy that the environment names to the managers’ own clients', () => {
  const before = { ...process.env };
  const undo: (() => unknown)[] = [];
  let connections: number;

  beforeEach(async () => {
    connections = 0;
    const canary = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    undo.push(() => new Promise((resolve) => canary.close(resolve)));
    const { port } = canary.address() as AddressInfo;
    for (const name of variables) process.env[name] = `http://127.0.0.1:${String(port)}`;
    Reflect.deleteProperty(process.env, 'NO_PROXY');
    Reflect.deleteProperty(process.env, 'no_proxy');
  });
  afterEach(async () => {
    for (const name of [...variables, ...ofAws, 'NO_PROXY', 'no_proxy']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
    for (const each of undo.splice(0).reverse()) await each();
  });

  /** Lists by way of the proxy of the user's settings, and asserts that the other one was not even connected to. */
  async function assertUnused(store: Store): Promise<void> {
    undo.push(() => store.close());
    assert.equal((await listAll(store)).length, 1);
    assert.equal(connections, 0);
  }
  async function proxyTo(url: string): Promise<string> {
    const proxy = await startProxy({ target: new URL(url) });
    undo.push(() => proxy.stop());
    return proxy.url;
  }

  it('is used by a client that is left to itself', async () => {
    const client = new gaxios.Gaxios();
    await assert.rejects(client.request({ url: 'https://oauth2.googleapis.com/token', retry: false }));
    assert.equal(connections, 1);
  });

  const person = {
    kind: 'user',
    email: 'ada@example.com',
    clientId: 'id.apps.googleusercontent.com',
    clientSecret: 'VALUE-MARKER-client',
    refreshToken: 'VALUE-MARKER-refresh',
    quotaProject: null,
  } as const;
  const impersonation = (by: GoogleIdentity & { readonly kind: 'user' | 'service-account' }) =>
    ({ kind: 'impersonation', email: reader.email, delegates: [], by }) as const;
  const googles: Readonly<Record<string, GoogleIdentity>> = {
    'a user': person,
    'a service account': keyOf(reader),
    'a user who acts as an account': impersonation(person),
    'an account that acts as itself': impersonation(keyOf(reader)),
  };
  for (const [who, identity] of Object.entries(googles)) {
    it(`is not used for Google, as ${who}`, async () => {
      const all = ['secrets.list', 'secrets.get'] as const;
      const google = await startGoogle({
        project,
        secrets: [{ id: 'one', versions: [{ value: 'VALUE-MARKER-google' }] }],
        accounts: [reader],
        users: [person],
        permissions: { [reader.email]: all, [person.email]: all },
        mayActAs: { [person.email]: [reader.email], [reader.email]: [reader.email] },
      });
      undo.push(google.stop);
      const network = { proxy: await proxyTo(google.url) };
      const endpoint = 'https://secretmanager.googleapis.com';
      await assertUnused(openGoogleStore(google, { endpoint, identity, network }));
    });
  }

  it('is not used for Azure, as an application or a pod', async () => {
    const azure = await startAzure({
      secrets: [{ name: 'one', versions: [{ value: 'VALUE-MARKER-azure' }] }],
      applications: [azureReader],
      permissions: { [azureReader.id]: ['list'] },
    });
    undo.push(azure.stop);
    const folder = await temporary();
    const tokenFile = path.join(folder, 'token');
    await writeFile(tokenFile, `assertion-for-${azureReader.id}\n`);
    const pod = {
      kind: 'workload-identity',
      tenantId: tenant,
      clientId: azureReader.id,
      tokenFile,
    } as const;
    for (const identity of [secretOf(azureReader), pod]) {
      await assertUnused(openAzureStore(azure, { login: { identities: [identity] } }));
    }
  });

  it('is not used for Vault', async () => {
    const token = { auth: { client_token: 'given', lease_duration: 60 } };
    const secrets = { data: { keys: ['one'], subkeys: {}, metadata: {} } };
    const server = await startHostile((response, request) =>
      behaviours.answer(200, request.method === 'POST' ? token : secrets)(response, request),
    );
    undo.push(() => server.stop());
    const login = { kind: 'app-role', path: 'approle', roleId: 'role', secretId: 'VALUE-MARKER' } as const;
    await assertUnused(await openVaultStore({ endpoint: server.url, login }));
  });

  const keys = 'aws_access_key_id = AKIAKEY\naws_secret_access_key = VALUE-MARKER\n';
  const arn = 'arn:aws:iam::123456789012:role/lister';
  const profiles: Readonly<Record<string, string>> = {
    'a profile with keys': `[profile it]\n${keys}`,
    'a profile with a role': `[profile it]\nrole_arn = ${arn}\nsource_profile = base\n[profile base]\n${keys}`,
    'a profile with the token of a workload': `[profile it]\nrole_arn = ${arn}\nweb_identity_token_file = TOKEN-FILE\n`,
    'a role on top of that token': `[profile it]\nrole_arn = ${arn}\nsource_profile = base\n[profile base]\nrole_arn = ${arn}\nweb_identity_token_file = TOKEN-FILE\n`,
    'a profile with a single sign-on':
      '[profile it]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = lister\n' +
      '[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example/start\n',
    'a profile with a login of the console': '[profile it]\nlogin_session = somebody\n',
  };
  for (const [who, config] of Object.entries(profiles)) {
    it(`is not used for AWS, as ${who}`, async () => {
      const home = await awsHome(config);
      const { certificate, url } = await startAws();
      const network = { proxy: await proxyTo(url), extraCertificates: [certificate] };
      Object.assign(process.env, home);
      const identity: AwsIdentity = { kind: 'profile', profile: 'it' };
      await assertUnused(openAwsStore({ endpoint: hosts.secrets, identity, network }));
    });
  }

  it('is not used for AWS, as a role', async () => {
    const { certificate, url } = await startAws();
    const network = { proxy: await proxyTo(url), extraCertificates: [certificate] };
    const role = { arn, externalId: null, sessionName: 'tests', duration: 900, endpoint: hosts.sts };
    await assertUnused(openAwsStore({ endpoint: hosts.secrets, identity: someKeys, role, network }));
  });

  async function temporary(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'environment-proxy-'));
    undo.push(() => rm(folder, { recursive: true }));
    return folder;
  }

  /** A home with what AWS's command line keeps there, and the variables that lead to it. */
  async function awsHome(config: string): Promise<Record<string, string>> {
    const home = await temporary();
    const configFile = path.join(home, 'config');
    const tokenFile = path.join(home, 'token');
    await writeFile(configFile, config.replaceAll('TOKEN-FILE', tokenFile));
    await writeFile(tokenFile, 'VALUE-MARKER-workload');
    await mkdir(path.join(home, '.aws', 'sso', 'cache'), { recursive: true });
    await writeFile(
      path.join(home, '.aws', 'sso', 'cache', `${hashOf('sha1', 'corp')}.json`),
      JSON.stringify({ accessToken: 'VALUE-MARKER-sso', expiresAt: inAnHour() }),
    );
    const dpopKey = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
    }).privateKey;
    const accessToken = {
      accessKeyId: 'ASIAOLD',
      secretAccessKey: 'VALUE-MARKER',
      sessionToken: 'VALUE-MARKER',
      accountId: '1',
      expiresAt: new Date(0).toISOString(),
    };
    await writeFile(
      path.join(home, `${hashOf('sha256', 'somebody')}.json`),
      JSON.stringify({
        accessToken,
        clientId: 'cli',
        refreshToken: 'VALUE-MARKER',
        dpopKey,
        signInRegion: 'eu-west-1',
      }),
    );
    return {
      HOME: home,
      USERPROFILE: home,
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'none'),
      AWS_LOGIN_CACHE_DIRECTORY: home,
    };
  }

  async function startAws() {
    const certificate = await (shared ??= certificateFor(
      Object.values(hosts).map((each) => new URL(each).hostname),
    ));
    const server = await startListening(answerAsAws, certificate);
    undo.push(server.stop);
    return { url: server.url, certificate: certificate.cert };
  }
});

const hosts = {
  secrets: 'https://secretsmanager.eu-west-1.amazonaws.com',
  sts: 'https://sts.eu-west-1.amazonaws.com',
  signOn: 'https://portal.sso.eu-west-1.amazonaws.com',
  signIn: 'https://eu-west-1.signin.aws.amazon.com',
};
let shared: ReturnType<typeof certificateFor> | undefined;

/** Secrets Manager, and each service that gives out credentials for it, by the host that is asked. */
function answerAsAws({ url, body }: Request, response: ServerResponse): void {
  const { origin } = url;
  if (origin === hosts.sts) {
    const action = new URLSearchParams(body).get('Action') ?? '';
    response.end(`<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>
<AccessKeyId>ASIAOFTHEROLE</AccessKeyId><SecretAccessKey>VALUE-MARKER</SecretAccessKey>
<SessionToken>VALUE-MARKER</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></${action}Result></${action}Response>`);
  } else if (origin === hosts.signOn) {
    const expiration = Date.now() + 3_600_000;
    const roleCredentials = {
      accessKeyId: 'ASIA',
      secretAccessKey: 'VALUE-MARKER',
      sessionToken: 'S',
      expiration,
    };
    sendJson(response, 200, { roleCredentials });
  } else if (origin === hosts.signIn) {
    const accessToken = { accessKeyId: 'ASIA', secretAccessKey: 'VALUE-MARKER', sessionToken: 'S' };
    sendJson(response, 200, {
      accessToken,
      tokenType: 'urn:x',
      expiresIn: 900,
      refreshToken: 'VALUE-MARKER',
    });
  } else {
    sendJson(response, 200, { SecretList: [{ Name: 'one' }] });
  }
}

function hashOf(algorithm: 'sha1' | 'sha256', text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString();
}
