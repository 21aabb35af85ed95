import { type CompletionItemProvider, languages } from 'vscode';
import { completionTriggers } from '../contributions.ts';
import type { OpenFlows } from '../flows.ts';
import { registerForFlows } from '../languages.ts';
import type { Sessions } from '../session/sessions.ts';
import { together, type Owned } from '../owned.ts';

/** Offers names, subkeys and whole expressions, from what is known now; never waits for the network. */
export function registerCompletion(sessions: Sessions, flows: OpenFlows, now: () => number): Owned {
  const life = new AbortController();
  const provider: CompletionItemProvider = {
    async provideCompletionItems(document, position, token, context) {
      // The text that was asked about: more may be typed meanwhile, and VS Code allows for that.
      const asked = flows.flowOrValues(document);
      const offset = document.offsetAt(position);
      const file = await asked;
      if (file === null) return undefined;
      const { offerCompletions } = await import('./offer-completions.ts');
      const session = await sessions.find(document.uri);
      if (token.isCancellationRequested || session === undefined) return undefined;
      return offerCompletions(
        { session, file, document, position, offset, context, now: now() },
        life.signal,
      );
    },
    async resolveCompletionItem(item) {
      const { describeItem } = await import('./offer-completions.ts');
      return describeItem(item);
    },
  };
  const registered = registerForFlows((selector) =>
    languages.registerCompletionItemProvider(selector, provider, ...completionTriggers),
  );
  return together(registered, { dispose: () => life.abort() });
}
