import assert from 'node:assert/strict';
import { failureMessage } from '../../../../src/language/messages/index.ts';
import type { AwsBackend } from '../../../../src/configuration/types.ts';
import type { AwsAccess } from '../../../../src/access/types.ts';
import { awsBackend } from '../../../fakes/aws-backend.ts';
import { never } from '../../../fakes/never.ts';
import { accessIn, leave, storages, template, variable, writtenValue, type World } from '../world.ts';

const region = writtenValue('eu-west-1');
const here = writtenValue('http://127.0.0.1:4566');
const insideKeys = {
  accessKeyId: writtenValue('AKIAINSIDE'),
  secretKeyId: writtenValue('VALUE-MARKER-inside'),
};
const environment = { AWS_ACCESS_KEY_ID: 'AKIAOUTSIDE', AWS_SECRET_ACCESS_KEY: 'VALUE-MARKER-outside' };
const profiles = ['default', 'work'].map((name) => ({ name, serverOnly: false, sso: false }));
const roleArn = 'arn:aws:iam::123456789012:role/lister';

function authorize(changes: Partial<AwsBackend>, world: World = {}): Promise<AwsAccess> {
  return accessIn(world).authorizeAws(awsBackend({ region, ...changes }), never);
}

/** Who, from where and to where, or the failure's kind with what would have to be approved. */
async function outcome(changes: Partial<AwsBackend>, world: World = {}): Promise<string> {
  const answer = await authorize(changes, world);
  if (answer.state === 'blocked') {
    assert.doesNotMatch(JSON.stringify(answer), /VALUE-MARKER/);
    const wanted = answer.failure.nextSteps.flatMap((step) =>
      step.kind === 'approve' ? [`${step.approval.endpoint} ${step.approval.names.join('+')}`.trim()] : [],
    );
    return [answer.failure.kind, ...wanted].join(' ');
  }
  const { identity, role } = answer.login;
  const who = identity.kind === 'keys' ? identity.accessKeyId : `profile ${identity.profile}`;
  return `${who} by ${answer.source.kind} to ${answer.endpoint}${role === null ? '' : ` and ${role.endpoint}`}`;
}

