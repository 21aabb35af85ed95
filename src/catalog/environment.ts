import * as l10n from '@vscode/l10n';
import type { DefinitionsGap, EnvironmentBackend } from '../configuration/types.ts';
import type { BackendSnapshot } from './types.ts';
import { environmentSecrets } from './visible.ts';

/** The environment backend needs no network: its snapshot follows from the configuration alone. `now` in ms. */
export function environmentSnapshot(backend: EnvironmentBackend, now: number): BackendSnapshot {
  const { definitions, gaps, notLoaded } = backend.definitions;
  const files = [...new Set(definitions.flatMap(({ origin }) => (origin === null ? [] : [origin.file])))];
  return {
    id: backend.id,
    type: 'env',
    level: backend.level,
    namespace: backend.namespace,
    readOnly: true,
    location: files.join(', '),
    sources: backend.sources,
    state: gaps.length === 0 ? 'complete' : 'incomplete',
    failure: null,
    incompleteBecause: gaps[0] === undefined ? null : gapInWords(gaps[0]),
    fetchedAt: now,
    ...(backend.unsavedIn === undefined ? {} : { unsavedIn: backend.unsavedIn }),
    secrets: environmentSecrets(backend, now),
    hints: new Map(
      notLoaded.map(({ variable, origin }) => [
        variable.replace(/^SECRET_/, '').toUpperCase(),
        l10n.t('{0} is in {1}, which the Kestra service does not load.', variable, origin.file),
      ]),
    ),
  };
}

function gapInWords(gap: DefinitionsGap): string {
  switch (gap.reason) {
    case 'env-file-not-found':
      return l10n.t('the env file {0} is not here', gap.detail);
    case 'file-not-read':
      return l10n.t('{0} could not be read whole', gap.detail);
    case 'override-file':
      return l10n.t('the override file {0} is not read', gap.detail);
    case 'extends':
      return l10n.t('the service extends {0}, which is not read', gap.detail);
    case 'include':
      return l10n.t('{0} is included and not read', gap.detail);
    case 'command':
      return l10n.t('part of the configuration is given in a command');
    case 'configuration':
      return l10n.t('the configuration in {0} could not be read whole', gap.detail);
    case 'shell':
      return l10n.t('{0} comes from a shell', gap.detail);
    case 'loose-file':
      return l10n.t('{0} need not be all that the server has', gap.detail);
    case 'editor-environment':
      return l10n.t("this machine's environment is not the server's");
    case 'no-service':
      return l10n.t('no file here says how Kestra is started');
  }
}
