import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...readdirSync('docs').map((name) => `docs/${name}`),
];

/** A heading's anchor, as GitHub and VS Code make it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** What a page links to in the project: the link as it stands, and its file and anchor. */
function linksOf(page: string) {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)];
  return links
    .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = '', anchor = null] = link.split('#');
      return { link, target: file === '' ? page : path.join(path.dirname(page), file), anchor };
    });
}

describe('a link of a page', () => {
  for (const page of pages) {
    it(`leads somewhere: ${page}`, () => {
      for (const { link, target, anchor } of linksOf(page)) {
        assert.ok(existsSync(target), `${page}: ${link}`);
        if (anchor === null) continue;
        assert.ok(anchorsIn(readFileSync(target, 'utf8')).includes(anchor), `${page}: ${link}`);
      }
    });
  }

  it('leads to what is in the VSIX as well', () => {
    const packed = readFileSync('.vscodeignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1).replace(/\*\*$/, ''));
    for (const page of pages) {
      for (const { target } of linksOf(page)) {
        const file = target.split(path.sep).join('/');
        assert.ok(
          packed.some((each) => (each.endsWith('/') ? `${file}/`.startsWith(each) : file === each)),
          `${page}: ${file}`,
        );
      }
    }
  });
});