describe('who may be at AWS', () => {
  it('is whoever the configuration says, at its own address or at AWS', async () => {
    const aws = 'https://secretsmanager.eu-west-1.amazonaws.com';
    assert.equal(await outcome(insideKeys), `AKIAINSIDE by configuration to ${aws}`);
    assert.equal(
      await outcome({ ...insideKeys, endpointOverride: here }, { environment }),
      'AKIAINSIDE by configuration to http://127.0.0.1:4566',
    );
  });

  it('is nobody where an address is there that is none: AWS itself was not meant', async () => {
    const aws = 'https://secretsmanager.eu-west-1.amazonaws.com';
    const world = { environment, awsProfiles: profiles };
    const role = { stsRoleArn: writtenValue(roleArn) };
    for (const address of ['localhost:4566', 'http:localhost', '${OPEN', 'x']) {
      for (const changes of [insideKeys, {}, role]) {
        const there = { ...changes, endpointOverride: writtenValue(address) };
        assert.equal(await outcome(there, world), 'misconfigured', address);
        const sts = { ...changes, ...role, stsEndpointOverride: writtenValue(address) };
        assert.equal(await outcome(sts, world), 'misconfigured', address);
      }
    }
    assert.equal(await outcome(insideKeys, world), `AKIAINSIDE by configuration to ${aws}`);
  });

  it('is nobody without leave where the address is there and empty', async () => {
    const aws = 'https://secretsmanager.eu-west-1.amazonaws.com';
    const sts = 'https://sts.eu-west-1.amazonaws.com';
    for (const empty of [writtenValue(''), writtenValue(' '), variable('NOT_SET', '')]) {
      for (const changes of [insideKeys, {}]) {
        const emptied = { ...changes, endpointOverride: empty };
        const world = { environment, awsProfiles: profiles, storages: storages() };
        assert.equal(await outcome(emptied, world), `not-approved ${aws} endpoint-override`);
        const profileOnly = { ...world, environment: {} };
        assert.equal(await outcome(emptied, profileOnly), `not-approved ${aws} endpoint-override`);
        const answer = await authorize(emptied, world);
        assert.ok(answer.state === 'blocked');
        assert.match(failureMessage(answer.failure), /endpoint-override is empty/);
        for (const step of answer.failure.nextSteps) {
          if (step.kind === 'approve') await accessIn(world).approve(step.approval);
        }
        assert.match(await outcome(emptied, world), /to https:\/\/secretsmanager/);

        const role = { ...changes, stsRoleArn: writtenValue(roleArn), stsEndpointOverride: empty };
        assert.equal(
          await outcome(role, { ...world, storages: storages() }),
          `not-approved ${sts} sts-endpoint-override`,
        );
      }
    }
  });

  it('takes a session token with its keys', async () => {
    const answer = await authorize({ ...insideKeys, sessionToken: writtenValue('VALUE-MARKER-session') });
    assert.ok(answer.state === 'granted' && answer.login.identity.kind === 'keys');
    assert.equal(answer.login.identity.sessionToken, 'VALUE-MARKER-session');
  });

  it('is, without keys, the environment, and then a profile, at AWS’s own hosts', async () => {
    const aws = 'https://secretsmanager.eu-west-1.amazonaws.com';
    const world = { awsProfiles: profiles };
    assert.equal(await outcome({}, { environment, ...world }), `AKIAOUTSIDE by environment to ${aws}`);
    assert.equal(await outcome({}, world), `profile default by home-file to ${aws}`);
    assert.equal(
      await outcome({}, { ...world, environment: { AWS_PROFILE: 'work' } }),
      `profile work by home-file to ${aws}`,
    );
  });

  it('is the profile that the user chose, before the environment', async () => {
    const world = { environment, awsProfiles: profiles, awsProfile: 'work' };
    assert.match(await outcome({}, world), /^profile work by home-file/);
    assert.match(await outcome(insideKeys, world), /^AKIAINSIDE/);
  });

  it('is nobody where there is nothing, and says that the server’s identity is not usable here', async () => {
    const answer = await authorize({});
    assert.ok(answer.state === 'blocked');
    assert.equal(answer.failure.kind, 'signed-out');
    assert.match(failureMessage(answer.failure), /IRSA, pod identity, instance metadata/);
  });

  it('is no profile that is not there, or that asks a metadata service', async () => {
    assert.equal(await outcome({}, { awsProfile: 'gone', awsProfiles: profiles }), 'signed-out');
    const serverOnly = [{ name: 'default', serverOnly: true, sso: false }];
    const answer = await authorize({}, { awsProfiles: serverOnly });
    assert.ok(answer.state === 'blocked');
    assert.match(failureMessage(answer.failure), /metadata service/);
  });

  for (const [name, override] of [
    ['another host', 'https://secrets.evil.example'],
    ['a bucket', 'https://secretsmanager.eu-west-1.s3.amazonaws.com'],
    ['a server of a customer’s', 'https://secretsmanager.execute-api.eu-west-1.amazonaws.com'],
    ['a host that begins like AWS’s', 'https://secretsmanager.eu-west-1.amazonaws.com.evil.example'],
    ['AWS without TLS', 'http://secretsmanager.eu-west-1.amazonaws.com'],
    ['another port', 'https://secretsmanager.eu-west-1.amazonaws.com:8443'],
  ] as const) {
    it(`does not let an outside credential go to ${name} without leave`, async () => {
      const endpointOverride = writtenValue(override);
      const origin = new URL(override).origin;
      assert.equal(
        await outcome({ endpointOverride }, { environment }),
        `not-approved ${origin} AWS_ACCESS_KEY_ID+AWS_SECRET_ACCESS_KEY ${origin}`.replace(/ [^ ]+$/, ''),
      );
      assert.equal(await outcome({ endpointOverride }, { awsProfiles: profiles }), `not-approved ${origin}`);
      const allowedForRun = { endpoints: [origin], variables: [] };
      assert.match(await outcome({ endpointOverride }, { environment, allowedForRun }), /^AKIAOUTSIDE/);
      assert.match(
        await outcome({ endpointOverride }, { awsProfiles: profiles, allowedForRun }),
        /^profile default/,
      );
    });
  }

  it('lets the environment’s keys go where the same environment says', async () => {
    const named = { ...environment, AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:4566/' };
    assert.match(await outcome({ endpointOverride: here }, { environment: named }), /^AKIAOUTSIDE/);
  });

  it('fills keys from the environment only with leave', async () => {
    const keys = {
      accessKeyId: variable('MY_KEY'),
      secretKeyId: variable('GITHUB_TOKEN'),
      endpointOverride: here,
    };
    const mine = { MY_KEY: 'AKIAMINE', GITHUB_TOKEN: 'VALUE-MARKER-github' };
    const wanted = 'not-approved http://127.0.0.1:4566 MY_KEY+GITHUB_TOKEN';
    assert.equal(await outcome(keys, { environment: mine }), wanted);
    const allowedForRun = { endpoints: ['http://127.0.0.1:4566'], variables: ['MY_KEY', 'GITHUB_TOKEN'] };
    assert.match(await outcome(keys, { environment: mine, allowedForRun }), /^AKIAMINE by environment/);
  });

  it('takes a role at STS, where an outside credential needs leave, too', async () => {
    const stsRoleArn = writtenValue(roleArn);
    assert.match(
      await outcome({ ...insideKeys, stsRoleArn }),
      / and https:\/\/sts\.eu-west-1\.amazonaws\.com$/,
    );
    const stsEndpointOverride = writtenValue('https://sts.evil.example');
    assert.match(
      await outcome({ stsRoleArn, stsEndpointOverride }, { environment }),
      /^not-approved https:\/\/sts\.evil\.example/,
    );
    assert.match(
      await outcome({ ...insideKeys, stsRoleArn, stsEndpointOverride }),
      /and https:\/\/sts\.evil/,
    );
  });

  it('lets the user’s own login take a role that a folder names once they said yes to that role', async () => {
    const sts = 'https://sts.eu-west-1.amazonaws.com';
    for (const [world, credential, names] of [
      [{ environment }, 'environment', Object.keys(environment)],
      [{ awsProfiles: profiles }, 'home-file', []],
    ] as const) {
      const access = accessIn(world);
      const askAs = (arn: string | null) =>
        access.authorizeAws(
          awsBackend({ region, stsRoleArn: arn === null ? null : writtenValue(arn) }),
          never,
        );
      assert.equal((await askAs(null)).state, 'granted', 'without a role nothing is asked');
      const asked = await askAs(roleArn);
      assert.ok(asked.state === 'blocked');
      assert.match(
        failureMessage(asked.failure),
        new RegExp(` at ${sts} for ${roleArn}\\. Approve this first`),
      );
      const [step] = asked.failure.nextSteps;
      const approval = leave(sts, credential, names, { manager: 'aws-secret-manager', place: roleArn });
      assert.deepEqual(step?.kind === 'approve' && step.approval, approval);
      await access.approve(approval);
      assert.equal((await askAs(roleArn)).state, 'granted');
      assert.equal((await askAs(`${roleArn}-of-somebody`)).state, 'blocked');
    }
    const allowedForRun = { endpoints: [], variables: [], ownLogins: true };
    const run = { stsRoleArn: writtenValue(roleArn) };
    assert.match(await outcome(run, { environment, allowedForRun }), /^AKIAOUTSIDE/);
    const named = { ...environment, AWS_ENDPOINT_URL_STS: sts };
    assert.match(await outcome(run, { environment: named }), /^AKIAOUTSIDE/);
  });

  it('takes the role as it is configured, with Kestra’s duration where none is', async () => {
    const answer = await authorize({
      ...insideKeys,
      stsRoleArn: writtenValue(roleArn),
      stsRoleExternalId: writtenValue('our-id'),
      stsRoleSessionName: writtenValue('editor'),
      stsRoleSessionDuration: writtenValue(3_600_000),
    });
    assert.ok(answer.state === 'granted');
    assert.deepEqual(answer.login.role, {
      arn: roleArn,
      externalId: 'our-id',
      sessionName: 'editor',
      duration: 3600,
      endpoint: 'https://sts.eu-west-1.amazonaws.com',
    });
    const plain = await authorize({ ...insideKeys, stsRoleArn: writtenValue(roleArn) });
    assert.ok(plain.state === 'granted');
    assert.equal(plain.login.role?.duration, 900);
  });

  it('does not fill a role, a region or an address from the environment', async () => {
    const all = { ROLE: roleArn, REGION: 'eu-west-1', GITHUB_TOKEN: 'VALUE-MARKER-host' };
    for (const changes of [
      { stsRoleArn: variable('ROLE') },
      { region: variable('REGION') },
      { endpointOverride: template('https://', { variable: 'GITHUB_TOKEN' }, '.evil.example') },
    ]) {
      assert.equal(await outcome({ ...insideKeys, ...changes }, { environment: all }), 'misconfigured');
    }
  });

  for (const text of [
    'evil.example/',
    'eu-west-1.evil.example',
    'x@evil.example#',
    'eu west',
    '..',
    'EU-WEST-1',
  ]) {
    it(`takes ${JSON.stringify(text)} for no region`, async () => {
      assert.equal(await outcome({ ...insideKeys, region: writtenValue(text) }), 'misconfigured');
    });
  }

  it('takes the region of the environment where the configuration has none', async () => {
    const world = { environment: { AWS_REGION: 'cn-north-1' } };
    assert.match(
      await outcome({ ...insideKeys, region: null }, world),
      /to https:\/\/secretsmanager\.cn-north-1\.amazonaws\.com\.cn$/,
    );
    assert.equal(await outcome({ ...insideKeys, region: null }), 'misconfigured');
  });

  it('sends nothing before the folder is trusted', async () => {
    assert.equal(await outcome(insideKeys, { trusted: false }), 'not-trusted');
  });

  it('tells where it is asked, and never as whom', () => {
    const access = accessIn({ environment, addressesForRun: { 'aws-secret-manager': 'http://127.0.0.1:1' } });
    const backend = awsBackend({ region, endpointOverride: here, ...insideKeys });
    assert.deepEqual(access.locationOf(backend), ['http://127.0.0.1:1', 'eu-west-1']);
    assert.deepEqual(accessIn().locationOf(backend), ['http://127.0.0.1:4566', 'eu-west-1']);
    assert.deepEqual(accessIn().locationOf(awsBackend({ region })), ['eu-west-1']);
  });
});
