import * as l10n from '@vscode/l10n';
import type { Reason } from '../../catalog/index.ts';
import type { NotRead } from '../../configuration/index.ts';

/** What is said of a file that may configure Kestra and is not read. Plain text; escape it to show it. */
export function notReadMessage({ file, why }: NotRead): string {
  switch (why) {
    case 'template':
      return l10n.t(
        '{0} may configure Kestra and is not read: it is a template, of which another tool makes the configuration; write its kestra.secret into an application.yml.',
        file,
      );
    case 'encrypted':
      return l10n.t(
        '{0} may configure Kestra and is not read: it is encrypted; write its kestra.secret into an application.yml, with variables for credentials.',
        file,
      );
    case 'kind':
      return l10n.t(
        '{0} may start Kestra, in a way that is not read here; write its kestra.secret into an application.yml.',
        file,
      );
  }
}

/** Why a name that is in no list is not missing all the same. */
export function unreadServerMessage({ name, file }: Extract<Reason, { kind: 'server-not-read' }>): string {
  return l10n.t(
    '{0} was not found, but {1} may start another Kestra server, and is not read here.',
    name,
    file,
  );
}

/** How many files are named before the others are only counted. */
const shown = 3;

/** The same of several files, a line each; of many the nearest to the folder's root. */
export function notReadLines(files: readonly NotRead[]): readonly string[] {
  const others = files.length - shown;
  return [
    ...files.slice(0, shown).map(notReadMessage),
    ...(others > 0 ? [l10n.t('The same goes for {0} more files.', others)] : []),
  ];
}
