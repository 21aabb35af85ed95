import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { withPicturesInside } from '../../../packed-readme.js';

const packed = withPicturesInside(readFileSync('README.md', 'utf8'), '.');
const inVsix = readFileSync('.vscodeignore', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1).replace(/\*\*$/, ''));

describe('the readme as it is packed', () => {
  it('holds its pictures, as whoever shows it can draw them', () => {
    const sources = [...packed.matchAll(/<img[^>]* src="([^"]+)"|!\[[^\]]*\]\(([^)]+)\)/g)].map(
      ([, inHtml, inMarkdown]) => inHtml ?? inMarkdown ?? '',
    );
    assert.ok(sources.length > 0);
    for (const source of sources) assert.match(source, /^data:image\/(webp|png);base64,[A-Za-z0-9+/=]+$/);
    assert.doesNotMatch(packed, /<(picture|source)\b/);
  });

  it('links to the internet, to a heading, or to a file that is packed with it', () => {
    const links = [...packed.matchAll(/(?<!!)\[[^\]]*\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
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
