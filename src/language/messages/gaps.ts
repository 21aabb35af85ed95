import { failedName } from './backends.ts';
import * as l10n from '@vscode/l10n';
import type { ListGap } from '../../catalog/index.ts';
import type { DefinitionsGap } from '../../configuration/index.ts';
import type { ListCut } from '../../ports/list-cut.ts';
import { failureMessage } from './failures.ts';
import type { NextWords } from './next.ts';

/** Why a list may lack names, as a clause; `words` as of {@link failureMessage}. */
export function gapClause(gap: ListGap, words?: NextWords): string {
  switch (gap.kind) {
    case 'not-listed-yet':
      return l10n.t('it has not been listed yet');
    case 'being-listed':
      return l10n.t('it is being listed');
    case 'stopped':
      return l10n.t('you stopped its listing');
    case 'failed':
      return failureMessage(gap.failure, words);
    case 'cut-short':
      return gap.cuts.map(cutClause).join('; ');
    case 'definitions':
      return definitionsClause(gap.gap);
  }
}

function cutClause(cut: ListCut): string {
  switch (cut.kind) {
    case 'leads-back':
      return l10n.t('its list leads back to a page that was read already');
    case 'no-next-page':
      return l10n.t('its list names a next page that cannot be read');
    case 'pages-without-names':
      return l10n.t('its list goes on without names: {0} pages in a row were empty', cut.pages);
    case 'names-in-time':
      return l10n.t('after {0} seconds only {1} names were listed', cut.seconds, cut.names);
    case 'first-names':
      return l10n.t('only the first {0} names were listed', cut.names);
    case 'folders-in-time':
      return l10n.t('after {0} seconds only {1} folders were listed', cut.seconds, cut.folders);
    case 'first-folders':
      return l10n.t('only the first {0} folders and {1} secrets were listed', cut.folders, cut.secrets);
    case 'deep-folders':
      return l10n.t('folders more than {0} deep were not listed', cut.depth);
    case 'folder-refused':
      return l10n.t('the folder {0} may not be listed', cut.folder);
    case 'folder-leads-elsewhere':
      return l10n.t('a folder whose name leads elsewhere, made of dots or slashes, was not listed');
    case 'vault-engine-not-confirmed':
      return l10n.t(
        '{0} lists nothing, and does not show this token whether {1} is an engine of that version',
        failedName(cut.backend),
        cut.engine,
      );
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
    case 'configuration-not-found':
      return l10n.t('the file {0} of the configuration is not here', detail);
    case 'shell':
      return l10n.t('{0} comes from a shell', detail);
    case 'loose-file':
      return l10n.t('{0} may not be all that the server has', detail);
    case 'editor-environment':
      return l10n.t("this machine's environment is not the server's");
    case 'cluster':
      return l10n.t('the {0} of the cluster is not here', detail);
    case 'no-service':
      return l10n.t('no file here says how Kestra is started');
    case 'no-worker':
      return l10n.t('{0} starts no worker, the part of Kestra that runs tasks', detail);
  }
}
