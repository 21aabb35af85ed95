import assert from 'node:assert/strict';
import { readShortVolume } from '../../../src/configuration/compose/volume.ts';
import { plain, read, readVault } from './support.ts';

describe('a short volume', () => {
  const volumes: readonly (readonly [string, readonly [string, string] | null])[] = [
    ['./conf:/app/confs', ['./conf', '/app/confs']],
    ['./conf:/app/confs:ro', ['./conf', '/app/confs']],
    ['C:\\conf\\k.yml:/app/k.yml', ['C:\\conf\\k.yml', '/app/k.yml']],
    ['C:/conf:/app/confs:ro', ['C:/conf', '/app/confs']],
    ['c:\\conf:D:\\app', ['c:\\conf', 'D:\\app']],
    ['c:\\conf:D:\\app:ro', ['c:\\conf', 'D:\\app']],
    ['\\\\server\\share:/app', ['\\\\server\\share', '/app']],
    ['data:/app', ['data', '/app']],
    ['/app', ['', '/app']],
    ['', null],
    [':/app', null],
    ['./conf:', null],
    ['./conf::ro', null],
    ['./a:/b:ro:z', null],
  ];
  for (const [text, expected] of volumes) {
    it(`is read as Compose does: ${JSON.stringify(text)}`, () => {
      const volume = readShortVolume(text);
      assert.deepEqual(volume === null ? null : [volume.source, volume.target], expected);
    });
  }
});

describe('a configuration that is mounted by an absolute path', () => {
  const kestra = 'kestra: {secret: {type: vault, vault: {address: http://v:1, root-engine: mounted}}}\n';
  const files = (volume: string, more = '') => ({
    'compose.yml': `services:\n  k:\n    image: kestra/kestra\n${more}    volumes:\n      - ${volume}\n`,
    '!C:/proj/conf/application.yml': kestra,
    '!C:/proj/conf/kestra.yml': kestra,
  });
  const volumes = [
    'C:\\proj\\conf\\kestra.yml:/app/confs/application.yml',
    '"C:/proj/conf/kestra.yml:/app/confs/application.yml:ro"',
    'C:\\proj\\conf:/app/confs',
    'C:\\proj\\conf\\:/app/confs/:ro',
    '{type: bind, source: "C:\\\\proj\\\\conf", target: /app/confs}',
  ];
  for (const volume of volumes) {
    it(`is seen: ${volume}`, async () => {
      assert.equal(plain((await readVault(files(volume))).rootEngine), 'mounted');
      assert.equal((await read(files(volume))).partial, false);
    });
  }

  it('is that of the deepest mount, wherever the others stand', async () => {
    for (const mounts of [
      ['./k.yml:/app/confs/application.yml', './other:/app/confs'],
      ['./other:/app/confs', './k.yml:/app/confs/application.yml'],
    ]) {
      const list = mounts.map((mount) => `      - ${mount}\n`).join('');
      const backend = await readVault({
        'compose.yml': `services:\n  k:\n    image: kestra/kestra\n    volumes:\n${list}`,
        'k.yml': kestra,
        'other/application.yml': kestra.replace('mounted', 'covered'),
      });
      assert.equal(plain(backend.rootEngine), 'mounted');
    }
  });

  it('is a gap where it is not to be read', async () => {
    const { partial, backends } = await read({ 'compose.yml': files(volumes[0] ?? '')['compose.yml'] });
    assert.equal(partial, true);
    const [env] = backends;
    assert.deepEqual(env?.type === 'env' ? env.definitions.gaps.map(({ reason }) => reason) : [], [
      'configuration-not-found',
    ]);
  });

  const unread = ['./a:/b:ro:z', '${CONF}', '${CONF}:${PLACE}', '${CONF}:/app/confs', 'conf:/app', ':/app'];
  for (const volume of unread) {
    it(`is a gap, and no silence: ${volume}`, async () => {
      assert.equal((await read(files(`"${volume}"`))).partial, true);
    });
  }

  const harmless = ['kestra-data:/app/storage', '/var/run/docker.sock:/var/run/docker.sock', '/app/storage'];
  for (const volume of harmless) {
    it(`is not looked for in ${volume}`, async () => {
      assert.equal((await read(files(volume))).partial, false);
    });
  }

  it('is not missed in a volume of Docker’s where the service gives it', async () => {
    const more = `    environment: {KESTRA_CONFIGURATION: "${kestra.trim()}"}\n`;
    assert.equal((await read(files('conf:/app/confs', more))).partial, false);
  });
});
