import type { CatalogSnapshot } from '../catalog/index.ts';
import { environmentVariable, systemClock } from '../host/index.ts';
import { notReadLines, placedName, printableLine } from '../language/index.ts';
import { isCancellation } from '../ports/cancellation.ts';
import { readArguments } from './arguments.ts';
import { runCheck } from './commands/check.ts';
import { runCompare } from './commands/compare.ts';
import { runConfig } from './commands/config.ts';
import { runExplain } from './commands/explain.ts';
import { runList } from './commands/list.ts';
import { runUnused } from './commands/unused.ts';
import { withTimeLimit } from './deadline.ts';
import type { JsonDocument } from './document.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { summaryLine } from './formats/summary.ts';
import { writeDocument } from './formats/write-document.ts';
import { helpText } from './help.ts';
import type { CliCommand, Options } from './invocation.ts';
import { allBackends } from '../catalog/kestra/as-backend.ts';
import { isCommandName } from './options.ts';
import { lookedForWords } from './looked-for.ts';
import { notices } from './notices.ts';
import type { Outcome } from './outcome.ts';
import { openSession, type Session } from './session.ts';
import { addStepSummary } from './step-summary.ts';
import { CannotDo, WrongUsage } from './trouble.ts';

/** Where a run writes. */
export interface Output {
  /** Answers once more can be taken: what is not yet written is kept in memory. */
  out(text: string): Promise<void>;
  /** One line. */
  err(line: string): void;
  readonly colours: boolean;
}

/** Runs the command line and gives its exit code. Never rejects. */
export async function run(args: readonly string[], version: string, raw: Output): Promise<number> {
  // Whatever is said may quote a configuration, a server or a name.
  const output: Output = { ...raw, err: (line) => raw.err(printableLine(line, false)) };
  const invocation = readArguments(args, environmentVariable);
  switch (invocation.kind) {
    case 'version':
      await output.out(`${version}\n`);
      return exitCodes.nothing;
    case 'help':
      await output.out(helpText(invocation.command));
      return exitCodes.nothing;
    case 'usage':
      return wrongUsage(invocation.message, args.find(isCommandName), output);
    case 'run':
      return runCommand(invocation.command, invocation.options, version, output);
  }
}

async function runCommand(
  command: CliCommand,
  options: Options,
  version: string,
  output: Output,
): Promise<number> {
  try {
    return await withTimeLimit(options.timeout, async (signal) => {
      const session = await openSession(options, signal);
      try {
        const outcome = await runIn(session, command, signal);
        // Whoever reads what is written may take longer than the limit.
        const isOver = signal.aborted;
        const unanswered = namesOf(session.catalog.busyBackends(), outcome.snapshot);
        const now = systemClock.now();
        for (const piece of writeDocument(outcome.document, options.format, version, output.colours, now)) {
          await output.out(piece);
        }
        if (command.name === 'config') return exitCodes.nothing;
        const { found, notRead = [] } = session.configuration;
        const seen = found ? [] : notReadLines(notRead);
        const isNothing = !found && seen.length === 0 && allBackends(outcome.snapshot).length === 0;
        const lookedFor = isNothing ? [lookedForWords] : [];
        for (const line of [...session.warnings, ...seen, ...lookedFor, ...notices(outcome)])
          output.err(line);
        const summary = summaryOnError(outcome.document, options.format);
        if (summary !== null) output.err(summary);
        const stepFile = environmentVariable('GITHUB_STEP_SUMMARY') ?? '';
        if (stepFile !== '' && !(await addStepSummary(outcome.document, stepFile))) {
          output.err('The file that GITHUB_STEP_SUMMARY names cannot be written.');
        }
        if (isOver) output.err(timeIsOver(options, unanswered));
        return exitCodeOf(outcome, isOver);
      } finally {
        session.catalog.close();
      }
    });
  } catch (error) {
    return afterTrouble(error, command, options, output);
  }
}

/** People hear how it went where standard output is for a program that has no place for it. */
function summaryOnError(document: JsonDocument, format: Options['format']): string | null {
  return format === 'text' || format === 'json' ? null : summaryLine(document);
}

function runIn(session: Session, command: CliCommand, signal: AbortSignal): Promise<Outcome> {
  switch (command.name) {
    case 'list':
      return runList(session, command, signal);
    case 'check':
      return runCheck(session, command, signal);
    case 'explain':
      return runExplain(session, command, signal);
    case 'config':
      return runConfig(session, signal);
    case 'unused':
      return runUnused(session, signal);
    case 'compare':
      return runCompare(session, signal);
  }
}

function afterTrouble(error: unknown, command: CliCommand, options: Options, output: Output): number {
  if (error instanceof WrongUsage) return wrongUsage(error.message, command.name, output);
  if (error instanceof CannotDo) output.err(`${error.message}.`);
  else if (isCancellation(error)) output.err(timeIsOver(options, []));
  // An unexpected error's message might hold text of a file or an answer: its name and place are enough to find it.
  else output.err(`Something unexpected went wrong: ${placeOfError(error)}.`);
  return exitCodes.cannotDo;
}

function placeOfError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = /\n\s+at (.*)/.exec(error.stack ?? '')?.[1];
  return place === undefined ? error.name : `${error.name} at ${place}`;
}

/** `unanswered`: the backends that were still asked then. */
function timeIsOver(options: Options, unanswered: readonly string[]): string {
  const ended = `The run was stopped after ${String(options.timeout / 1000)} seconds (--timeout)`;
  return unanswered.length === 0
    ? `${ended}.`
    : `${ended}; no complete answer came from ${unanswered.join(', ')}.`;
}

function namesOf(ids: readonly string[], snapshot: CatalogSnapshot): string[] {
  return allBackends(snapshot)
    .filter(({ id }) => ids.includes(id))
    .map(placedName);
}

/** `command`: whose help says how it is used; undefined: none was given. */
function wrongUsage(message: string, command: string | undefined, output: Output): number {
  output.err(`${message}: see kestra-secrets ${command === undefined ? '' : `${command} `}--help.`);
  return exitCodes.wrongUsage;
}
