import * as l10n from '@vscode/l10n';
import type { OnlyFor } from '../../configuration/index.ts';

/** Why a variable that a server has is not certain for every task. */
export function onlyForMessage(variable: string, { server, but }: OnlyFor): string {
  if (but === 'runs-no-tasks') return l10n.t('Only {1} has {0}, and it runs no tasks.', variable, server);
  if (but === 'runs-group') {
    return l10n.t('Only {1} has {0}, and it runs the tasks of its worker group alone.', variable, server);
  }
  if ('patch' in but) {
    return l10n.t('{2} may take {0} away from {1}, and is not applied here.', variable, server, but.patch);
  }
  if ('differs' in but) {
    return l10n.t(
      '{1} and {2} have {0} with different values, and the one of {2} is not Base64.',
      variable,
      server,
      but.differs,
    );
  }
  return l10n.t(
    '{1} has {0}, but nothing here gives it to {2}, which runs tasks, too.',
    variable,
    server,
    but.lacks,
  );
}
