import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { bundledPackages, noticesText } from '../../../esbuild.notices.js';
import { production } from '../../../esbuild.options.js';

/** Licences under which code may be given on inside an extension under MIT. */
const fine = ['MIT', 'ISC', 'BSD-3-Clause', 'BSD-2-Clause', 'Apache-2.0', '0BSD', 'Public Domain or MIT'];

describe('the notices of what is bundled', () => {
  let packages: ReturnType<typeof bundledPackages>;
  before(async () => {
    const { metafile } = await build({ ...production, write: false });
    packages = bundledPackages(metafile);
  });

  it('name every package of which there is code, with its licence', () => {
    const names = packages.map(({ name }) => name);
    for (const name of [
      'yaml',
      'node-vault',
      '@aws-sdk/client-secrets-manager',
      '@azure/identity',
      'jsonc-parser',
    ]) {
      assert.ok(names.includes(name), name);
    }
    const text = noticesText(packages);
    for (const { name, version } of packages) assert.ok(text.includes(`${name} ${version} (`), name);
  });

  it('hold each licence text once', () => {
    const text = noticesText(packages);
    const texts = new Set(packages.flatMap((each) => each.texts));
    assert.ok(texts.size > 10);
    const [first = ''] = text.split(/^-{80}$/m, 1);
    const bodies = text.slice(first.length).split(/^-{80}$/m);
    for (const each of texts) assert.equal(bodies.filter((body) => body.trim() === each).length, 1, each);
  });

  it('are of licences that let code be given on', () => {
    for (const { name, licence } of packages) assert.ok(fine.includes(licence), `${name}: ${licence}`);
  });
});
