import type { CliCommand } from './invocation.ts';
import {
  commandHelp,
  commandNames,
  commonOptions,
  environmentHelp,
  ownOptions,
  type OptionRow,
} from './options.ts';

/** The help of one command, or of all. */
export function helpText(command: CliCommand['name'] | null): string {
  if (command !== null) {
    const { usage, help } = commandHelp[command];
    return [
      `kestra-secrets ${usage} [options]: ${help}`,
      ...section('Options', rows(ownOptions[command])),
      ...section('Options of every command', rows(commonOptions)),
      '',
    ].join('\n');
  }
  return [
    'kestra-secrets COMMAND [options]: see and check the secrets that Kestra flows ask for, never a value',
    ...section(
      'Commands (the help of each: kestra-secrets COMMAND --help)',
      commandNames.map((name) => [commandHelp[name].usage, commandHelp[name].help]),
    ),
    ...section('Options of every command', rows(commonOptions)),
    ...section(
      'Options of one command',
      commandNames.filter(hasOwnOptions).map((name) => [`kestra-secrets ${name} --help`, ownNames(name)]),
    ),
    ...section('Environment', environmentHelp),
    '',
    'Exit codes: 0 nothing to fail on, 1 something to fail on, 2 the job could not be done, 64 wrong usage.',
    '',
  ].join('\n');
}

function hasOwnOptions(name: CliCommand['name']): boolean {
  return Object.keys(ownOptions[name]).length > 0;
}

function ownNames(name: CliCommand['name']): string {
  return Object.keys(ownOptions[name])
    .map((option) => `--${option}`)
    .join(', ');
}

function rows(options: Readonly<Record<string, OptionRow>>): [string, string][] {
  return Object.entries(options).map(([name, { value, short, help }]) => [
    `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    help,
  ]);
}

function section(title: string, lines: readonly (readonly [string, string])[]): string[] {
  if (lines.length === 0) return [];
  const width = Math.max(...lines.map(([left]) => left.length));
  return ['', `${title}:`, ...lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)];
}
