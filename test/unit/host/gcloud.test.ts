import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isCancellation } from '../../../src/ports/cancellation.ts';
import { googleCredentialsAt, usualGoogleCredentials } from '../../../src/host/index.ts';
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
    const name = at('application_default_credentials.json');
    assert.deepEqual(await usualGoogleCredentials(environment, never), { name, text: '{}' });
  });

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
