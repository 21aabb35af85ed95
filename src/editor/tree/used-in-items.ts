import * as l10n from '@vscode/l10n';
import type { TreeItem } from 'vscode';
import { capitalise } from '../../language/index.ts';
import { countFlows, useWords } from '../../language/uses/index.ts';
import { useLocation } from '../uses/find-references.ts';
import type { UsedInNode, UseNode } from './nodes.ts';
import { Collapsed, Expanded, joinParts, None, row } from './row.ts';
import { usesOfRow } from './used-in.ts';

/**
 * Opening it has the flows read, if nobody has had that yet. Under a secret that has nothing else below it, it is open: who
 * opens the secret wants its uses.
 */
export function groupItem(node: UsedInNode): TreeItem {
  const uses = usesOfRow(node);
  const label = uses === null ? l10n.t('Used in flows') : capitalise(useWords(countFlows(uses)));
  const isEmpty = uses !== null && uses.certain.length + uses.perhaps.length + uses.filesInPart.length === 0;
  const isAlone = node.secret.subkeys.state === 'none' && node.secret.visible !== false;
  return row(label, isEmpty ? None : isAlone ? Expanded : Collapsed, {
    icon: 'references',
    spoken: joinParts([label, uses === null ? l10n.t('opening it reads all flows') : null], ', '),
  });
}

/** Leads to the name in the flow. */
export function useItem({ session, use, sought }: UseNode): TreeItem {
  const { file, reference, doubt } = use;
  const perhaps = doubt === null ? null : l10n.t('perhaps');
  const { uri, range } = useLocation(session, use, sought);
  const flow = reference.flow.id ?? file;
  const where = `${file}:${String(range.start.line + 1)}`;
  const item = row(flow, None, {
    icon: doubt === null ? 'go-to-file' : 'question',
    description: joinParts([perhaps, where], ' · '),
    spoken: joinParts([l10n.t('flow {0}', flow), perhaps, where], ', '),
  });
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open Flow'),
    arguments: [uri, { selection: range }],
  };
  return item;
}
