import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reader as azureReader } from '../../fakes/open-azure.ts';
import { keyOf, project, reader } from '../../fakes/open-google.ts';
import { bareEnvironment } from '../../processes/homes.ts';
import { listSecrets, startAwsStub } from '../../servers/aws-stub.ts';
import { startAzure } from '../../servers/azure/azure.ts';
import { startGoogle } from '../../servers/google/google.ts';
import { startProxy } from '../../servers/proxy.ts';
import { folderOf, kestraSecrets, type Run } from './command.ts';
import { readDocument } from './contract.ts';

const isWindows = process.platform === 'win32';
const names = ['az', 'gcloud', 'aws', 'get-keys'];

/** Whoever clones a folder, and has it checked, starts none of its programs. */
describe('command line: the programs of a folder', function () {
  this.timeout(60_000);
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const each of undo.splice(0).reverse()) await each();
  });

  async function temporary(files: Readonly<Record<string, string>> = {}): Promise<string> {
    const { root, remove } = await folderOf(files);
    undo.push(remove);
    return realpath(root);
  }

  /** A program that prints a text, and keeps the environment and the folder it was started in beside itself. */
  async function writeProgram(folder: string, name: string, output: string): Promise<void> {
    const file = path.join(folder, isWindows ? `${name}.cmd` : name);
    await writeFile(path.join(folder, `${name}.out`), output);
    await writeFile(
      file,
      isWindows
        ? `@set > "%~dp0${name}.env"\r\n@cd > "%~dp0${name}.cwd"\r\n@type "%~dp0${name}.out"\r\n`
        : `#!/bin/sh\nhere=$(dirname "$0")\nenv > "$here/${name}.env"\npwd > "$here/${name}.cwd"\ncat "$here/${name}.out"\n`,
    );
    await chmod(file, 0o755);
  }
  const keptBy = (folder: string, name: string, what: 'env' | 'cwd') =>
    readFile(path.join(folder, `${name}.${what}`), 'utf8').catch(() => null);

  /** A folder with programs of its own, one of a user's, and a PATH whose relative parts lead into the former. */
  async function start(block: Readonly<Record<string, unknown>>, type: string) {
    const folder = await temporary({
      'application.yml': JSON.stringify({ kestra: { secret: { type, [type]: block } } }),
    });
    for (const name of names) await writeProgram(folder, name, '{}');
    const tools = await temporary();
    const home = await temporary();
    const others = (process.env.PATH ?? '').split(path.delimiter);
    const env = {
      ...bareEnvironment(home),
      PATH: ['.', '', `.${path.sep}.`, tools, ...others].join(path.delimiter),
      VAULT_TOKEN: 'VALUE-MARKER',
    };
    const run = (more: Readonly<Record<string, string>>, args: readonly string[] = []) =>
      kestraSecrets(['list', '--json', '--folder', folder, ...args], {
        cwd: folder,
        env: { ...env, ...more },
      });
    return { folder, tools, home, env, run };
  }
  async function assertNoneStarted(folder: string): Promise<void> {
    for (const name of names) assert.equal(await keptBy(folder, name, 'cwd'), null, name);
  }
  function assertListed(run: Run): void {
    assert.equal(readDocument('list', run.out).backends[0]?.state, 'complete', run.out);
  }

  it('are found by a system’s own search', async () => {
    const { folder, env } = await start({}, 'vault');
    for (const name of names) {
      spawnSync(name, { cwd: folder, env, shell: isWindows });
      assert.ok((await keptBy(folder, name, 'env'))?.includes('VALUE-MARKER'), name);
    }
  });

  it('are not started for an account of Azure; the user’s is, at home, and is told little', async () => {
    const azure = await startAzure({
      secrets: [{ name: 'one', versions: [{ value: 'VALUE-MARKER' }] }],
      applications: [azureReader],
      permissions: { [azureReader.id]: ['list'] },
    });
    const proxy = await startProxy({ target: new URL(azure.vaultUrl) });
    undo.push(azure.stop, () => proxy.stop());
    const { folder, tools, home, run } = await start({ 'vault-name': 'shop' }, 'azure-key-vault');
    const certificates = path.join(await temporary({ 'ca.pem': azure.certificate }), 'ca.pem');
    const env = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificates, AZURE_CONFIG_DIR: home };
    const without = await run(env);
    assert.match(without.out, /signed-out/);
    await assertNoneStarted(folder);

    await writeProgram(tools, 'az', JSON.stringify({ accessToken: azure.grant(azureReader) }));
    assertListed(await run(env));
    await assertNoneStarted(folder);
    assert.equal((await keptBy(tools, 'az', 'cwd'))?.trim(), home);
    const told = (await keptBy(tools, 'az', 'env')) ?? '';
    assert.match(told, /^AZURE_CONFIG_DIR=/m);
    assert.match(told, /^HTTPS_PROXY=/m);
    assert.doesNotMatch(told, /VALUE-MARKER/);
  });

  it('are not started for a profile of AWS; the user’s is, at home', async () => {
    const server = await startAwsStub((question) => listSecrets(['one'], question));
    undo.push(() => server.stop());
    const block = { region: 'eu-west-1', 'endpoint-override': server.url };
    const { folder, tools, home, run } = await start(block, 'aws-secret-manager');
    const config = '[profile it]\nregion = eu-west-1\ncredential_process = get-keys --json\n';
    const file = path.join(await temporary({ config }), 'config');
    const allowed = ['--allow-endpoint', server.url];
    const env = { AWS_PROFILE: 'it', AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: `${file}.none` };
    assert.match((await run(env, allowed)).out, /gave no credential/);
    await assertNoneStarted(folder);

    const keys = { Version: 1, AccessKeyId: 'AKIATESTS', SecretAccessKey: 'VALUE-MARKER' };
    await writeProgram(tools, 'get-keys', JSON.stringify(keys));
    assertListed(await run(env, allowed));
    await assertNoneStarted(folder);
    assert.equal((await keptBy(tools, 'get-keys', 'cwd'))?.trim(), home);
  });

  it('are not started for Google, nor is any other', async () => {
    const google = await startGoogle({
      project,
      secrets: [{ id: 'one', versions: [{ value: 'VALUE-MARKER' }] }],
      accounts: [reader],
      permissions: { [reader.email]: ['secrets.list', 'secrets.get', 'versions.get'] },
      plain: true,
    });
    undo.push(google.stop);
    const { folder, tools, run } = await start({ project }, 'google-secret-manager');
    for (const name of names) await writeProgram(tools, name, '{}');
    const without = await run({});
    assert.match(without.out, /signed-out/);
    const { email, privateKey, keyId } = keyOf(reader);
    const key = {
      type: 'service_account',
      client_email: email,
      private_key: privateKey,
      private_key_id: keyId,
    };
    const file = path.join(await temporary({ 'key.json': JSON.stringify(key) }), 'key.json');
    assertListed(
      await run({
        GOOGLE_APPLICATION_CREDENTIALS: file,
        CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: google.url,
      }),
    );
    await assertNoneStarted(folder);
    await assertNoneStarted(tools);
  });
});
