import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sentencesInSource } from './sentences.ts';

function read(file: string): Map<string, string> {
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
}

const bundleFile = 'l10n/bundle.l10n.de.json';
const bundle = read(bundleFile);
const english = read('package.nls.json');
const german = read('package.nls.de.json');
const sentences = sentencesInSource();

/** What a translation must keep as it is: `{0}`, icons, links to commands, names of settings and variables. */
function fixedPartsOf(text: string): string[] {
  return (text.match(/\{\d+\}|\$\([\w-]+\)|\(command:[^)]+\)|`[^`]+`/g) ?? []).sort();
}

function assertKept(pairs: Iterable<readonly [string, string]>): void {
  for (const [original, translated] of pairs)
    assert.deepEqual(fixedPartsOf(translated), fixedPartsOf(original), translated);
}

/** A sentence of several plain words that reads the same in both languages was left behind. */
function namesLeftBehind(pairs: Iterable<readonly [string, string]>): string[] {
  const plainWords = (text: string) => text.match(/\b[a-z]{2,}\b/g)?.length ?? 0;
  return [...pairs].filter(([one, other]) => one === other && plainWords(one) > 2).map(([one]) => one);
}

describe('every sentence of the source', () => {
  it('is given as many values as it has places for', () => {
    const wrong = sentences.filter(
      ({ key, values }) =>
        new Set(key.match(/\{\d+\}/g)).size !== values || (values > 0 && !key.includes('{0}')),
    );
    assert.deepEqual(
      wrong.map(({ place, key }) => `${place}: ${key}`),
      [],
    );
  });

  it(`has its German one in ${bundleFile}`, () => {
    const missing = sentences.filter(({ key }) => (bundle.get(key) ?? '') === '');
    assert.deepEqual(
      missing.map(({ place, key }) => `${place}: ${key}`),
      [],
    );
  });

  it('has a German one that keeps its values and its marks', () => {
    assertKept(bundle);
    assert.deepEqual(namesLeftBehind(bundle), []);
  });

  it('is all there is in the bundle', () => {
    const used = new Set(sentences.map(({ key }) => key));
    assert.deepEqual(
      [...bundle.keys()].filter((key) => !used.has(key)),
      [],
    );
  });
});

describe("every text of the manifest's", () => {
  it('has its German one in package.nls.de.json, and that has no other', () => {
    assert.deepEqual([...german.keys()].sort(), [...english.keys()].sort());
  });

  it('has a German one that keeps its values and its marks', () => {
    const pairs = [...english].map(([key, text]) => [text, german.get(key) ?? ''] as const);
    assertKept(pairs);
    assert.deepEqual(namesLeftBehind(pairs), []);
  });
});

describe('the package', () => {
  it('tells VS Code where the sentences are, and holds them', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly l10n?: string };
    assert.equal(manifest.l10n, './l10n');
    const listed = readFileSync('.vscodeignore', 'utf8').split('\n');
    for (const line of ['!l10n/**', '!package.nls.json', '!package.nls.de.json']) {
      assert.ok(listed.includes(line), `.vscodeignore has no line ${line}`);
    }
  });
});
