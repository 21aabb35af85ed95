import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { production } from '../../esbuild.options.js';
import type * as Aws from '../../src/stores/aws/open.ts';
import type * as Azure from '../../src/stores/azure/open.ts';
import type * as Google from '../../src/stores/google/open.ts';
import type * as Stores from '../../src/stores/index.ts';

/**
 * The stores as they are shipped: a bundler leaves out what it takes for unused, and what a library imports while it
 * runs may come in another form, so that a login can fail in the bundle alone. Made once for all suites.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'kestra-secrets-stores-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const source = (name: string) => path.join(import.meta.dirname, '../../src/stores', name);
const { outputFiles } = await build({
  ...production,
  entryPoints: {
    stores: source('index.ts'),
    aws: source('aws/open.ts'),
    azure: source('azure/open.ts'),
    google: source('google/open.ts'),
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  write: false,
});
for (const file of outputFiles) write(file.path, file.text);

/**
 * What runs the tests would mend what is imported in a form that Node does not give it. It does not see an import that
 * is made when it is called for.
 */
function write(file: string, text: string): void {
  const asNode =
    'const importAsNode = (to) => new Function("url", "return import(url)")' +
    '(to.startsWith(".") ? new URL(to, import.meta.url).href : to);\n';
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, asNode + text.replaceAll(/\bimport\(/g, 'importAsNode('));
}

async function load<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href)) as T;
}

write(path.join(folder, 'library.mjs'), 'export default { __esModule: true, part: 1 };');
write(path.join(folder, 'control.mjs'), 'export const { part } = await import("./library.mjs");');
const { part } = await load<{ part: unknown }>('control');
assert.equal(part, undefined, 'the bundle is not run as Node alone runs it');

export const { openStore, awsProfiles } = await load<typeof Stores>('stores');
export const { openAws } = await load<typeof Aws>('aws');
export const { openAzure } = await load<typeof Azure>('azure');
export const { openGoogle } = await load<typeof Google>('google');
