import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fillExampleAws } from '../demo/example-aws.ts';
import { installMoto, policyOf, startMoto, type AwsKeys, type MotoServer } from '../servers/moto.ts';
import { skipWithout } from '../servers/needed.ts';

interface Aws {
  readonly server: MotoServer;
  /** Where the files are that stand for `~/.aws`: the profile `lister` may not read a value, `reader` may. */
  readonly env: Readonly<Record<string, string>>;
  /** The keys in them. */
  readonly credentials: readonly string[];
}

/** A profile that logs in by a session, which nobody has begun. */
const corp = `[profile corp]
sso_session = work
sso_account_id = 123456789012
sso_role_name = reader
`;

const names = ['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'];

/** An AWS with the example's secrets, and somebody who has profiles for it, for the tests of one `describe`. */
export function useAws(): () => Aws {
  let aws: Aws | undefined;
  const undo: (() => Promise<void>)[] = [];
  before(async function () {
    const server = await startMoto(skipWithout(this, await installMoto()));
    undo.push(() => server.stop());
    await fillExampleAws(server);
    const profiles = {
      lister: await server.createUser('lister', policyOf(...names)),
      reader: await server.createUser('reader', policyOf(...names, 'secretsmanager:GetSecretValue')),
    };
    await server.checkIdentities();
    await server.writeDown();
    const home = await mkdtemp(path.join(tmpdir(), 'aws-profiles-'));
    undo.push(() => rm(home, { recursive: true, force: true }));
    const [config, credentials] = [path.join(home, 'config'), path.join(home, 'credentials')];
    await writeFile(
      config,
      `[sso-session work]\nsso_start_url = ${server.url}/start\nsso_region = eu-west-1\n${corp}`,
    );
    await writeFile(credentials, Object.entries(profiles).map(profileText).join('\n'));
    aws = {
      server,
      env: { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials },
      credentials: Object.values(profiles).map(({ secretAccessKey }) => secretAccessKey),
    };
  });
  after(async () => {
    for (const step of undo.reverse()) await step();
  });
  return () => {
    assert.ok(aws, 'AWS runs');
    return aws;
  };
}

function profileText([name, { accessKeyId, secretAccessKey }]: readonly [string, AwsKeys]): string {
  return `[${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
}
