import * as l10n from '@vscode/l10n';
import type { TreeItem } from 'vscode';
import { verdictWords } from '../../language/index.ts';
import type { IndexedProblem } from '../../language/problems.ts';
import { problemMessage } from '../../language/messages/index.ts';
import { rangeOfPlace } from '../checks/places.ts';
import { rowContexts } from '../contributions.ts';
import { uriOf } from '../session/paths.ts';
import { callsWords } from './badge.ts';
import type { NotFoundNode, UnfoundNode } from './nodes.ts';
import { Collapsed, joinParts, None, row } from './row.ts';

export function notFoundItem({ count }: NotFoundNode): TreeItem {
  const label = l10n.t('Not found');
  const words = count === null ? l10n.t('not checked yet') : callsWords(count);
  return row(label, Collapsed, {
    icon: 'search-stop',
    description: words,
    spoken: joinParts([label, words, count === null ? l10n.t('opening it checks all flows') : null], ', '),
    context: rowContexts.notFound,
  });
}

/** Leads to the name in the flow. */
export function unfoundItem({ file, found, session }: UnfoundNode): TreeItem {
  const { place, problem } = found;
  const label = nameOf(found);
  const verdict = verdictWords(problem.code === 'secret-hidden' ? 'hidden' : 'missing');
  const where = `${file}:${String(place.line)}`;
  const item = row(label, None, {
    icon: problem.code === 'secret-hidden' ? 'eye-closed' : 'error',
    description: joinParts([verdict, where], ' · '),
    spoken: joinParts([l10n.t('call of {0}', label), problemMessage(problem), where], ', '),
  });
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open Flow'),
    arguments: [uriOf(session.folder, file), { selection: rangeOfPlace(place) }],
  };
  return item;
}

function nameOf({ problem: { code, data } }: IndexedProblem): string {
  if (code === 'empty-name') return l10n.t('a call without a name');
  return joinParts([data.name ?? null, data.subkey ?? null], '.');
}
