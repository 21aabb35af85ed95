import type { Uri } from 'vscode';
import type { ConfigurationProblem } from '../../configuration/index.ts';
import type { Question, Resolution } from '../../catalog/index.ts';
import type { FlowFile, SecretReference, Stretches } from '../../flow/index.ts';
import { mayIgnoreProblems, type LanguageProblem } from '../../language/index.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { isConfigurationFile } from './configuration-file.ts';

/** Does work in turns; null where it is no longer wanted. */
export type InTurns = <T>(work: Stretches<T>) => Promise<{ readonly value: T } | null>;

/** What is known of an open flow. */
interface KnownOfFlow {
  readonly session: FolderSession;
  readonly uri: Uri;
  readonly resolve: (question: Question) => Resolution;
  readonly isHalfTyped: (reference: SecretReference) => boolean;
}

/**
 * The problems of a flow that no comment in it ignores, with what is wrong with those comments; null where they are no longer
 * wanted. Of a file that configures a server as well, the configuration's own marks say that.
 */
export async function flowProblemsToTell(
  file: FlowFile,
  problems: readonly LanguageProblem[],
  { isHalfTyped, resolve, session, uri }: KnownOfFlow,
  inTurns: InTurns,
): Promise<readonly LanguageProblem[] | null> {
  const text = file.source ?? file.text;
  if (!mayIgnoreProblems(text)) return problems;
  const [{ flowComments }, { isConfigurationCode, judgeSuppressions, untoldIn }] = await Promise.all([
    import('../../configuration/comments/index.ts'),
    import('../../language/suppressions.ts'),
  ]);
  const comments = await inTurns(flowComments(uri.path, text));
  if (comments === null) return null;
  const configuration = session.configuration();
  const isConfiguration = isConfigurationFile(session, uri);
  const known = {
    kestraVersion: configuration?.kestraVersion ?? null,
    isConfigurationRead: configuration !== null,
    isHalfTyped,
  };
  const judged = judgeSuppressions(text, comments.value, problems, {
    untold: () => untoldIn(file, resolve, known),
    judges: (code) => !isConfigurationCode(code) || (configuration !== null && !isConfiguration),
    saysNothingOfComments: isConfiguration,
  });
  return [...problems, ...judged.own].filter((problem) => !judged.problems.has(problem));
}

/** What is known of a file that configures Kestra. */
interface KnownOfConfiguration {
  readonly file: string;
  readonly text: string;
  /** All of the folder. */
  readonly all: readonly ConfigurationProblem[];
  /** Whether it holds what a flow is given, so that other marks say what is wrong with that. */
  readonly isFlowToo: boolean;
}

/** The same of a file that configures Kestra. */
export async function configurationProblemsToTell(
  problems: readonly ConfigurationProblem[],
  { all, file, isFlowToo, text }: KnownOfConfiguration,
  inTurns: InTurns,
): Promise<readonly (ConfigurationProblem | LanguageProblem)[] | null> {
  if (!mayIgnoreProblems(text)) return problems;
  const [{ commentsIn }, { isConfigurationCode, judgeSuppressions, untoldConfiguration }] = await Promise.all(
    [import('../../configuration/comments/index.ts'), import('../../language/suppressions.ts')],
  );
  const comments = await inTurns(commentsIn(file, text));
  if (comments === null) return null;
  if (comments.value === null) return problems;
  const judged = judgeSuppressions(text, comments.value, problems, {
    untold: () => untoldConfiguration(all),
    judges: (code) => isConfigurationCode(code) || !isFlowToo,
  });
  return [...problems, ...judged.own].filter((problem) => !judged.problems.has(problem));
}
