import assert from 'node:assert/strict';
import { failureMessage } from '../../../src/language/messages/index.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import os, { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { isFailureError, type Failure } from '../../../src/ports/failure.ts';
import { awsProfiles } from '../../fakes/bundled-stores.ts';
import { never } from '../../fakes/never.ts';
import { openAwsStore } from '../../fakes/open-aws.ts';
import { listSecrets, startAwsStub } from '../../servers/aws-stub.ts';
import type { Hostile } from '../../servers/hostile.ts';

describe('the profiles of ~/.aws', () => {
  const before = { ...process.env };
  let home: string;
  let server: Hostile;

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'aws-home-'));
    await mkdir(path.join(home, '.aws'));
    process.env.HOME = home;
    process.env.AWS_CONFIG_FILE = path.join(home, '.aws', 'config');
    process.env.AWS_SHARED_CREDENTIALS_FILE = path.join(home, '.aws', 'credentials');
    server = await startAwsStub((question) => listSecrets(['one'], question));
  });
  afterEach(async () => {
    for (const name of ['HOME', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
    await server.stop();
    await rm(home, { recursive: true });
  });

  const write = (file: 'config' | 'credentials', text: string) =>
    writeFile(path.join(home, '.aws', file), text);

  /** Lists as a profile with a store of its own, as a refresh does. */
  async function listAs(profile: string): Promise<void> {
    const store = openAwsStore({ endpoint: server.url, identity: { kind: 'profile', profile } });
    try {
      for await (const page of store.list({ withTags: true }, never)) assert.equal(page.secrets.length, 1);
    } finally {
      store.close();
    }
  }

  async function failureAs(profile: string): Promise<Failure> {
    try {
      await listAs(profile);
    } catch (error) {
      assert.ok(isFailureError(error), inspect(error));
      return error.failure;
    }
    return assert.fail('it did not fail');
  }

  it('are told by their names, with whether a metadata service or a session gives their credentials', async () => {
    await write(
      'config',
      `[default]
region = eu-west-1
[profile on-server]
role_arn = arn:aws:iam::1:role/x
credential_source = Ec2InstanceMetadata
[profile behind-it]
role_arn = arn:aws:iam::1:role/y
source_profile = on-server
[profile round]
role_arn = arn:aws:iam::1:role/z
source_profile = round
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = eu-west-1
[profile through-session]
sso_session = corp
sso_account_id = 1
sso_role_name = reader
[profile on-top]
role_arn = arn:aws:iam::1:role/w
source_profile = through-session
`,
    );
    await write('credentials', '[work]\naws_access_key_id = A\naws_secret_access_key = VALUE-MARKER\n');
    const found = await awsProfiles();
    assert.deepEqual(
      [...found].sort((one, other) => (one.name < other.name ? -1 : 1)),
      [
        { name: 'behind-it', serverOnly: true, sso: false },
        { name: 'default', serverOnly: false, sso: false },
        { name: 'on-server', serverOnly: true, sso: false },
        { name: 'on-top', serverOnly: false, sso: true },
        { name: 'round', serverOnly: false, sso: false },
        { name: 'through-session', serverOnly: false, sso: true },
        { name: 'work', serverOnly: false, sso: false },
      ],
    );
  });

  it('lie below the same home as all other files of the user, and not where HOME leads on Windows', async () => {
    await writeFile(path.join(home, '.aws', 'config'), '[profile right]\nregion = eu-west-1\n');
    await mkdir(path.join(home, 'other', '.aws'), { recursive: true });
    await writeFile(path.join(home, 'other', '.aws', 'config'), '[profile wrong]\nregion = eu-west-1\n');
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
      Reflect.deleteProperty(process.env, name);
    }
    const { homedir } = os;
    os.homedir = () => home;
    syncBuiltinESMExports();
    try {
      process.env.HOME = path.join(home, 'other');
      assert.deepEqual(
        (await awsProfiles()).map(({ name }) => name),
        ['right'],
      );
      process.env.AWS_CONFIG_FILE = path.join(home, 'other', '.aws', 'config');
      assert.deepEqual(
        (await awsProfiles()).map(({ name }) => name),
        ['wrong'],
      );
    } finally {
      os.homedir = homedir;
      syncBuiltinESMExports();
    }
  });

  it('count as they are now: a session renewed outside is picked up by the next list', async () => {
    const session = (key: string) =>
      `[work]\naws_access_key_id = ${key}\naws_secret_access_key = VALUE-MARKER\naws_session_token = ${key}-token\n`;
    await write('credentials', session('ASIAFIRST'));
    await listAs('work');
    await write('credentials', session('ASIASECOND'));
    await listAs('work');
    const keys = server.requests.map(
      ({ headers }) => /Credential=(\w+)/.exec(String(headers.authorization))?.[1],
    );
    assert.deepEqual(keys, ['ASIAFIRST', 'ASIASECOND']);
  });

  it('whose session is over send nothing, and say how to renew it', async () => {
    await write(
      'config',
      `[profile office]
sso_session = office
sso_account_id = 123456789012
sso_role_name = lister
[sso-session office]
sso_region = eu-west-1
sso_start_url = https://office.awsapps.example/start
`,
    );
    const failure = await failureAs('office');
    assert.equal(failure.kind, 'signed-out');
    assert.match(failureMessage(failure), /aws sso login --profile office/);
    assert.equal(server.requests.length, 0);
  });

  it('are told of without what their program wrote, or what came instead of an answer', async () => {
    const script = path.join(home, 'program.cjs');
    const program = `${JSON.stringify(process.execPath)} ${JSON.stringify(script)}`;
    await write('config', `[profile run]\ncredential_process = ${program}\n`);
    for (const text of [
      "console.error('VALUE-MARKER'); process.exit(1)",
      "console.log('VALUE-MARKER')",
      `console.log('{"Version": "VALUE-MARKER"}')`,
    ]) {
      await writeFile(script, text);
      const failure = await failureAs('run');
      assert.equal(failure.kind, 'signed-out');
      assert.ok(!inspect(failure, { depth: 9 }).includes('VALUE-MARKER'), inspect(failure));
    }
  });

  it('that give no credential say so', async () => {
    await write('config', '[profile bare]\nregion = eu-west-1\n');
    const failure = await failureAs('bare');
    assert.equal(failure.kind, 'signed-out');
    assert.match(failureMessage(failure), /the profile bare gave no credential/);
  });
});
