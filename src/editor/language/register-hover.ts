import { env, Hover, languages, type HoverProvider, type MarkdownString } from 'vscode';
import type { Hover as HoverFacts } from '../../language/index.ts';
import type { OpenFlows } from '../flows.ts';
import { appendFacts, appendLinks, appendSentence, appendTitle, emptyMarkdown } from '../markdown.ts';
import { registerForFlows } from '../languages.ts';
import type { Sessions } from '../session/sessions.ts';
import { stepCommand, stepCommands } from '../steps.ts';
import { rangeIn } from './positions.ts';
import type { Owned } from '../owned.ts';

/** Says of the reference under the pointer what becomes of it, from what is known now. */
export function registerHover(sessions: Sessions, flows: OpenFlows, now: () => number): Owned {
  const provider: HoverProvider = {
    async provideHover(document, position, token) {
      if ((await flows.flowOrValues(document)) === null) return undefined;
      // Its sentences are many: whoever points at nothing does not load them.
      const [{ hoverAt }, { knownUses }] = await Promise.all([
        import('../../language/hover.ts'),
        import('../uses/folder-uses.ts'),
      ]);
      const session = await sessions.find(document.uri);
      const file = await flows.flowOrValues(document);
      if (token.isCancellationRequested || session === undefined || file === null) return undefined;
      session.freshen();
      const view = session.viewOf(document.uri);
      const { kestraVersion = null, deniedServices = [], entries = [] } = session.configuration() ?? {};
      const found = hoverAt(file, document.offsetAt(position), (question) => view.resolve(question), {
        snapshot: view.snapshot(),
        now: now(),
        locale: env.language,
        kestraVersion,
        deniedServices,
        entries,
        // A hover never waits for all flows to be read.
        usesOf: (sought) => knownUses(session, sought),
        isHalfTyped: flows.halfTyped(document),
      });
      if (found === null) return undefined;
      return new Hover(markdownOf(found, session.folder.uri.toString()), rangeIn(document, found.range));
    },
  };
  return registerForFlows((selector) => languages.registerHoverProvider(selector, provider));
}

function markdownOf(hover: HoverFacts, folder: string): MarkdownString {
  const markdown = emptyMarkdown(stepCommands);
  appendTitle(markdown, hover.icon, hover.title);
  if (hover.reason !== null) appendSentence(markdown, hover.reason);
  appendFacts(markdown, hover.facts);
  appendLinks(
    markdown,
    hover.nextSteps.map((step) => stepCommand(step, folder)),
  );
  return markdown;
}
