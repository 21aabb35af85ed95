import * as l10n from '@vscode/l10n';
import { Range, type TreeItem } from 'vscode';
import { backendName } from '../../language/index.ts';
import { commands, rowContexts } from '../contributions.ts';
import { uriOf } from '../session/paths.ts';
import type { PerhapsUsedNode, UnusedSecretNode } from './nodes.ts';
import { Collapsed, joinParts, None, row } from './row.ts';

export function unusedItem(): TreeItem {
  return row(l10n.t('Unused secrets'), Collapsed, {
    icon: 'circle-slash',
    spoken: l10n.t('Unused secrets, opening it looks through all files'),
  });
}

export function perhapsUsedItem({ rows }: PerhapsUsedNode): TreeItem {
  return row(l10n.t('May be used ({0})', rows.length), Collapsed, { icon: 'question' });
}

/** Leads to what may use it, else to where it is configured. */
export function unusedSecretItem({ unused, session, showsBackend, target }: UnusedSecretNode): TreeItem {
  const { backend, because, causes, name } = unused;
  const where = showsBackend ? backendName(backend) : null;
  const why = because === null ? null : causeWords(because.file, because.line, causes);
  const spoken = why === null ? l10n.t('not used') : l10n.t('may be used by {0}', why);
  const item = row(name, None, {
    icon: because === null ? 'circle-slash' : 'question',
    description: joinParts([why, where], ' · '),
    spoken: joinParts([l10n.t('secret {0}', name), spoken, where], ', '),
    context: rowContexts.unused,
  });
  if (because !== null) {
    const at = new Range(because.line - 1, because.column - 1, because.line - 1, because.column - 1);
    item.command = {
      command: 'vscode.open',
      title: l10n.t('Open Flow'),
      arguments: [uriOf(session.folder, because.file), { selection: at }],
    };
  } else if (backend.type === 'env') {
    const title = l10n.t('Open configuration');
    item.command = { command: commands.openConfiguration, title, arguments: [target] };
  }
  return item;
}

function causeWords(file: string, line: number, causes: number): string {
  const place = `${file}:${String(line)}`;
  return causes === 1 ? place : l10n.t('{0} and {1} more', place, causes - 1);
}
