import type { Question, Resolution } from '../../catalog/index.ts';
import type { ConfigurationProblem } from '../../configuration/index.ts';
import { documentFor, generationOf, type FlowFile, type SecretReference } from '../../flow/index.ts';
import { isConfigurationCode, isProblemCode, problemCodes } from '../messages/codes.ts';
import { onceEach } from '../once-each.ts';
import { questionOf } from '../question.ts';
import { verdictProblemCodes, type ProblemCode } from '../types.ts';
import type { Untold } from './judge.ts';

/** What is told only where the version of the Kestra that runs the flow is known. */
const codesOfVersion: readonly ProblemCode[] = [
  'never-rendered',
  'not-allowed-here',
  'plain-text-leak',
  'plugin-defaults-removed',
  'secret-in-pause',
];

/** What is known beside the flow's own text. */
export interface KnownForUntold {
  /** null: not known. */
  readonly kestraVersion: string | null;
  /** Whether the server's configuration was read at all. */
  readonly isConfigurationRead: boolean;
  readonly isHalfTyped: (reference: SecretReference) => boolean;
}

/** Which problems of a flow cannot be told for now: no list was read, nobody could be asked, the version is not known. */
export function untoldIn(
  file: FlowFile,
  resolve: (question: Question) => Resolution,
  { isConfigurationRead, isHalfTyped, kestraVersion }: KnownForUntold,
): readonly Untold[] {
  const resolveOnce = onceEach(resolve);
  const generation = generationOf(kestraVersion);
  const anywhere: ProblemCode[] = [
    ...(generation === null ? codesOfVersion : []),
    ...(isConfigurationRead ? [] : (['secret-in-envs'] as const)),
  ];
  const untold: Untold[] = anywhere.map((code) => ({ code, range: null }));
  for (const read of file.documents) {
    const document = documentFor(read, generation);
    for (const reference of document.references) {
      const { secretVerdict, subkeyVerdict } = resolveOnce(questionOf(reference, document));
      if (secretVerdict !== 'unknown' && subkeyVerdict !== 'unknown' && !isHalfTyped(reference)) continue;
      const ranges = [reference, ...Object.values(reference.arguments)].map(({ range }) => range);
      for (const code of verdictProblemCodes) for (const range of ranges) untold.push({ code, range });
    }
  }
  return untold;
}

/** The same of a file that configures Kestra: of a configuration that is more than is read. */
export function untoldConfiguration(problems: readonly ConfigurationProblem[]): readonly Untold[] {
  if (problems.every(({ code }) => code !== 'too-large')) return [];
  return problemCodes
    .filter(isProblemCode)
    .filter(isConfigurationCode)
    .map((code) => ({ code, range: null }));
}
