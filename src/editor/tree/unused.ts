import * as l10n from '@vscode/l10n';
import { backendName, inNameOrder, stateWords } from '../../language/index.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { Checks } from '../checks/register-checks.ts';
import type { UnusedAnswer, UnusedRow } from '../checks/unused-secrets.ts';
import { errorMessage } from '../failures.ts';
import type { FolderSession } from '../session/folder-session.ts';
import {
  noteNode,
  type FolderNode,
  type PerhapsUsedNode,
  type TreeNode,
  type UnusedNode,
  type UnusedSecretNode,
} from './nodes.ts';

/** The group of secrets that no flow uses; none where no secret is known. */
export function unusedNodes(session: FolderSession, parent: FolderNode | null): UnusedNode[] {
  const { backends } = session.catalog.snapshot();
  if (backends.length === 0) return [];
  const folder = session.folder.uri.toString();
  return [{ kind: 'unused', id: JSON.stringify([folder, 'unused']), session, parent, target: { folder } }];
}

/** Those that are certainly unused, then a group of those that may be used, then what may be wrong with that. */
export async function nodesOfUnused(parent: UnusedNode, checks: Checks): Promise<TreeNode[]> {
  try {
    const answer = await checks.unusedOf(parent.session);
    const { unused, perhaps } = answer;
    const sentences = notesOf(answer);
    if (unused.length === 0) sentences.unshift(l10n.t('no secret is certainly unused'));
    return [
      ...secretNodes(parent, unused),
      ...(perhaps.length === 0 ? [] : [perhapsNode(parent, perhaps)]),
      ...sentences.map((text, index) => ({ ...noteNode(parent, text), id: `${parent.id} note ${index}` })),
    ];
  } catch (error) {
    const message = isCancellation(error) ? null : await errorMessage(error);
    return message === null ? [] : [noteNode(parent, message)];
  }
}

export function nodesOfPerhapsUsed(parent: PerhapsUsedNode): UnusedSecretNode[] {
  return secretNodes(parent, parent.rows);
}

function perhapsNode(parent: UnusedNode, rows: readonly UnusedRow[]): PerhapsUsedNode {
  const { session, target } = parent;
  return { kind: 'perhaps-used', id: `${parent.id} perhaps`, session, parent, target, rows };
}

function secretNodes(parent: UnusedNode | PerhapsUsedNode, rows: readonly UnusedRow[]): UnusedSecretNode[] {
  const { session } = parent;
  const isOne = session.catalog.snapshot().backends.length === 1;
  return inNameOrder(rows).map((unused) => ({
    kind: 'unused-secret',
    id: JSON.stringify([parent.id, unused.backend.id, unused.storedName]),
    session,
    parent,
    target: { folder: parent.target.folder, backend: unused.backend.id, stored: unused.storedName },
    unused,
    showsBackend: !isOne,
  }));
}

/** Why more may be unused, or less. */
function notesOf({ filesInPart, isWhole, notListed }: UnusedAnswer): string[] {
  const [file, ...others] = filesInPart;
  return [
    ...(file === undefined
      ? []
      : others.length === 0
        ? [l10n.t('any may be used in {0}, which could be read only in part', file)]
        : [l10n.t('any may be used in {0} files that could be read only in part', filesInPart.length)]),
    ...(isWhole ? [] : [l10n.t('any may be used: the folder holds more text than is looked through')]),
    ...notListed.map((backend) =>
      l10n.t('more may be unused: {0}, {1}', backendName(backend), stateWords(backend.state)),
    ),
  ];
}
