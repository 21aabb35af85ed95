import { EventEmitter, languages, type CodeLensProvider } from 'vscode';
import { debounce } from '../debounce.ts';
import { configurationSelector } from '../language/configuration-documents.ts';
import { isConfigurationFile } from '../language/configuration-file.ts';
import { together, type Owned } from '../owned.ts';
import type { Sessions } from '../session/sessions.ts';
import { onSettingChange, showsLenses } from '../settings.ts';
import type { UseLens } from './lenses.ts';

/** Typing changes both a configuration and flows many times: lenses are asked for anew this many ms after the last. */
const quietFor = 300;

/** Says above each line that defines a secret in how many flows it is used, and shows these at a click. */
export function registerLenses(sessions: Sessions): Owned {
  const life = new AbortController();
  const changes = new EventEmitter<void>();
  const changed = debounce(quietFor, () => changes.fire());
  const provider: CodeLensProvider<UseLens> = {
    onDidChangeCodeLenses: changes.event,
    async provideCodeLenses(document) {
      const { uri } = document;
      if (!showsLenses(uri)) return [];
      const session = await sessions.find(uri);
      if (session === undefined || !isConfigurationFile(session, uri)) return [];
      const { lensesOf } = await import('./lenses.ts');
      return lensesOf(session, document);
    },
    async resolveCodeLens(lens) {
      const { resolveLens } = await import('./lenses.ts');
      // Who scrolls on does not end the reading: the next lens would only begin it anew.
      return resolveLens(lens, life.signal);
    },
  };
  return together(
    { dispose: () => life.abort() },
    languages.registerCodeLensProvider(configurationSelector, provider),
    changes,
    changed,
    sessions.onDidChange(() => changed.ask()),
    sessions.onDidChangeFlows(() => changed.ask()),
    onSettingChange('codeLens', () => changes.fire()),
  );
}
