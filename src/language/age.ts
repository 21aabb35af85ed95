import * as l10n from '@vscode/l10n';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How fresh an answer is, such as "2 minutes ago"; both times in ms since the epoch, null: never fetched. */
export function ageWords(fetchedAt: number | null, now: number): string {
  if (fetchedAt === null) return l10n.t('not yet');
  const age = Math.max(0, now - fetchedAt);
  if (age < 5 * second) return l10n.t('just now');
  if (age < minute) return l10n.t('{0} seconds ago', Math.floor(age / second));
  if (age < 2 * minute) return l10n.t('1 minute ago');
  if (age < hour) return l10n.t('{0} minutes ago', Math.floor(age / minute));
  if (age < 2 * hour) return l10n.t('1 hour ago');
  if (age < day) return l10n.t('{0} hours ago', Math.floor(age / hour));
  if (age < 2 * day) return l10n.t('1 day ago');
  return l10n.t('{0} days ago', Math.floor(age / day));
}

/** The same under its label, within a line: "last checked 2 minutes ago". */
export function lastCheckedWords(fetchedAt: number, now: number): string {
  return l10n.t('last checked {0}', ageWords(fetchedAt, now));
}
