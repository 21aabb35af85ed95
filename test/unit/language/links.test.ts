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

describe('a link of a page', () => {
  for (const page of pages) {
    it(`leads somewhere: ${page}`, () => {
      const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
      const links = text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g);
      for (const [, inMarkdown, inHtml] of links) {
        const link = inMarkdown ?? inHtml ?? '';
        if (/^[a-z]+:/.test(link)) continue;
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? page : path.join(path.dirname(page), file);
        assert.ok(existsSync(target), `${page}: ${link}`);
        if (anchor === undefined) continue;
        assert.ok(anchorsIn(readFileSync(target, 'utf8')).includes(anchor), `${page}: ${link}`);
      }
    });
  }
});
