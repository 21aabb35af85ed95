import { env, Hover, languages, type MarkdownString } from 'vscode';
import { hoverAt, type Hover as HoverFacts } from '../../language/index.ts';
import { flowSelector } from '../contributions.ts';
import type { OpenFlows } from '../flows.ts';
import { appendFacts, appendLinks, appendSentence, appendTitle, emptyMarkdown } from '../markdown.ts';
import type { Sessions } from '../session/sessions.ts';
import { stepCommand, stepCommands } from '../steps.ts';
import { rangeIn } from './positions.ts';
import type { Owned } from '../owned.ts';

/** Says of the reference under the pointer what becomes of it, from what is known now. */
export function registerHover(sessions: Sessions, flows: OpenFlows, now: () => number): Owned {
  return languages.registerHoverProvider(flowSelector, {
    async provideHover(document, position, token) {
      const session = sessions.of(document.uri);
      if (session === undefined || flows.flow(document) === null) return undefined;
      await session.ready();
      const file = flows.flow(document);
      if (token.isCancellationRequested || file === null) return undefined;
      session.freshen();
      const { catalog } = session;
      const found = hoverAt(file, document.offsetAt(position), (question) => catalog.resolve(question), {
        snapshot: catalog.snapshot(),
        now: now(),
        locale: env.language,
      });
      if (found === null) return undefined;
      return new Hover(markdownOf(found, session.folder.uri.toString()), rangeIn(document, found.range));
    },
  });
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
