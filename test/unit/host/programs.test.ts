import assert from 'node:assert/strict';
import { commandFor, environmentFor } from '../../../src/host/command.ts';
import { findProgram } from '../../../src/host/find-program.ts';
import { searchPath } from '../../../src/host/search-path.ts';
import { never } from '../../fakes/never.ts';

type Environment = Readonly<Record<string, string>>;

/** Finds `az` on a machine that has these files; what was looked for is in `asked`. */
async function find(
  platform: NodeJS.Platform,
  environment: Environment,
  files: readonly string[],
  asked: string[] = [],
): Promise<string | null> {
  const isProgram = (file: string) => {
    asked.push(file);
    return Promise.resolve(files.includes(file));
  };
  return findProgram('az', { platform, environment, isProgram }, never);
}

describe('a program', () => {
  const elsewhere: readonly (readonly [string, NodeJS.Platform, Environment, string, string | null])[] = [
    ['by PATH', 'linux', { PATH: '/usr/local/bin:/usr/bin' }, '/usr/bin/az', '/usr/bin/az'],
    ['by PATH', 'darwin', { PATH: '/opt/homebrew/bin' }, '/opt/homebrew/bin/az', '/opt/homebrew/bin/az'],
    ['without PATH', 'linux', {}, '/az', null],
    ['by a PATH of another case', 'linux', { Path: '/usr/bin' }, '/usr/bin/az', null],
    ['by a relative part', 'linux', { PATH: 'bin:.:./node_modules/.bin:~/bin' }, 'bin/az', null],
    ['by an empty part', 'linux', { PATH: ':/usr/bin:' }, 'az', null],
    ['by a part with a drive', 'linux', { PATH: 'C:\\tools' }, 'C:\\tools/az', null],
    ['by Path', 'win32', { Path: 'C:\\Tools' }, 'C:\\Tools\\az.cmd', 'C:\\Tools\\az.cmd'],
    ['by PATH', 'win32', { PATH: 'c:/tools/' }, 'c:\\tools\\az.exe', 'c:\\tools\\az.exe'],
    ['by a quoted part', 'win32', { Path: '"C:\\P F\\x"' }, 'C:\\P F\\x\\az.cmd', 'C:\\P F\\x\\az.cmd'],
    ['by a server', 'win32', { Path: '\\\\host\\t' }, '\\\\host\\t\\az.cmd', '\\\\host\\t\\az.cmd'],
    ['by a relative part', 'win32', { Path: '.;bin;..\\x;' }, 'az.cmd', null],
    ['by a part of the drive', 'win32', { Path: '\\tools' }, '\\tools\\az.cmd', null],
    ['by a folder of a drive', 'win32', { Path: 'C:tools' }, 'C:tools\\az.cmd', null],
    ['by another extension', 'win32', { Path: 'C:\\t', PATHEXT: '.JS;.PY' }, 'C:\\t\\az.js', null],
    ['without an extension', 'win32', { Path: 'C:\\t' }, 'C:\\t\\az', null],
  ];
  for (const [how, platform, environment, file, found] of elsewhere) {
    it(`is ${found === null ? 'not ' : ''}found ${how} on ${platform}`, async () => {
      const asked: string[] = [];
      assert.equal(await find(platform, environment, [file], asked), found);
      assert.ok(found !== null || !asked.includes(file));
    });
  }

  it('is the first one in the order of PATH, then of PATHEXT', async () => {
    const all = ['C:\\a\\az.cmd', 'C:\\a\\az.exe', 'C:\\b\\az.com'];
    assert.equal(await find('win32', { Path: 'C:\\b;C:\\a' }, all), 'C:\\b\\az.com');
    assert.equal(await find('win32', { Path: 'C:\\a;C:\\b' }, all), 'C:\\a\\az.exe');
    assert.equal(await find('win32', { Path: 'C:\\a', PATHEXT: '.CMD;.EXE;.JS' }, all), 'C:\\a\\az.cmd');
    assert.equal(await find('linux', { PATH: '/b:/a' }, ['/a/az', '/b/az']), '/b/az');
  });

  it('gets a PATH without the parts that are passed over', () => {
    assert.equal(searchPath({ platform: 'linux', environment: { PATH: '.:/a::/b:c' } }), '/a:/b');
    assert.equal(
      searchPath({ platform: 'win32', environment: { Path: '.;C:\\a;b;"D:\\x"' } }),
      'C:\\a;D:\\x',
    );
  });
});

