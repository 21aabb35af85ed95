import * as l10n from '@vscode/l10n';
import { nameList } from '../../language/name-list.ts';
import { countFlows, useWords, type SecretUses, type SoughtSecret } from '../../language/uses/index.ts';
import { errorMessage } from '../failures.ts';
import { findUses, knownFlowCount, knownUses } from '../uses/folder-uses.ts';
import {
  rowBelow,
  noteNode,
  type SecretNode,
  type SubkeyNode,
  type TreeNode,
  type UsedInNode,
} from './nodes.ts';

/** A row that is about a secret, or about a subkey. */
type SecretRow = SecretNode | SubkeyNode | UsedInNode;

/** The group of a secret's uses. */
export function groupNode(parent: SecretNode): UsedInNode {
  return { ...rowBelow(parent, 'used-in'), kind: 'used-in', secret: parent.secret };
}

/** The uses of a secret or a subkey: all flows are read where nobody has had them read yet. */
export async function useNodes(parent: UsedInNode | SubkeyNode, signal: AbortSignal): Promise<TreeNode[]> {
  try {
    const sought = soughtOf(parent);
    const uses = await findUses(parent.session, sought, signal);
    return [...rowsOfUses(parent, sought, uses), ...notesOf(parent, uses)];
  } catch (error) {
    const message = await errorMessage(error);
    return message === null ? [] : [noteNode(parent, message)];
  }
}

function rowsOfUses(
  parent: UsedInNode | SubkeyNode,
  sought: SoughtSecret,
  { certain, perhaps }: SecretUses,
): TreeNode[] {
  const counted = new Map<string, number>();
  return [...certain, ...perhaps].map((use) => {
    // Not the line: rows keep their ids while text is typed above the call.
    const nth = counted.get(use.file) ?? 0;
    counted.set(use.file, nth + 1);
    return { ...rowBelow(parent, JSON.stringify(['use', use.file, nth])), kind: 'use', use, sought };
  });
}

function notesOf(parent: UsedInNode | SubkeyNode, uses: SecretUses): TreeNode[] {
  const isEmpty = uses.certain.length + uses.perhaps.length === 0;
  const parts = l10n.t('could be read only in part: {0}', nameList(uses.filesInPart));
  return [
    ...(isEmpty ? [noteNode(parent, useWords(countFlows(uses)))] : []),
    ...(uses.filesInPart.length === 0 ? [] : [{ ...noteNode(parent, parts), id: `${parent.id} in part` }]),
  ];
}

/** The uses of a row's secret or subkey as far as they are known; null: not all flows have been read once. */
export function usesOfRow(node: SecretRow): SecretUses | null {
  return knownUses(node.session, soughtOf(node));
}

/** Such as "used in 3 flows", of those that certainly do; null: none does, or it is not known. */
export function certainWords(node: SecretRow): string | null {
  const certain = knownFlowCount(node.session, soughtOf(node));
  return certain === null || certain === 0 ? null : useWords({ certain, perhaps: 0, isWhole: true });
}

function soughtOf(node: SecretRow): SoughtSecret {
  const { secret, backend } = node;
  const subkey = node.kind === 'subkey' ? node.name : null;
  return { name: secret.name, subkey, held: { backend, secret } };
}
