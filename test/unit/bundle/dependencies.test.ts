import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

/** The rows of the tables under a heading of the page, cell by cell, and each package's name without its marks. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `(.+)$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.trim().replace(/`$/, '')),
  );
}

const page = readFileSync('docs/dependencies.md', 'utf8').replaceAll('\r\n', '\n');
const { dependencies = {}, devDependencies = {} } = manifestOf('package.json');
const ranges = { ...dependencies, ...devDependencies };
const named = [...rowsUnder('In the product'), ...rowsUnder('For building, checking and testing')];
const heldBack = rowsUnder('Held back');

describe('docs/dependencies.md', () => {
  it('names each package of package.json once, and no other', () => {
    assert.deepEqual(named.map(([name]) => name).sort(), Object.keys(ranges).sort());
  });

  it('says why each is there, its licence as it is installed, and the day of its last release', () => {
    for (const [name = '', reason = '', licence, released = ''] of named) {
      assert.notEqual(reason, '', name);
      assert.equal(licence, manifestOf(`node_modules/${name}/package.json`).license, name);
      assert.match(released, /^\d{4}-\d{2}-\d{2}$/, name);
    }
  });

  it('says of each that follows no new minor release that it is held back, and why', () => {
    const held = heldBack.map(([name]) => name);
    for (const [name, range] of Object.entries(ranges)) {
      if (!range.startsWith('^')) assert.ok(held.includes(name), `${name} is held at ${range}`);
    }
  });

  it('says of what is held back where, as package.json has it', () => {
    assert.notEqual(heldBack.length, 0);
    for (const [name = '', held = '', newest = '', reason = ''] of heldBack) {
      const version = ranges[name]?.replace(/^[~^]/, '') ?? assert.fail(`${name} is no dependency`);
      assert.ok(`${version}.`.startsWith(`${held}.`), `${name} is at ${version}, not ${held}`);
      assert.ok(!`${newest}.`.startsWith(`${held}.`), `${name} is at its newest`);
      assert.notEqual(reason, '', name);
    }
  });
});
