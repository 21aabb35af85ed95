import * as l10n from '@vscode/l10n';
import {
  commands as vscodeCommands,
  LanguageStatusSeverity,
  window,
  workspace,
  type LanguageStatusItem,
} from 'vscode';
import type { BackendSnapshot, CatalogSnapshot } from '../../catalog/index.ts';
import { backendName, failureWords } from '../../language/index.ts';
import { commands, contextKeys, flowSelector } from '../contributions.ts';
import { debounced } from '../debounce.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions } from '../session/sessions.ts';
import { createLanguageStatus, setLanguageStatus } from '../shown/status.ts';
import { together, type Owned } from '../owned.ts';

const quietFor = 150;

/** In the status bar's language item, for flows alone: which backends answer, and whether they do. */
export function registerStatus(sessions: Sessions, flows: OpenFlows): Owned {
  let item: LanguageStatusItem | null = null;
  const draw = debounced(quietFor, () => {
    const document = window.activeTextEditor?.document;
    const session = document === undefined ? undefined : sessions.of(document.uri);
    const isFlow = document !== undefined && flows.flow(document) !== null;
    void vscodeCommands.executeCommand('setContext', contextKeys.flow, isFlow && session !== undefined);
    if (!isFlow || session === undefined) {
      item?.dispose();
      item = null;
      return;
    }
    item ??= createLanguageStatus('kestraSecrets.status', flowSelector);
    show(item, session.catalog.snapshot(), session.configuration() === null);
  });
  const listeners = together(
    window.onDidChangeActiveTextEditor(() => draw.ask()),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) draw.ask();
    }),
    sessions.onDidChange(() => draw.ask()),
    draw,
  );
  draw.ask();
  return {
    dispose() {
      listeners.dispose();
      item?.dispose();
    },
  };
}

function show(item: LanguageStatusItem, snapshot: CatalogSnapshot, unread: boolean): void {
  const failed = snapshot.backends.filter((backend) => backend.failure !== null);
  const states = snapshot.backends.map((backend) => `${backendName(backend)}, ${backendState(backend)}`);
  const state = states.length === 0 ? l10n.t('no Kestra configuration here') : states.join('; ');
  const text = l10n.t('Kestra Secrets: {0}', state);
  setLanguageStatus(item, {
    name: l10n.t('Kestra Secrets'),
    text,
    detail: '',
    busy: snapshot.refreshing || unread,
    severity: failed.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information,
    command: { command: commands.showView, title: l10n.t('Show Secrets') },
    spoken: text,
  });
}

function backendState(backend: BackendSnapshot): string {
  if (backend.failure !== null) return failureWords(backend.failure.kind);
  const visible = backend.secrets.filter((secret) => secret.visible !== false).length;
  return visible === 1 ? l10n.t('1 secret') : l10n.t('{0} secrets', visible);
}
