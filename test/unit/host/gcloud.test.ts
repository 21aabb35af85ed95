import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import { googleCredentialsAt, usualGoogleCredentials } from '../../../src/host/index.ts';
import { gcloudFolder, pathFromHome } from '../../../src/host/gcloud.ts';
import { never } from '../../fakes/never.ts';
import { makesPipe, noPipes } from '../../processes/pipes.ts';
import { skipBecause } from '../../processes/skip.ts';

describe('files of Google’s credentials', () => {
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'google-credentials-'));
    await writeFile(at('application_default_credentials.json'), '{}');
    await writeFile(at('large.json'), ' '.repeat(30_000));
    await mkdir(at('folder.json'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('are read where Google’s command line keeps its files', async () => {
    const environment = (name: string) => (name === 'CLOUDSDK_CONFIG' ? folder : undefined);
    const { name, text } = await usualGoogleCredentials(environment, never);
    assert.equal(text, '{}');
    assert.equal(path.basename(name), 'application_default_credentials.json');
  });

  const { win32, posix } = path;
  for (const [variables, home, rules, expected] of [
    [{}, '/home/me', posix, '/home/me/.config/gcloud'],
    [{ APPDATA: '/roaming' }, '/Users/me/', posix, '/Users/me/.config/gcloud'],
    [{ CLOUDSDK_CONFIG: ' /own ' }, '/home/me', posix, '/own'],
    [{ APPDATA: 'D:\\roaming\\' }, 'C:\\Users\\me', win32, 'D:\\roaming\\gcloud'],
    [{ APPDATA: '\\\\server\\roaming' }, 'C:\\Users\\me', win32, '\\\\server\\roaming\\gcloud'],
    [{}, 'C:\\Users\\me\\', win32, 'C:\\Users\\me\\.config\\gcloud'],
    [{}, '\\\\?\\C:\\Users\\me', win32, '\\\\?\\C:\\Users\\me\\.config\\gcloud'],
    [{ CLOUDSDK_CONFIG: 'E:/own' }, 'C:\\Users\\me', win32, 'E:/own'],
  ] as const) {
    it(`lie in ${expected}`, () => {
      const environment = (name: string) => new Map(Object.entries(variables)).get(name);
      assert.equal(gcloudFolder(environment, home, rules), expected);
    });
  }

  for (const [file, home, rules, expected] of [
    ['/home/me/.config/a', '/home/me', posix, '~/.config/a'],
    ['/home/me/..a', '/home/me/', posix, '~/..a'],
    ['/home/me2/a', '/home/me', posix, '/home/me2/a'],
    ['/home/me', '/home/me', posix, '/home/me'],
    ['/other', '/home/me', posix, '/other'],
    ['c:\\users\\ME\\AppData\\a', 'C:\\Users\\me\\', win32, '~\\AppData\\a'],
    ['C:/Users/me/a', 'C:\\Users\\me', win32, '~\\a'],
    ['D:\\a', 'C:\\Users\\me', win32, 'D:\\a'],
    ['\\\\server\\share\\a', 'C:\\Users\\me', win32, '\\\\server\\share\\a'],
    ['\\\\server\\me\\a', '\\\\SERVER\\me', win32, '~\\a'],
  ] as const) {
    it(`are shown as ${expected}`, () => assert.equal(pathFromHome(file, home, rules), expected));
  }

  for (const name of ['nothing.json', 'large.json', 'folder.json']) {
    it(`are none in ${name}`, async () => {
      assert.deepEqual(await googleCredentialsAt(at(name), never), { name: at(name), text: null });
    });
  }

  it('are not waited for in a pipe that nobody writes to', async function () {
    if (!makesPipe(at('pipe.json'))) return skipBecause(this, noPipes);
    assert.equal((await googleCredentialsAt(at('pipe.json'), never)).text, null);
  });

  it('are not read for somebody who has gone', async () => {
    await assert.rejects(googleCredentialsAt(at('large.json'), AbortSignal.abort()), isCancellation);
  });
});
