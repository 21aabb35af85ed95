import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { commands, contextKeys, treeView } from '../../../src/editor/contributions.ts';

interface Step {
  readonly title: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly icon: string;
  readonly galleryBanner: { readonly color: string };
  readonly contributes: { readonly walkthroughs: readonly { readonly steps: readonly Step[] }[] };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const wordsOf = (text: string) => words[text.replaceAll('%', '')] ?? assert.fail(`${text} has no words`);

describe('what the marketplace shows', () => {
  it('is packed: the icon, and every picture of the README and of the walkthrough', () => {
    const readme = readFileSync('README.md', 'utf8');
    const pictures = [...readme.matchAll(/(?:src|srcset)="(media\/[^"]+)"|\]\((media\/[^)]+)\)/g)];
    const named = [
      manifest.icon,
      ...pictures.map(([, inHtml, inMarkdown]) => inHtml ?? inMarkdown ?? ''),
      ...steps.flatMap(({ media }) => Object.values(media.image)),
    ];
    assert.ok(pictures.length > 0, 'the README has a picture');
    // To ask vsce itself takes it 20 s, for it walks through every tool of the folder.
    assert.match(readFileSync('.vscodeignore', 'utf8'), /^!media\/\*\*$/m);
    for (const file of named) assert.ok(existsSync(file) && file.startsWith('media/'), file);
  });

  it('is an icon of 256 pixels both ways', () => {
    const png = readFileSync(manifest.icon);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [256, 256]);
  });
});

describe('the walkthrough', () => {
  it('has few steps, each with words, a picture in each theme, and an end', () => {
    assert.ok(steps.length > 0 && steps.length <= 5);
    for (const { title, description, media, completionEvents } of steps) {
      for (const text of [title, description, media.altText]) assert.notEqual(wordsOf(text), '');
      assert.deepEqual(Object.keys(media.image), ['dark', 'light', 'hc', 'hcLight']);
      assert.ok(completionEvents.length > 0);
    }
  });

  it('leads to commands, a view and a context that there are', () => {
    const ours = [...Object.values(commands), ...Object.values(contextKeys), treeView] as string[];
    const named = steps.flatMap(({ description, completionEvents }) => [
      ...[...wordsOf(description).matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command),
      ...completionEvents.map((event) => event.replace(/^on\w+:/, '')),
    ]);
    for (const name of named.filter((each) => each.startsWith('kestraSecrets'))) {
      assert.ok(ours.includes(name), name);
    }
  });
});
