import { languages, type HoverProvider } from 'vscode';
import type { Owned } from '../owned.ts';
import type { Sessions } from '../session/sessions.ts';
import { configurationSelector, mayHoldKeys } from './configuration-documents.ts';
import { isConfigurationFile } from './configuration-file.ts';

/**
 * Says of a key of the configuration under the pointer what it became, where its value comes from, and what the key is for, and
 * of a secret that is defined there who uses it: in one hover, for VS Code shows those of several providers as if they were
 * several answers.
 */
export function registerConfigurationHover(sessions: Sessions): Owned {
  const provider: HoverProvider = {
    async provideHover(document, position, token) {
      const session = (await sessions.find(document.uri)) ?? null;
      const owner = session !== null && isConfigurationFile(session, document.uri) ? session : null;
      if (token.isCancellationRequested || (owner === null && !mayHoldKeys(document))) return undefined;
      // Its sentences are many: whoever points at nothing does not load them.
      const { describeConfigurationAt } = await import('./describe-configuration.ts');
      return describeConfigurationAt(owner, document, position, token);
    },
  };
  return languages.registerHoverProvider(configurationSelector, provider);
}
