import { exec, execFile, type ExecException } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { commandFor, environmentFor } from './command.ts';
import { findProgram } from './find-program.ts';
import { searchPath, variableOf } from './search-path.ts';

/** A program of the user's that is asked something. */
export interface Program {
  /** Without an extension. */
  readonly name: string;
  /** Of its own variables' names, such as `AZURE_`; null: none of them counts. */
  readonly prefix: string | null;
  /** What it gets besides those. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  /** Milliseconds. */
  readonly patience: number;
}

/** Bytes: the names of all files of a large repository. */
const mostOutput = 256 * 1024 * 1024;

/**
 * What a program writes; null: it is not there, or failed. It is found by hand and started from the user's home with an
 * environment of its own, since the folder that is looked at may have a program of that name. Rejects when cancelled.
 */
export async function runProgram(
  { name, prefix, environment = {}, args, patience }: Program,
  signal: AbortSignal,
): Promise<string | null> {
  const surroundings = { platform: process.platform, environment: process.env };
  const file = await findProgram(name, { ...surroundings, isProgram }, signal);
  const command = file === null ? null : commandFor(file, args, surroundings);
  if (command === null) return null;
  const options = {
    signal,
    timeout: patience,
    windowsHide: true,
    windowsVerbatimArguments: command.verbatim,
    cwd: homedir(),
    env: { ...environmentFor(prefix, surroundings), ...environment },
    maxBuffer: mostOutput,
  };
  return new Promise((resolve, reject) => {
    execFile(command.file, command.args, options, (error, output) => {
      if (error === null) resolve(output);
      else if (signal.aborted) reject(error instanceof Error ? error : new Error(name));
      else resolve(null);
    });
  });
}

async function isProgram(file: string, signal: AbortSignal): Promise<boolean> {
  signal.throwIfAborted();
  try {
    if (!(await stat(file)).isFile()) return false;
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Longest time of a command line, in milliseconds: some ask for a second factor in a browser. */
const commandPatience = 60_000;

/**
 * A command line of the user's own files, such as `credential_process` of a profile, by the shell as it is meant; but
 * from the user's home and with absolute folders to look for programs in. Calls back as Node's `exec` does; a program that
 * waits for somebody is ended after a minute.
 */
export function runCommandLine(
  command: string,
  done: (error: ExecException | null, output: { readonly stdout: string }) => void,
): void {
  const surroundings = { platform: process.platform, environment: process.env };
  const isWindows = process.platform === 'win32';
  const others = Object.entries(process.env).filter(([name]) => name.toUpperCase() !== 'PATH' || !isWindows);
  const system = variableOf(surroundings, 'SystemRoot') ?? 'C:\\Windows';
  const options = {
    cwd: homedir(),
    env: {
      ...Object.fromEntries(others),
      PATH: searchPath(surroundings),
      ...(isWindows ? { NoDefaultCurrentDirectoryInExePath: '1' } : {}),
    },
    shell: isWindows ? path.win32.join(system, 'System32', 'cmd.exe') : '/bin/sh',
    windowsHide: true,
    timeout: commandPatience,
  };
  exec(command, options, (error, stdout) => done(error, { stdout }));
}
