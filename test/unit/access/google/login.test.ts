import assert from 'node:assert/strict';
import { locationWords } from '../../../../src/language/messages/locations.ts';
import { failureMessage } from '../../../../src/language/messages/index.ts';
import type { GoogleBackend } from '../../../../src/configuration/types.ts';
import { googleBackend } from '../../../fakes/cloud-backend.ts';
import { never } from '../../../fakes/never.ts';
import { accessIn, leave, template, variable, writtenValue, type World } from '../world.ts';

const own = 'https://secretmanager.googleapis.com';
const elsewhere = 'https://secrets.example.com';
const usual = '~/gcloud.json';

const key = (name: string, changes: object = {}) =>
  JSON.stringify({
    type: 'service_account',
    project_id: `project-of-${name}`,
    private_key_id: 'id',
    private_key: '-----BEGIN PRIVATE KEY-----\nVALUE-MARKER-key\n-----END PRIVATE KEY-----\n',
    client_email: `${name}@shop.iam.gserviceaccount.com`,
    token_uri: 'https://oauth2.googleapis.com/token',
    universe_domain: 'googleapis.com',
    ...changes,
  });
const user = {
  type: 'authorized_user',
  client_id: 'id.apps.googleusercontent.com',
  client_secret: 'VALUE-MARKER-client',
  refresh_token: 'VALUE-MARKER-refresh',
};
const impersonationFile = (changes: object = {}) =>
  JSON.stringify({
    type: 'impersonated_service_account',
    service_account_impersonation_url:
      'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/app@shop.iam.gserviceaccount.com:generateAccessToken',
    delegates: ['between@shop.iam.gserviceaccount.com'],
    source_credentials: user,
    ...changes,
  });
const external = {
  type: 'external_account',
  audience: '//iam.googleapis.com/x',
  token_url: 'https://evil.example/token',
  credential_source: { executable: { command: '/bin/evil' } },
};

/** On the command line, where the run itself lets the user's own login go to any project. */
async function ask(world: World, changes: Partial<GoogleBackend> = {}) {
  const allowedForRun = { endpoints: [], variables: [], ...world.allowedForRun, ownLogins: true };
  const access = accessIn({ ...world, allowedForRun });
  return access.authorizeGoogle(googleBackend(changes), never);
}

/** Who, by what, for which project; or the failure's kind and words. */
async function outcome(world: World, changes: Partial<GoogleBackend> = {}): Promise<string> {
  const answer = await ask(world, changes);
  if (answer.state === 'blocked') {
    assert.match(
      failureMessage(answer.failure),
      /^Google Secret Manager.*\.$|Approve this (?:address )?first\.$/,
    );
    assert.ok(!JSON.stringify(answer).includes('VALUE-MARKER'));
    return `${answer.failure.kind}: ${failureMessage(answer.failure)}`;
  }
  const { identity, project } = answer.login;
  const who = 'email' in identity ? identity.email.replace(/@.*/, '') : identity.clientId;
  return `${identity.kind} ${who} by ${answer.source.kind} for ${project} at ${answer.endpoint}`;
}

const configured = { serviceAccount: writtenValue(key('configured')) };
const machine: World = {
  environment: { GOOGLE_APPLICATION_CREDENTIALS: '/keys/app.json' },
  googleFiles: { '/keys/app.json': key('environment'), [usual]: JSON.stringify(user) },
};
const home: World = { googleFiles: { [usual]: JSON.stringify(user) } };

