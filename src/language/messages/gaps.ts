import * as l10n from '@vscode/l10n';
import type { ListGap } from '../../catalog/index.ts';
import type { DefinitionsGap } from '../../configuration/types.ts';
import { failureMessage } from './failures.ts';

/** Why a list may lack names, as a clause. */
export function gapClause(gap: ListGap): string {
  switch (gap.kind) {
    case 'not-listed-yet':
      return l10n.t('it has not been listed yet');
    case 'being-listed':
      return l10n.t('it is being listed');
    case 'stopped':
      return l10n.t('you stopped its listing');
    case 'failed':
      return failureMessage(gap.failure);
    case 'cut-short':
      return gap.because;
    case 'definitions':
      return definitionsClause(gap.gap);
  }
}

function definitionsClause({ reason, detail }: DefinitionsGap): string {
  switch (reason) {
    case 'env-file-not-found':
      return l10n.t('the env file {0} is not here', detail);
    case 'file-not-read':
      return l10n.t('{0} could be read only in part', detail);
    case 'override-file':
      return l10n.t('the override file {0} is not read', detail);
    case 'extends':
      return l10n.t('the service extends {0}, which is not read', detail);
    case 'include':
      return l10n.t('{0} is included and not read', detail);
    case 'command':
      return l10n.t('part of the configuration is given in a command');
    case 'configuration':
      return l10n.t('the configuration in {0} could be read only in part', detail);
    case 'shell':
      return l10n.t('{0} comes from a shell', detail);
    case 'loose-file':
      return l10n.t('{0} may not be all that the server has', detail);
    case 'editor-environment':
      return l10n.t("this machine's environment is not the server's");
    case 'no-service':
      return l10n.t('no file here says how Kestra is started');
  }
}
