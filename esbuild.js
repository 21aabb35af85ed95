// Builds the extension and the command line into dist/. What is imported dynamically (an SDK) becomes a
// chunk of its own, so that activate() does not load it.
import { build, context } from 'esbuild';
import { chmodSync, rmSync } from 'node:fs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const options = {
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  // ES modules first: what of a client is not used stays out of the bundle.
  mainFields: ['module', 'main'],
  format: 'esm',
  splitting: true,
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  // node-vault is used with a transport of our own: axios is never called, and would be most of the bundle.
  // jsonc-parser's CommonJS form loads its parts in a way that no bundler can follow.
  alias: {
    axios: './src/stores/vault/no-axios.js',
    '@aws-sdk/credential-provider-node': './src/stores/aws/no-default-chain.js',
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  },
  // CommonJS libraries in an ES module bundle still call require() for Node's built-in modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

if (watch) {
  await (await context(options)).watch();
} else {
  rmSync('dist', { recursive: true, force: true });
  await build(options);
  // npm links the command as it is, and only sets this on what it installs itself.
  chmodSync('dist/cli.js', 0o755);
}
