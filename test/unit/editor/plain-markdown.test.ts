import assert from 'node:assert/strict';
import { plainMarkdown } from '../../../src/editor/shown/plain-markdown.ts';

/** What a renderer shows of text without markup. */
const render = (markdown: string) =>
  markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

describe('text that is written as Markdown', () => {
  it('shows as it is', () => {
    for (const text of [
      'api_token is not in vault (http://127.0.0.1:8200 payments/storefront).',
      '*a* _b_ `c` [d](command:e) <img src=x> &amp; $(trash) # - 1. ~~x~~ |',
      'Schlüssel 🔑 für 東京',
    ]) {
      assert.equal(render(plainMarkdown(text)), text);
    }
  });

  it('holds nothing that is markup, a link, an icon or HTML', () => {
    const written = plainMarkdown(
      '[d](command:e) <b> $(trash) www.example.com a@b.example http://x `c` *d* __e__ \\',
    );
    assert.doesNotMatch(written, /[[\]()<>$`*_@.:/\\]/);
  });

  it('stays one line', () => {
    assert.equal(plainMarkdown('one\n\n# two'), 'one &#35; two');
  });
});
