import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { thisSystem } from '../../processes/system.ts';
import { findOnPath } from '../../processes/programs.ts';

/** Git's own program on this machine; null: it has none. */
export const git = findOnPath(['git'], thisSystem());

/** Runs git in a folder, with no configuration but what is given here, and answers what it says. Throws where it fails. */
export function runGit(folder: string, ...args: readonly string[]): string {
  const settings = {
    'user.name': 'a',
    'user.email': 'a@a.example',
    'protocol.file.allow': 'always',
    'core.autocrlf': 'false',
  };
  const given = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return execFileSync(git ?? 'git', [...given, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ownEnvironment(), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: join(folder, '.git/none') },
  });
}

/** Without what a hook of git, in which the tests may run, says of its own repository. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
}

/** A suite that needs git: it is skipped with a printed reason where there is none. */
export function describeWithGit(title: string, suite: (this: Mocha.Suite) => void): void {
  if (git === null) console.log(`  skipped: ${title}: there is no git here`);
  (git === null ? describe.skip : describe)(title, suite);
}
