// `npm test`: builds the extension, runs every suite, two parts of them at a time, and ends with one line alone: `N passed, N failed`.
// `npm test -- unit workbench` runs these only; `-g TEXT` only the tests whose title holds TEXT. `--all` runs in the oldest
// release, too, what does not depend on the release.
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareJudges } from './oracle/prepare-judges.ts';
import type { Leashed } from './processes/leashed.ts';
import { temporaryRoot } from './processes/homes.ts';
import { removeFolder } from './processes/remove-folder.ts';
import { buildExtension, packageExtension } from './runner/build.ts';
import { bundleHostTests } from './runner/bundle.ts';
import { type Counts, countsLine, failureLines, flakyLines, oneFailed, sum } from './runner/counts.ts';
import { faces, onOldest } from './runner/on-oldest.ts';
import { runSuites } from './runner/run-suites.ts';
import {
  type Part,
  type Suite,
  runHostSuite,
  runNodeSuite,
  runWindowFile,
  testFiles,
} from './runner/suite.ts';
import { tool } from './runner/tools.ts';
import { findBrowser } from './vscode/browser.ts';
import { installVsCode } from './vscode/install.ts';
import { newest, oldest } from './vscode/releases.ts';

/** Work that is under way: whoever waits for it hears of its failure, and nobody else. */
function later<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** The two VS Codes and the browser: asked for once, installed while the unit tests run. */
function prepareTools() {
  const log = (line: string) => console.log(line);
  const newestCode = later(installVsCode(newest, log));
  return {
    newest: newestCode,
    // One after the other: two at once take as long, and the newest is needed first.
    oldest: later(newestCode.catch(() => undefined).then(() => installVsCode(oldest, log))),
    browser: later(findBrowser()),
  };
}

type Tools = ReturnType<typeof prepareTools>;

interface Prepared {
  readonly tools: () => Tools;
  readonly vsix: () => Promise<string>;
  readonly judges: () => Promise<unknown>;
  /** Whether every file of the window runs in the oldest release. */
  readonly all: boolean;
}

function allSuites({ tools, vsix, judges, all }: Prepared): Suite[] {
  const needs = async (release: 'newest' | 'oldest') => {
    await tool('VS Code could not be installed', tools()[release]);
    await tool('no browser', tools().browser);
  };
  const workbench = async (release: 'newest' | 'oldest'): Promise<readonly Part[]> => {
    const files = await testFiles('workbench');
    const chosen = release === 'newest' || all ? files : onOldest(files);
    return chosen.map((file) => async (context) => {
      await needs(release);
      return runWindowFile(file, 180_000, context, {
        KESTRA_SECRETS_RELEASE: release,
        KESTRA_SECRETS_VSIX: await vsix(),
      });
    });
  };
  const whole = (part: Part) => () => Promise.resolve([part]);
  const names = Object.keys(faces).map((name) => name.replace('.test.ts', ''));
  const alone = `: what differs between releases, by ${names.join(', ')} (all: npm test -- workbench-oldest --all)`;
  return [
    {
      name: 'unit',
      title: 'the core and the command line',
      parts: whole(async (context) => runNodeSuite(await testFiles('unit'), 10_000, context)),
    },
    {
      name: 'oracle',
      title: 'flows and configuration, as Kestra and what it is made of read them',
      parts: whole(async (context) => {
        // Each test asks for its own, and is skipped where that is not there.
        await judges();
        return runNodeSuite(await testFiles('oracle'), 10_000, context);
      }),
    },
    {
      name: 'host',
      title: 'inside the extension host of the newest VS Code',
      parts: whole(async (context) => {
        // A desktop's VS Code brings its own window.
        if (process.env.KESTRA_SECRETS_VSCODE === undefined) await needs('newest');
        return runHostSuite(await bundleHostTests(), 'newest', context);
      }),
    },
    {
      name: 'host-oldest',
      title: 'inside the extension host of the oldest VS Code that is supported',
      parts: whole(async (context) => {
        await needs('oldest');
        return runHostSuite(await bundleHostTests(), 'oldest', context);
      }),
    },
    {
      name: 'workbench',
      title: 'the packaged extension in the newest VS Code, used in a browser',
      parts: () => workbench('newest'),
    },
    {
      name: 'workbench-oldest',
      title: `the same in the oldest VS Code that is supported${all ? '' : alone}`,
      parts: () => workbench('oldest'),
    },
  ];
}

function helpText(suites: readonly Suite[]): string {
  return [
    'npm test -- [SUITE…] [--grep TEXT] [--all]',
    'Runs these suites, or all of them; with --grep (-g) only the tests whose title holds TEXT; with --all every file of the',
    "window's tests in the oldest release, too.",
    '',
    ...suites.map(({ name, title }) => `  ${name.padEnd(17)} ${title}`),
  ].join('\n');
}

/** null: there was nothing to run. */
async function main(temporary: string, started: (process: Leashed) => void): Promise<Counts | null> {
  const { values, positionals } = parseArgs({
    options: {
      all: { type: 'boolean', default: false },
      grep: { type: 'string', short: 'g' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
  });
  let tools: Tools | undefined;
  let packing: Promise<string> | undefined;
  const vsix = () => (packing ??= later(packageExtension(temporary)));
  let judges: Promise<unknown> | undefined;
  // Fetched while the unit tests run; five minutes each must do.
  const judging = () => (judges ??= later(prepareJudges(300_000)));
  const suites = allSuites({
    tools: () => (tools ??= prepareTools()),
    vsix,
    judges: judging,
    all: values.all,
  });
  if (values.help === true) {
    console.log(helpText(suites));
    return null;
  }
  const unknown = positionals.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    console.log(`There is no suite "${unknown}": ${suites.map(({ name }) => name).join(', ')}.`);
    return oneFailed;
  }
  const chosen = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

  const built = await buildExtension();
  if (built !== null) {
    console.log(`The extension does not build:\n${built}`);
    return oneFailed;
  }
  // At once: a build that comes between would change what is tested.
  if (chosen.some(({ name }) => name.startsWith('workbench'))) await vsix().catch(() => undefined);
  if (chosen.some(({ name }) => name === 'oracle')) void judging();
  if (chosen.some(({ name }) => !['unit', 'oracle'].includes(name))) tools = prepareTools();
  return sum(await runSuites(chosen, { temporary, grep: values.grep, started }));
}

const temporary = await mkdtemp(path.join(temporaryRoot(), 'kestra-secrets-run-'));
const running = new Set<Leashed>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    void Promise.all([...running].map((child) => child.stop()))
      .then(() => removeFolder(temporary))
      .then(() => process.exit(130));
  });
}

const counts = await main(temporary, (child) => {
  running.add(child);
  void child.ended.then(() => running.delete(child));
});
await removeFolder(temporary);
if (counts !== null) {
  console.log(['', ...failureLines(counts), ...flakyLines(counts), countsLine(counts)].join('\n'));
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}
