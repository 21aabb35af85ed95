import * as l10n from '@vscode/l10n';
import {
  commands as vscodeCommands,
  LanguageStatusSeverity,
  window,
  workspace,
  type LanguageStatusItem,
  type TextDocument,
} from 'vscode';
import type { BackendSnapshot, CatalogSnapshot } from '../../catalog/index.ts';
import { failureWords } from '../../language/index.ts';
import { backendName } from '../../language/index.ts';
import { commands, contextKeys, settings, settingsSection } from '../contributions.ts';
import { debounce } from '../debounce.ts';
import type { OpenFlows } from '../flows.ts';
import type { Sessions, Silence } from '../session/sessions.ts';
import { createLanguageStatus, setLanguageStatus } from '../shown/status.ts';
import { together, type Owned } from '../owned.ts';

const quietFor = 150;

/** In the status bar's language item, for flows alone: which backends answer, whether they do, or why none does. */
export function registerStatus(sessions: Sessions, flows: OpenFlows): Owned {
  let item: LanguageStatusItem | null = null;
  const draw = debounce(quietFor, () => {
    const document = window.activeTextEditor?.document;
    const session = document === undefined ? undefined : sessions.of(document.uri);
    const isFlow = document !== undefined && flows.flow(document) !== null;
    void vscodeCommands.executeCommand('setContext', contextKeys.flow, isFlow && session !== undefined);
    const silence = document === undefined ? null : silenceOf(document, isFlow);
    if (document === undefined || (silence === null && (!isFlow || session === undefined))) {
      item?.dispose();
      item = null;
      return;
    }
    const selector = [{ language: document.languageId }];
    item ??= createLanguageStatus('kestraSecrets.status', selector);
    item.selector = selector;
    if (silence !== null) showSilence(item, silence, document.languageId);
    else if (session !== undefined) {
      show(item, session.catalog.snapshot(), session.configuration() === null);
    }
  });
  /** Why a flow gets nothing; null: it does, or the document is no flow. */
  function silenceOf(document: TextDocument, isFlow: boolean): Silence | 'language' | null {
    if (isFlow) return sessions.silence(document.uri);
    return flows.isFlowOfOtherLanguage(document) ? 'language' : null;
  }
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

function showSilence(item: LanguageStatusItem, silence: Silence | 'language', language: string): void {
  const text = l10n.t('Kestra Secrets: {0}', silenceWords(silence, language));
  setLanguageStatus(item, {
    name: l10n.t('Kestra Secrets'),
    text,
    detail: '',
    busy: false,
    severity: LanguageStatusSeverity.Information,
    command:
      silence === 'language'
        ? {
            command: 'workbench.action.openSettings',
            title: l10n.t('Open Settings'),
            arguments: [`${settingsSection}.${settings.languages}`],
          }
        : { command: commands.showView, title: l10n.t('Show Secrets') },
    spoken: text,
  });
}

function silenceWords(silence: Silence | 'language', language: string): string {
  switch (silence) {
    case 'language':
      return l10n.t('not for the language {0}', language);
    case 'no-folder':
      return l10n.t('no folder is open');
    case 'not-on-disk':
      return l10n.t('the folder is not on this disk');
    case 'no-file':
      return l10n.t('this file is in no folder');
    case 'none-configured':
      return l10n.t('no folder here has a Kestra configuration');
    case 'several-configured':
      return l10n.t('outside every folder, and several have a Kestra configuration');
  }
}

function backendState(backend: BackendSnapshot): string {
  if (backend.failure !== null) return failureWords(backend.failure.kind);
  const visible = backend.secrets.filter((secret) => secret.visible !== false).length;
  return visible === 1 ? l10n.t('1 secret') : l10n.t('{0} secrets', visible);
}
