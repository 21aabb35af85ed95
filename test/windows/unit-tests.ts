import { build, type Metafile, type Plugin } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { testFiles } from '../runner/suite.ts';
import { projectFolder } from '../vscode/releases.ts';
import type { WindowsNode } from './windows-node.ts';

/** Rooms whose tests need neither a server, nor a program of Linux, nor a browser. */
const rooms = [
  'access',
  'catalog',
  'configuration',
  'editor',
  'flow',
  'folder',
  'host',
  'language',
  'managers',
  'ports',
  'processes',
  'runner',
  'text',
  'workspace',
];

const folder = path.join(projectFolder, 'out/windows');

/** What a bundle lacks for some files. */
const leftOut: Readonly<Record<string, string>> = {
  'unit/configuration/too-large.test.ts': 'it starts TypeScript in a process of its own',
  'unit/processes/leashed.test.ts': 'it starts TypeScript in a process of its own, whose output wine keeps',
};

export interface UnitResults {
  readonly passed: number;
  readonly skipped: number;
  /** Test files that need a program of Linux, or TypeScript. */
  readonly filesLeft: number;
  /** `TITLE: message` of each. */
  readonly failed: readonly string[];
}

/** Runs the unit tests of those rooms in Node for Windows, bundled: what compiles TypeScript is a program of Linux. */
export async function runUnitTests(node: WindowsNode): Promise<UnitResults> {
  const tests = path.join(projectFolder, 'test');
  const entries = (await testFiles('unit')).filter((file) => {
    const [, room = ''] = path.relative(tests, file).split(path.sep);
    const name = path.relative(tests, file).split(path.sep).join('/');
    return rooms.includes(room) && !Object.hasOwn(leftOut, name);
  });
  await rm(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: projectFolder,
    metafile: true,
    entryPoints: [...entries, path.join(tests, 'windows/inside.ts')],
    outbase: tests,
    outdir: folder,
    plugins: [ownPlaces],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs).filter(([, { entryPoint }]) =>
    entryPoint?.endsWith('.test.ts'),
  );
  const bundled = outputs.map(([output]) => output).filter((output) => !needsLinux(output, metafile));
  const left = outputs.length - bundled.length + Object.keys(leftOut).length;
  const list = path.join(folder, 'files.txt');
  const results = path.join(folder, 'results.json');
  await writeFile(list, bundled.map((file) => onWindows(path.join(projectFolder, file))).join('\n'));
  const inside = path.join(folder, 'windows/inside.mjs');
  const ran = await node.run([inside, list, results].map(onWindows), {});
  const read = await readFile(results, 'utf8').catch(() => null);
  if (read === null) throw new Error(`The tests did not end:\n${ran.out}\n${ran.err}`);
  const { passed, skipped, failed } = JSON.parse(read) as Omit<UnitResults, 'filesLeft'>;
  return { passed, skipped, failed, filesLeft: left };
}

/** A module that reads what lies beside it finds it where it was, and not beside the bundle. */
const ownPlaces: Plugin = {
  name: 'own-places',
  setup(bundler) {
    bundler.onLoad({ filter: /\/(?:test|src)\/.*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text
        .replaceAll('import.meta.dirname', JSON.stringify(onWindows(path.dirname(file))))
        .replaceAll('import.meta.url', JSON.stringify(`file:///Z:${file}`));
      return { contents, loader: 'ts' };
    });
  },
};

/** Whether a bundled file, or a chunk that it loads at once, starts what bundles and compiles: that is a program of Linux. */
function needsLinux(output: string, { outputs }: Metafile): boolean {
  const seen = new Set<string>();
  const queue = [output];
  for (const file of queue) {
    for (const { path: imported, kind, external } of outputs[file]?.imports ?? []) {
      if (external === true && ['esbuild', 'tsx'].some((name) => imported.startsWith(name))) return true;
      if (kind !== 'import-statement' || seen.has(imported)) continue;
      seen.add(imported);
      queue.push(imported);
    }
  }
  return false;
}

/** Wine has all of this machine as drive Z. */
export function onWindows(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
