// How the product is bundled, and what of it is loaded when.

/**
 * Google's client takes REST alone from google-gax. (An alias would take the package's own files along.)
 * @type {import('esbuild').Plugin}
 */
const restOnly = {
  name: 'rest-only',
  setup({ onResolve }) {
    const path = `${import.meta.dirname}/src/stores/google/google-gax-rest.js`;
    onResolve({ filter: /^google-gax$/ }, () => ({ path }));
  },
};

/**
 * What of Google's client nothing calls, and what every Node that is supported has itself.
 * @type {import('esbuild').Plugin}
 */
const notCalled = {
  name: 'not-called',
  setup({ onResolve }) {
    const path = `${import.meta.dirname}/src/stores/google/not-called.js`;
    onResolve({ filter: /^\.\.\/(\.\.\/)?protos\/(iam_service|locations|operations)$/ }, ({ importer }) =>
      /[\\/]google-gax[\\/]/.test(importer) ? { path } : undefined,
    );
    onResolve({ filter: /^web-streams-polyfill\// }, () => ({ path }));
  },
};

/**
 * AWS's clients look for the user's files below the home that all others have.
 * @type {import('esbuild').Plugin}
 */
const oneHome = {
  name: 'one-home',
  setup({ onResolve }) {
    const path = `${import.meta.dirname}/src/stores/aws/home-folder.js`;
    onResolve({ filter: /\/getHomeDir$/ }, () => ({ path }));
  },
};

/**
 * What stands for a package, in each bundle that is made of `src/`.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const packages = {
  absWorkingDir: import.meta.dirname,
  alias: {
    // node-vault is used with a transport of our own: axios is never called, and would be most of the bundle.
    axios: './src/stores/vault/no-axios.js',
    // The credentials are chosen by the configuration or the settings, never by a chain of its own.
    '@aws-sdk/credential-provider-node': './src/stores/aws/no-default-chain.js',
    // jsonc-parser's CommonJS form loads its parts in a way that no bundler can follow.
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  },
  plugins: [restOnly, notCalled, oneHome],
};

/** What runs in a thread of its own, which is started from a file. */
export const threads = { 'configuration-worker': 'src/folder/worker/configuration-worker.ts' };

/**
 * For `dist/`: what is imported dynamically (an SDK, the configuration's reader) becomes a chunk of its own.
 * @type {import('esbuild').BuildOptions & { metafile: true }}
 */
const options = {
  ...packages,
  entryPoints: {
    extension: 'src/extension.ts',
    ...threads,
    cli: 'src/cli/main.ts',
  },
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
  // CommonJS libraries in an ES module bundle still call require() for Node's built-in modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/**
 * As users get it: small, and yet a function in a stack has its name, since no source map is shipped.
 * @type {typeof options}
 */
export const production = { ...options, minify: true, keepNames: true, sourcemap: false };

/**
 * As developers get it.
 * @type {typeof options}
 */
export const development = { ...options, sourcemap: 'linked' };

/**
 * @typedef {object} Loaded
 * @property {string} name what is loaded: `activate()`, or the module that is imported on first use
 * @property {readonly string[]} files outputs, the named one first; none is counted twice
 * @property {number} bytes of these files together
 */

/**
 * What the extension loads, and when: first what activate() needs, then what each dynamic import adds to that. Told by
 * the imports alone, so that it is the same on each machine.
 * @param {import('esbuild').Metafile} metafile
 * @returns {readonly [Loaded, ...Loaded[]]}
 */
export function loads({ outputs }) {
  const entry = Object.keys(outputs).find((file) => file.endsWith('/extension.js'));
  if (entry === undefined) throw new Error('The extension is not among the outputs.');
  const atStart = statically(outputs, [entry]);
  const later = new Map();
  const everything = [...atStart];
  for (const file of everything) {
    for (const imported of importsOf(outputs, file, 'dynamic-import')) {
      const added = statically(outputs, [imported]).filter((each) => !atStart.includes(each));
      if (added.length > 0) later.set(imported, added);
      everything.push(...added.filter((each) => !everything.includes(each)));
    }
  }
  const size = (files) => files.reduce((sum, file) => sum + outputs[file].bytes, 0);
  return [
    { name: 'activate()', files: atStart, bytes: size(atStart) },
    ...[...later].map(([file, files]) => ({ name: moduleOf(outputs[file]), files, bytes: size(files) })),
  ];
}

/**
 * A line for each of {@link loads}, in thousands of bytes.
 * @param {import('esbuild').Metafile} metafile
 * @returns {string[]}
 */
export function sizeLines(metafile) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  const [atStart, ...later] = loads(metafile);
  return [
    `activate() loads ${kilobytes(atStart.bytes)}:`,
    ...atStart.files.map((file) => `  ${kilobytes(metafile.outputs[file].bytes)} ${file}`),
    'loaded on first use, besides:',
    ...later.map(({ name, bytes }) => `  ${kilobytes(bytes)} ${name}`),
  ];
}

/** What an output was made of: a package's name, or a path below `src/`. */
function moduleOf({ entryPoint }) {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(entryPoint);
  return inPackage === null ? entryPoint : inPackage[1];
}

function importsOf(outputs, file, kind) {
  return outputs[file].imports
    .filter((each) => each.kind === kind && each.external !== true)
    .map((each) => each.path);
}

/** The outputs, and all that they import statically. */
function statically(outputs, first) {
  const files = [...first];
  for (const file of files) {
    files.push(...importsOf(outputs, file, 'import-statement').filter((each) => !files.includes(each)));
  }
  return files;
}
