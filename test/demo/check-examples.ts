// `npm run check:example`: what `kestra-secrets check` says of each example, with a server behind each that needs one.
import path from 'node:path';
import { runLeashed } from '../processes/leashed.ts';
import { buildExtension } from '../runner/build.ts';
import { projectFolder } from '../vscode/releases.ts';
import type { ExampleServer } from './example-server.ts';
import { startExampleServers } from './example-servers.ts';
import { exampleNames, remoteExamples } from './examples.ts';
import { makeTemporaryHome } from './temporary-home.ts';

makeTemporaryHome();

/** Whoever runs this may have credentials of their own. */
const withoutCredentials = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(?:VAULT|AWS|AZURE|GOOGLE|CLOUDSDK)_/.test(name))
    .map((name) => [name, undefined]),
);

const problem = await buildExtension();
if (problem !== null) throw new Error(`The command line does not build:\n${problem}`);

const stops: ExampleServer['stop'][] = [];
const stopAll = () => Promise.all(stops.map((stop) => stop()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Each time: npm passes on another one besides the terminal's own.
  process.on(signal, () => {
    void stopAll().then(() => process.exit(130));
  });
}

try {
  const servers = await startExampleServers(console.log, ({ stop }) => stops.push(stop));
  for (const name of exampleNames) {
    const server = servers.find((each) => each.name === name);
    const flags = server?.flags ?? (remoteExamples.includes(name) ? ['--offline'] : []);
    const args = ['check', '--folder', path.join('examples', name), ...flags];
    console.log(`\n$ kestra-secrets ${args.join(' ')}`);
    const run = runLeashed(process.execPath, ['dist/kestra-secrets.cjs', ...args], {
      cwd: projectFolder,
      env: { ...process.env, ...withoutCredentials, ...server?.env },
      output: 'inherit',
    });
    const code = await run.ended;
    console.log(`(exit ${code})`);
    // The examples hold mistakes: 1 is as it should be.
    if (code > 1) process.exitCode = 1;
  }
} finally {
  await stopAll();
}
