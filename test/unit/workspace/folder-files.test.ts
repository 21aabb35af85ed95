import assert from 'node:assert/strict';
import { constants, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { readConfiguration } from '../../../src/configuration/index.ts';
import { createFolderFiles } from '../../../src/workspace/index.ts';
import { never } from '../../fakes/never.ts';
import { makesPipe, noPipes } from '../../processes/pipes.ts';
import { skipBecause } from '../../processes/skip.ts';
import { itWithLinks, linksCanBeMade, makeLinks, temporaryFolder } from './support.ts';

describe('the files of a folder', () => {
  const outside = temporaryFolder({ 'secret.yml': 'VALUE-MARKER-outside' });
  const folder = temporaryFolder({
    'a.yml': '\uFEFFid: é\r\n',
    'flows/deep/b.yaml': 'id: b',
    'flows/image.bin': new Uint8Array([1, 0, 2]),
    'flows/utf16.yml': Buffer.from('id: a', 'utf16le'),
    'flows/marked.yml': Buffer.from('\uFEFFid: é', 'utf16le'),
    'flows/big-endian.yml': Buffer.from('\uFEFFid: é', 'utf16le').swap16(),
    'flows/marked.bin': Buffer.from('\uFEFFid\0', 'utf16le'),
    'flows/latin1.yml': Buffer.from('id: caf\u00e9', 'latin1'),
    'big.yml': Buffer.alloc(10 * 1024 * 1024, 'a'),
    'exact.yml': Buffer.alloc(2 * 1024 * 1024, 'a'),
    '.env': 'SECRET_A=b',
    '.gitignore': '*.log\n/build/\n.env\n!keep.log\n',
    'x.log': '',
    'keep.log': '',
    'build/c.yml': '',
    'flows/build/d.yml': '',
    'flows/.gitignore': 'deep/\n!x.log\n',
    'flows/x.log': '',
    'node_modules/p/e.yml': '',
    '.git/config': '',
    ' odd ünïcode [x].yml': 'id: odd',
  });
  const files = createFolderFiles(folder.root);
  const read = async (path: string): Promise<string> => {
    const found = await files.read(path, never);
    return found.state === 'text'
      ? `text ${found.text}`
      : found.state === 'refused'
        ? found.reason
        : 'absent';
  };

  before(() => {
    makeLinks({
      [folder.path('link-out.yml')]: outside.path('secret.yml'),
      [folder.path('folder-out')]: outside.root,
      [folder.path('link-in.yml')]: 'a.yml',
      [folder.path('circle')]: '.',
      [folder.path('circular.yml')]: 'circular.yml',
      [folder.path('dangling.yml')]: 'nowhere.yml',
    });
  });
  after(() => {
    folder.remove();
    outside.remove();
    rmSync(`${folder.root}-next`, { force: true });
  });

  it('say which of them is in UTF-16', async () => {
    for (const [path, expected] of [
      ['flows/marked.yml', true],
      ['flows/big-endian.yml', true],
      ['a.yml', undefined],
    ] as const) {
      const found = await files.read(path, never);
      assert.ok(found.state === 'text');
      assert.equal(found.isUtf16, expected, path);
    }
  });

  const cases: readonly (readonly [string, string])[] = [
    ['a.yml', 'text \uFEFFid: é\r\n'],
    ['./flows/../a.yml', 'text \uFEFFid: é\r\n'],
    ['flows/deep/b.yaml', 'text id: b'],
    ['.env', 'text SECRET_A=b'],
    ['link-in.yml', 'text \uFEFFid: é\r\n'],
    ['circle/circle/a.yml', 'text \uFEFFid: é\r\n'],
    [' odd ünïcode [x].yml', 'text id: odd'],
    ['flows/marked.yml', 'text \uFEFFid: é'],
    ['flows/big-endian.yml', 'text \uFEFFid: é'],
    ['flows/marked.bin', 'not-text'],
    ['flows/latin1.yml', 'text id: caf\uFFFD'],
    ['nothing.yml', 'absent'],
    ['a.yml/inside', 'absent'],
    ['dangling.yml', 'absent'],
    ['link-out.yml', 'outside'],
    ['folder-out/secret.yml', 'outside'],
    ['../x.yml', 'outside'],
    ['flows/../../x.yml', 'outside'],
    ['/etc/passwd', 'outside'],
    ['circle/../../x', 'outside'],
    ['flows', 'unreadable'],
    ['', 'unreadable'],
    ['circular.yml', 'unreadable'],
    ['a\0b', 'unreadable'],
    // Windows takes so long a name for none.
    ...(process.platform === 'win32' ? [] : ([['x'.repeat(5000), 'unreadable']] as const)),
    ['flows/image.bin', 'not-text'],
    ['flows/utf16.yml', 'not-text'],
    ['big.yml', 'too-large'],
  ];
  for (const [path, expected] of cases) {
    const byLink = /^(?:link-|circ|dangling|folder-out)/.test(path);
    (byLink ? itWithLinks : it)(
      `reads ${JSON.stringify(path.slice(0, 30))} as ${JSON.stringify(expected)}`,
      async () => {
        assert.equal(await read(path), expected);
      },
    );
  }

  itWithLinks('tell folders from files, from links and from what lies outside', async () => {
    const paths = [
      'flows/deep',
      'circle/flows',
      'a.yml',
      'nothing',
      'circle',
      'folder-out',
      'folder-out/.',
      '..',
    ];
    const found = await Promise.all(paths.map(async (path) => files.isFolder?.(path, never)));
    assert.deepEqual(found, [true, true, false, false, false, false, false, false]);
  });

  it('reads up to two megabytes', async () => {
    assert.equal((await read('exact.yml')).length, 2 * 1024 * 1024 + 'text '.length);
  });

  describe('of which a folder becomes a link to the outside just when a file of it is opened', () => {
    const { open } = fs;
    const real = folder.path('swapped/secret.yml');
    let reopened = 0;

    /** `back`: whether it is the folder again once the file is open. */
    function swapping(back: boolean): void {
      const out = () => {
        renameSync(folder.path('swapped'), folder.path('away'));
        symlinkSync(outside.root, folder.path('swapped'));
      };
      const home = () => {
        rmSync(folder.path('swapped'));
        renameSync(folder.path('away'), folder.path('swapped'));
      };
      fs.open = async (...given) => {
        reopened++;
        if (back || reopened === 1) out();
        try {
          return await open(...given);
        } finally {
          if (back) home();
        }
      };
      syncBuiltinESMExports();
      undo = () => {
        fs.open = open;
        syncBuiltinESMExports();
        if (!back) home();
      };
    }
    let undo: () => void = () => undefined;
    beforeEach(() => {
      reopened = 0;
      mkdirSync(folder.path('swapped'));
      writeFileSync(real, 'id: inside');
    });
    afterEach(() => {
      undo();
      rmSync(folder.path('swapped'), { recursive: true });
    });

    for (const back of [false, true]) {
      itWithLinks(
        `would be left without a second look${back ? ', although it is the folder again' : ''}`,
        async () => {
          swapping(back);
          const handle = await fs.open(real, constants.O_RDONLY | constants.O_NOFOLLOW);
          const text = await handle.readFile('utf8');
          await handle.close();
          assert.equal(text, 'VALUE-MARKER-outside');
        },
      );

      itWithLinks(`is not left${back ? ', although it is the folder again' : ''}`, async () => {
        swapping(back);
        assert.equal(await read('swapped/secret.yml'), back ? 'unreadable' : 'outside');
        assert.equal(reopened, back ? 3 : 1);
      });
    }
  });

  it('reads a file that was replaced by a new one while it was opened', async function () {
    if (process.platform === 'win32') return skipBecause(this, 'Windows replaces no file that is open');
    const { open } = fs;
    let isFirst = true;
    fs.open = async (...given) => {
      const handle = await open(...given);
      if (isFirst) {
        writeFileSync(folder.path('new'), 'id: new');
        renameSync(folder.path('new'), folder.path('flows/deep/b.yaml'));
      }
      isFirst = false;
      return handle;
    };
    syncBuiltinESMExports();
    try {
      assert.equal(await read('flows/deep/b.yaml'), 'text id: new');
    } finally {
      fs.open = open;
      syncBuiltinESMExports();
      writeFileSync(folder.path('flows/deep/b.yaml'), 'id: b');
    }
  });

  it('reads an absolute path that lies inside', async () => {
    assert.equal(await read(join(folder.root, 'flows/deep/b.yaml')), 'text id: b');
  });

  it('does not take a neighbour with a longer name for the folder', async () => {
    writeFileSync(`${folder.root}-next`, 'VALUE-MARKER-next');
    assert.equal(await read(`${folder.root}-next`), 'outside');
  });

  it('does not wait for a pipe', async function () {
    if (!makesPipe(folder.path('pipe.yml'))) return skipBecause(this, noPipes);
    assert.equal(await read('pipe.yml'), 'unreadable');
  });

  it('lists what is not ignored, sorted, each file once', async () => {
    assert.deepEqual(
      (await files.list(never)).filter((path) => path !== 'pipe.yml'),
      [
        ' odd ünïcode [x].yml',
        '.gitignore',
        'a.yml',
        'big.yml',
        'exact.yml',
        'flows/.gitignore',
        'flows/big-endian.yml',
        'flows/build/d.yml',
        'flows/image.bin',
        'flows/latin1.yml',
        'flows/marked.bin',
        'flows/marked.yml',
        'flows/utf16.yml',
        'flows/x.log',
        'keep.log',
        ...(linksCanBeMade ? ['link-in.yml'] : []),
      ],
    );
  });

  it('is empty where there is no folder', async () => {
    const none = createFolderFiles(folder.path('no/such'));
    assert.deepEqual(await none.list(never), []);
    assert.deepEqual(await none.read('a.yml', never), { state: 'absent' });
  });

  it('ends with an AbortError when cancelled', async () => {
    const control = new AbortController();
    control.abort();
    await assert.rejects(files.read('a.yml', control.signal), { name: 'AbortError' });
    await assert.rejects(files.list(control.signal), { name: 'AbortError' });
    const later = new AbortController();
    const listing = files.list(later.signal);
    later.abort();
    await assert.rejects(listing, { name: 'AbortError' });
  });

  itWithLinks('works in a folder that is itself a link', async () => {
    const link = outside.path('linked');
    symlinkSync(folder.root, link);
    const linked = createFolderFiles(link);
    assert.deepEqual(await linked.read('flows/deep/b.yaml', never), { state: 'text', text: 'id: b' });
    assert.deepEqual(await linked.read(join(link, '.env'), never), { state: 'text', text: 'SECRET_A=b' });
    assert.ok((await linked.list(never)).includes('a.yml'));
  });
});

describe('a .gitignore that is too much', () => {
  const stars = `*${'a'.repeat(60)}b\n`;
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`${'a'.repeat(200)}${String(index)}.yml`, 'id: a']),
  );
  const folder = temporaryFolder({
    ...many,
    'large/.gitignore': `x.yml\n${'# nothing\n'.repeat(20_000)}`,
    'large/x.yml': 'id: x',
    '.gitignore': stars.repeat(1900),
    'application.yml': 'kestra.secret: {type: vault, vault: {address: "http://v:1", token.token: x}}',
  });
  after(() => folder.remove());

  it('is not followed to its end, and told', async () => {
    const files = createFolderFiles(folder.root);
    const listed = await files.list(never);
    assert.ok(listed.includes('large/x.yml'));
    assert.equal(listed.length, 304);
    assert.deepEqual(files.notFollowed?.(), ['.gitignore', 'large/.gitignore']);
    const { problems } = await readConfiguration({
      files,
      settings: { environmentFiles: [], environment: null },
      signal: never,
    });
    assert.deepEqual(
      problems.map(({ code, file }) => `${code} ${file}`),
      ['too-large .gitignore', 'too-large large/.gitignore'],
    );
  });

  it('lets others have their turn meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    await createFolderFiles(folder.root).list(never);
    clearInterval(timer);
    assert.ok(turns > 10, String(turns));
  });
}).timeout(60_000);
