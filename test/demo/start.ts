// `npm start`: VS Code on copies of the examples with the extension in it, and a server behind each that needs one.
import path from 'node:path';
import { removeFolder } from '../processes/remove-folder.ts';
import { buildExtension } from '../runner/build.ts';
import { findDesktop, openDesktop, serveInBrowser } from './editor.ts';
import { startExampleServers } from './example-servers.ts';
import { layOutDemo } from './examples.ts';
import { makeTemporaryHome } from './temporary-home.ts';

const home = makeTemporaryHome();
const undo: (() => Promise<void>)[] = [];

let ending: Promise<void> | undefined;
const end = (code: number) =>
  (ending ??= Promise.all(undo.map((stop) => stop()))
    .then(() => removeFolder(home))
    .then(() => process.exit(code)));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Each time: a second Ctrl-C, or the one that npm passes on besides the terminal's own, must not end it half way.
  process.on(signal, () => {
    if (ending === undefined) console.log('\nStopping …');
    void end(0);
  });
}

try {
  console.log('Building the extension …');
  const problem = await buildExtension();
  if (problem !== null) throw new Error(`The extension does not build:\n${problem}`);

  console.log('Starting secret managers with the secrets of the examples …');
  const servers = await startExampleServers(console.log, ({ stop }) => undo.push(stop));

  const first = servers[0]?.name ?? 'environment';
  const show = {
    home,
    open: await layOutDemo(home, servers),
    files: [path.join(home, first, 'flows/mistakes/every-mistake.yml')],
    env: Object.assign({}, ...servers.map(({ env }) => env)) as NodeJS.ProcessEnv,
  };
  const desktop = findDesktop();
  const editor = desktop === null ? await serveInBrowser(show) : await openDesktop(desktop, show);
  undo.push(editor.stop);
  console.log(`\n${editor.hint}\n`);
  console.log('What to look at:');
  console.log(`  1. every-mistake.yml of the folder ${first} is open: rest the mouse on what is underlined.`);
  console.log("  2. In a flow beside it type {{ secret('  and choose a name.");
  console.log(
    '  3. The view at the left shows what Kestra sees, and what is hidden from it. Its menu has “Connect to Kestra…”: for the folder kestra that settles what cannot be told.',
  );
  await editor.closed;
  await end(0);
} catch (error) {
  // What fails because it was stopped is no news.
  if (ending === undefined) console.log(error instanceof Error ? error.message : String(error));
  await end(1);
}
