import * as l10n from '@vscode/l10n';
import type { ViewBadge } from 'vscode';
import type { FolderProblems } from '../checks/folder-check.ts';
import { notFoundIn } from './not-found.ts';

/** The number at the view's icon; undefined: everything is found, or nobody has looked. */
export function badgeOf(folders: readonly FolderProblems[]): ViewBadge | undefined {
  const value = folders.flatMap(notFoundIn).length;
  return value === 0 ? undefined : { value, tooltip: l10n.t('Not found: {0}', callsWords(value)) };
}

/** How many calls ask for what is not found. */
export function callsWords(count: number): string {
  return count === 1 ? l10n.t('1 call') : l10n.t('{0} calls', count);
}
