import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { packedReadme } from '../../../packed-readme.js';

const readme = readFileSync('README.md', 'utf8');
const inVsix = readFileSync('.vscodeignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1).replace(/\*\*$/, ''));

const linksOf = (text: string) => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
const picturesOf = (text: string) =>
  [...text.matchAll(/<img[^>]* src="([^"]+)"|!\[[^\]]*\]\(([^)]+)\)/g)].map(
    ([, inHtml, inMarkdown]) => inHtml ?? inMarkdown ?? '',
  );

describe('the readme as it is packed', () => {
  it('has no picture as long as the project has no address, for none could be drawn', () => {
    const packed = packedReadme(readme, undefined);
    assert.ok(picturesOf(readme).length > 0);
    assert.deepEqual(picturesOf(packed), []);
    assert.doesNotMatch(packed, /<(picture|source)\b|\n\n\n/);
  });

  it('links to the internet, to a heading, or to a file that is packed with it', () => {
    const links = linksOf(packedReadme(readme, undefined));
    assert.ok(links.length > 5);
    for (const link of links.filter((each) => !/^(https:\/\/|#)/.test(each))) {
      const [file = ''] = link.split('#');
      assert.ok(existsSync(file), file);
      assert.ok(
        inVsix.some((name) => file === name || (name.endsWith('/') && file.startsWith(name))),
        `${file} is not packed`,
      );
    }
  });

  it('has pictures and links at the address of the project once there is one', () => {
    const address = 'https://git.example.com/somebody/project';
    const packed = packedReadme(readme, `${address}#readme`);
    const pictures = picturesOf(packed);
    assert.equal(pictures.length, picturesOf(readme).length);
    for (const picture of pictures) {
      assert.ok(picture.startsWith(`${address}/raw/HEAD/media/`), picture);
      assert.ok(existsSync(picture.slice(`${address}/raw/HEAD/`.length)), picture);
    }
    for (const link of linksOf(packed)) assert.match(link, /^(https:\/\/|#)/);
    assert.ok(linksOf(packed).includes(`${address}/blob/HEAD/docs/features.md`));
  });
});

describe('the pictures', () => {
  const files = readdirSync('media').filter((name) => name.endsWith('.webp'));

  it('take less than a megabyte together', () => {
    const bytes = files.map((name) => statSync(path.join('media', name)).size);
    assert.ok(bytes.reduce((all, each) => all + each, 0) < 1_000_000);
  });

  it('are each shown somewhere', () => {
    const pages = [
      'README.md',
      'package.json',
      ...readdirSync('docs').map((name) => path.join('docs', name)),
    ];
    const text = pages.map((page) => readFileSync(page, 'utf8')).join('\n');
    for (const name of files) assert.ok(text.includes(`media/${name}`), name);
  });
});
