import * as l10n from '@vscode/l10n';
import type { OnlyFor } from '../../configuration/index.ts';

/** Why a variable that a server has is not certain for every task. */
export function onlyForMessage(variable: string, { server, but }: OnlyFor): string {
  if (but === 'runs-no-tasks') return l10n.t('Only {1} has {0}, and it runs no tasks.', variable, server);
  if (but === 'runs-group') {
    return l10n.t('Only {1} has {0}, and it runs the tasks of its worker group alone.', variable, server);
  }
  return l10n.t(
    '{1} has {0}, but nothing here gives it to {2}, which runs tasks, too.',
    variable,
    server,
    but.lacks,
  );
}