describe('access: Google Secret Manager', () => {
  it('takes the service account of the configuration before those of the machine', async () => {
    assert.equal(
      await outcome(machine, configured),
      `service-account configured by configuration for shop-project at ${own}`,
    );
  });

  it('takes the file of the environment before that of Google’s command line', async () => {
    assert.equal(
      await outcome(machine),
      `service-account environment by environment for shop-project at ${own}`,
    );
    assert.equal(await outcome(home), `user ${user.client_id} by home-file for shop-project at ${own}`);
    const other = { googleFiles: { [usual]: impersonationFile() } };
    assert.equal(await outcome(other), `impersonation app by home-file for shop-project at ${own}`);
  });

  it('lets the user’s own login go to a project that a folder names once they said yes to that project', async () => {
    const impersonating = { googleFiles: { [usual]: impersonationFile() } };
    for (const [world, credential, names, what] of [
      [machine, 'environment', ['GOOGLE_APPLICATION_CREDENTIALS'], /^Service account environment@/],
      [home, 'home-file', [], /^Google login of ~\/gcloud\.json/],
      [impersonating, 'home-file', [], /^Service account app@/],
    ] as const) {
      const access = accessIn(world);
      const askFor = (project: string) =>
        access.authorizeGoogle(googleBackend({ project: writtenValue(project) }), never);
      const asked = await askFor('shop-project');
      assert.ok(asked.state === 'blocked', credential);
      assert.match(failureMessage(asked.failure), what);
      assert.match(failureMessage(asked.failure), / for shop-project\. Approve this first\.$/);
      const [step] = asked.failure.nextSteps;
      const approval = leave(own, credential, names, {
        manager: 'google-secret-manager',
        place: 'shop-project',
      });
      assert.deepEqual(step?.kind === 'approve' && step.approval, approval);
      await access.approve(approval);
      assert.equal((await askFor('shop-project')).state, 'granted');
      assert.equal((await askFor('evil-project')).state, 'blocked');
    }
    // What stands in the folder beside the project asks nothing.
    const inside = await accessIn({}).authorizeGoogle(googleBackend(configured), never);
    assert.equal(inside.state, 'granted');
  });

  it('says how to sign in where nothing is found, and asks no metadata server', async () => {
    assert.match(await outcome({}), /^signed-out: .*gcloud auth application-default login/);
  });

  it('does not go on to whoever is signed in where the file of the environment is none', async () => {
    for (const text of [
      undefined,
      '',
      '{',
      '[]',
      '{"type":"service_account"}',
      JSON.stringify({ ...user, client_id: '' }),
    ]) {
      const googleFiles = {
        [usual]: JSON.stringify(user),
        ...(text === undefined ? {} : { '/keys/app.json': text }),
      };
      assert.match(
        await outcome({ ...machine, googleFiles }),
        /^misconfigured: .*the file that GOOGLE_APPLICATION_CREDENTIALS names is not there, .*unset it/,
      );
    }
  });

  const foreign: readonly (readonly [string, string])[] = [
    ['tokens from elsewhere', key('evil', { token_uri: 'https://evil.example/token' })],
    ['another cloud', key('evil', { universe_domain: 'evil.example' })],
    ['programs to run', JSON.stringify(external)],
    ['a user', JSON.stringify(user)],
    ['no account', key('evil', { client_email: 'a b' })],
    ['an impersonation', impersonationFile()],
    ['nothing', '{}'],
    ['something damaged', '{"type": "service_acc'],
  ];
  for (const [what, text] of foreign) {
    it(`refuses a service account of the configuration that holds ${what}`, async () => {
      assert.match(
        await outcome(home, { serviceAccount: writtenValue(text) }),
        /^misconfigured: .*service-account/,
      );
    });
  }

  it('refuses a file that names addresses or programs, and one that impersonates elsewhere', async () => {
    const addresses = [
      'https://evil.example/v1/projects/-/serviceAccounts/app@shop.iam.gserviceaccount.com:generateAccessToken',
      'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/../x:generateAccessToken',
    ];
    for (const text of [
      JSON.stringify(external),
      ...addresses.map((address) => impersonationFile({ service_account_impersonation_url: address })),
      impersonationFile({ source_credentials: external }),
    ]) {
      assert.match(await outcome({ googleFiles: { [usual]: text } }), /^misconfigured/);
    }
  });

  it('takes a service account of the configuration where it says, and one of the machine after leave alone', async () => {
    const addressesForRun = { 'google-secret-manager': elsewhere };
    assert.match(await outcome({ addressesForRun }, configured), /^service-account configured/);
    assert.match(
      await outcome({ ...machine, addressesForRun }),
      /^not-approved: .*GOOGLE_APPLICATION_CREDENTIALS/,
    );
    const allowedForRun = { endpoints: [elsewhere], variables: [] };
    assert.match(
      await outcome({ ...machine, addressesForRun, allowedForRun }),
      /^service-account environment/,
    );
    const file = { googleFiles: { [usual]: key('home') }, addressesForRun };
    assert.match(await outcome(file), /^not-approved: .*gcloud\.json/);
    assert.match(await outcome({ ...file, allowedForRun }), /^service-account home/);
  });

  it('takes a user’s token to Google’s own address alone, whatever is approved', async () => {
    const allowedForRun = { endpoints: [elsewhere, `${own}:444`], variables: [] };
    for (const address of [
      elsewhere,
      `${own}:444`,
      'http://secretmanager.googleapis.com',
      `${own}.evil.example`,
    ]) {
      const addressesForRun = { 'google-secret-manager': address };
      const told = await outcome({ ...home, addressesForRun, allowedForRun });
      assert.match(told, /^signed-out: .*Google’s own address alone, and not to http/, address);
    }
    const addressesForRun = {
      'google-secret-manager': 'https://secretmanager.europe-west1.rep.googleapis.com',
    };
    assert.match(await outcome({ ...home, addressesForRun }), /^user/);
  });

  it('fills a service account from the environment only after leave for that variable', async () => {
    const changes = { serviceAccount: variable('KEY_OF_APP') };
    const environment = { KEY_OF_APP: key('filled') };
    assert.match(await outcome({ environment }, changes), /^not-approved: .*KEY_OF_APP/);
    const allowedForRun = { endpoints: [own], variables: ['KEY_OF_APP'] };
    assert.match(
      await outcome({ environment, allowedForRun }, changes),
      /^service-account filled by environment/,
    );
  });

  it('takes the project of the service account where the configuration names none', async () => {
    const changes = { ...configured, project: null };
    assert.match(await outcome({}, changes), /for project-of-configured /);
    assert.match(await outcome(home, { project: null }), /^misconfigured: .*names no project/);
    for (const serviceAccount of [null, variable('NOT_SET')]) {
      const changed = { project: null, serviceAccount };
      assert.match(await outcome(machine, changed), /^misconfigured: .*names no project/);
    }
    for (const project_id of [undefined, '', 'a/secrets/b', '..']) {
      const without = { project: null, serviceAccount: writtenValue(key('x', { project_id })) };
      assert.match(await outcome({}, without), /^misconfigured: .*names no project/);
    }
  });

  it('says where that is, without a look into the key', () => {
    const at = (changes: Partial<GoogleBackend>) =>
      locationWords(accessIn({}).locationOf(googleBackend(changes)));
    assert.equal(at(configured), 'shop-project');
    assert.equal(at({ ...configured, project: null }), 'the project of its service-account');
    assert.equal(at({ project: null }), 'no project');
  });

  it('never fills the project from the environment, nor takes a path for one', async () => {
    const environment = { NAME: 'VALUE-MARKER' };
    const allowedForRun = { endpoints: [own], variables: ['NAME'] };
    const world = { environment, allowedForRun };
    for (const project of [
      variable('NAME'),
      template('a-', { variable: 'NAME' }),
      ...['a/b', '..', '', 'A', 'a?b', 'a%2Fb', '-a'].map(writtenValue),
    ]) {
      assert.match(await outcome(world, { ...configured, project }), /^misconfigured: .*project/);
    }
    for (const project of ['123456789012', 'example.com:older', 'shop-2']) {
      assert.match(
        await outcome(world, { ...configured, project: writtenValue(project) }),
        new RegExp(` ${project} `),
      );
    }
  });

  it('is asked where the user’s own environment says, as Google’s command line has it', async () => {
    const environment = {
      ...machine.environment,
      CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: `${elsewhere}/`,
    };
    assert.match(
      await outcome({ ...machine, environment }),
      new RegExp(`^service-account .* at ${elsewhere}$`),
    );
    const person = { environment: { ...environment, GOOGLE_APPLICATION_CREDENTIALS: '' } };
    assert.match(await outcome({ ...home, ...person }), /^signed-out/);
    const nonsense = { ...environment, CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: 'nonsense' };
    assert.match(await outcome({ ...machine, environment: nonsense }), /^misconfigured: .*not a URL/);
  });

  it('is asked nothing in a folder that is not trusted', async () => {
    assert.match(await outcome({ ...machine, trusted: false }, configured), /^not-trusted/);
  });
});