describe('how a program is started', () => {
  const args = ['account', 'get-access-token', '--resource', 'https://vault.azure.net', '--tenant', 'a.b-c'];
  const windows = { platform: 'win32', environment: { SYSTEMROOT: 'C:\\Windows' } } as const;
  const line = `""C:\\P F\\az.cmd" ${args.join(' ')}"`;

  it('is by the file itself where it is no script of Windows', () => {
    for (const [platform, file] of [
      ['linux', '/usr/bin/az'],
      ['linux', '/odd/az.cmd'],
      ['win32', 'C:\\az.exe'],
    ] as const) {
      const command = commandFor(file, args, { platform, environment: {} });
      assert.deepEqual(command, { file, args, verbatim: false });
    }
  });

  it('is by the system’s own command processor where it is one', () => {
    assert.deepEqual(commandFor('C:\\P F\\az.cmd', args, windows), {
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/v:off', '/s', '/c', line],
      verbatim: true,
    });
  });

  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ['a variable in its path', 'C:\\%TEMP%\\az.cmd', args],
    ['a quote in its path', 'C:\\a"b\\az.cmd', args],
    ...['a b', 'a"b', 'a&calc', '%PATH%', 'a|b', 'a>b', 'a^b', '!x!', 'a\nb', ''].map(
      (argument) => ['an argument like that', 'C:\\az.cmd', [...args, argument]] as const,
    ),
  ];
  for (const [what, file, given] of refused) {
    it(`is not by it with ${what}: ${JSON.stringify(given.at(-1))}`, () => {
      assert.equal(commandFor(file, given, windows), null);
    });
  }

  it('is not by a command processor that is somewhere else', () => {
    for (const environment of [{}, { SystemRoot: '.' }, { SystemRoot: '\\Windows' }]) {
      assert.equal(commandFor('C:\\az.cmd', args, { platform: 'win32', environment }), null);
    }
  });
});

describe('the environment of a program', () => {
  const secrets = {
    VAULT_TOKEN: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    GITHUB_TOKEN: 'x',
    SECRET_DB: 'x',
    NODE_OPTIONS: '--require x',
    AZURE_CLIENT_SECRET: 'x',
    LD_PRELOAD: 'x',
    PYTHONPATH: 'x',
  };

  it('has where it is at home, its own variables, and how the network is', () => {
    const kept = {
      HOME: '/home/me',
      LANG: 'C.UTF-8',
      AZURE_CONFIG_DIR: '/home/me/.azure',
      HTTPS_PROXY: 'http://proxy:1',
      no_proxy: 'localhost',
      REQUESTS_CA_BUNDLE: '/etc/ca.pem',
    };
    const environment = { ...secrets, ...kept, azure_other: 'x', PATH: '.:/usr/bin' };
    assert.deepEqual(environmentFor('AZURE_', { platform: 'linux', environment }), {
      ...kept,
      PATH: '/usr/bin',
    });
  });

  it('has what a program of Windows needs, whatever its case, and no search in the folder it is in', () => {
    const environment = {
      ...secrets,
      systemroot: 'C:\\Windows',
      USERPROFILE: 'C:\\Users\\me',
      AppData: 'C:\\Users\\me\\AppData\\Roaming',
      azure_config_dir: 'C:\\azure',
      Path: '.;C:\\tools',
    };
    assert.deepEqual(environmentFor('AZURE_', { platform: 'win32', environment }), {
      SystemRoot: 'C:\\Windows',
      USERPROFILE: 'C:\\Users\\me',
      APPDATA: 'C:\\Users\\me\\AppData\\Roaming',
      azure_config_dir: 'C:\\azure',
      PATH: 'C:\\tools',
      NoDefaultCurrentDirectoryInExePath: '1',
    });
  });
});
