import { Hover, languages, type DocumentFilter, type HoverProvider } from 'vscode';
import { appendFacts, appendTitle, emptyMarkdown } from '../markdown.ts';
import type { Owned } from '../owned.ts';
import { pathInside } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { rangeIn } from './positions.ts';

/** Files that may configure Kestra, or fill what does, whatever language they have. */
const files: readonly DocumentFilter[] = [
  { scheme: 'file', pattern: '**/*.{yml,yaml,env,tf}' },
  { scheme: 'file', pattern: '**/.env*' },
];

/** Says of a key of the configuration under the pointer what it became, and where its value comes from. */
export function registerConfigurationHover(sessions: Sessions): Owned {
  const provider: HoverProvider = {
    async provideHover(document, position, token) {
      const session = await sessions.find(document.uri);
      const configuration = session?.configuration() ?? null;
      if (session === undefined || configuration === null || token.isCancellationRequested) return undefined;
      const file = pathInside(session.folder, document.uri);
      if (file === null || !configuration.files.includes(file)) return undefined;
      // Its sentences are many: whoever points at nothing does not load them.
      const { configurationHoverAt } = await import('../../language/configuration-facts.ts');
      const { backends } = session.catalog.snapshot();
      const at = document.offsetAt(position);
      const found = configurationHoverAt(configuration.entries, backends, file, at);
      if (found === null) return undefined;
      const markdown = emptyMarkdown();
      appendTitle(markdown, null, found.title);
      appendFacts(markdown, found.facts);
      return new Hover(markdown, rangeIn(document, found.range));
    },
  };
  return languages.registerHoverProvider(files, provider);
}
