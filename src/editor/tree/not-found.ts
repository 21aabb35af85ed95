import * as l10n from '@vscode/l10n';
import { isCancellation } from '../../ports/cancellation.ts';
import { isNotFound, type IndexedProblem } from '../../language/problems.ts';
import type { Checks } from '../checks/register-checks.ts';
import type { FolderProblems } from '../checks/folder-check.ts';
import { errorMessage } from '../failures.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { noteNode, type FolderNode, type NotFoundNode, type TreeNode, type UnfoundNode } from './nodes.ts';

/** The group of what Kestra does not find; none where nothing is configured that could have it. */
export function notFoundNodes(
  session: FolderSession,
  parent: FolderNode | null,
  checks: Checks,
): NotFoundNode[] {
  if (session.catalog.snapshot().backends.length === 0) return [];
  const folder = session.folder.uri.toString();
  const problems = checks.knownProblems(session);
  return [
    {
      kind: 'not-found',
      id: JSON.stringify([folder, 'not-found']),
      session,
      parent,
      target: { folder },
      count: problems === null ? null : notFoundIn(problems).length,
    },
  ];
}

/** What is not found, with its file: by path, then in the order of the text. */
export function notFoundIn(problems: FolderProblems): (readonly [string, IndexedProblem])[] {
  return [...problems].flatMap(([file, own]) =>
    own.filter(isNotFound).map((found) => [file, found] as const),
  );
}

/** All flows are checked where nobody has yet. */
export async function unfoundNodes(parent: NotFoundNode, checks: Checks): Promise<TreeNode[]> {
  try {
    const found = notFoundIn(await checks.problemsOf(parent.session));
    if (found.length === 0) return [noteNode(parent, l10n.t('no name is missing or hidden'))];
    return found.map(([file, each]): UnfoundNode => {
      const { session, target } = parent;
      const { line, column } = each.place;
      const id = JSON.stringify([parent.id, file, line, column, each.problem.code]);
      return { kind: 'unfound', id, session, parent, target, file, found: each };
    });
  } catch (error) {
    if (isCancellation(error)) return [noteNode(parent, l10n.t('the check was stopped'))];
    const message = await errorMessage(error);
    return message === null ? [] : [noteNode(parent, message)];
  }
}
