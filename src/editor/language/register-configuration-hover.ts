import {
  Hover,
  languages,
  type HoverProvider,
  type MarkdownString,
  type Position,
  type TextDocument,
} from 'vscode';
import type { TextRange } from '../../ports/text.ts';
import type { Fact } from '../../language/index.ts';
import { appendFacts, appendTitle, emptyMarkdown } from '../markdown.ts';
import type { Owned } from '../owned.ts';
import { pathInside } from '../session/paths.ts';
import type { Sessions } from '../session/sessions.ts';
import { configurationSelector, mayHoldKeys } from './configuration-documents.ts';
import { rangeIn } from './positions.ts';

interface Found {
  /** In the document's text. */
  readonly range: TextRange;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/**
 * Says of a key of the configuration under the pointer what it became, where its value comes from, and what the key is for:
 * in one hover, for VS Code shows those of several providers as if they were several answers.
 */
export function registerConfigurationHover(sessions: Sessions): Owned {
  const provider: HoverProvider = {
    async provideHover(document, position, token) {
      const both = [await findValue(sessions, document, position), await findMeaning(document, position)];
      const found = both.filter((each) => each !== null);
      const [first] = found;
      if (first === undefined || token.isCancellationRequested) return undefined;
      return new Hover(markdownOf(found), rangeIn(document, first.range));
    },
  };
  return languages.registerHoverProvider(configurationSelector, provider);
}

/** What the configuration that was read has there; null: nothing. */
async function findValue(
  sessions: Sessions,
  document: TextDocument,
  position: Position,
): Promise<Found | null> {
  const session = await sessions.find(document.uri);
  const configuration = session?.configuration() ?? null;
  const file = session === undefined ? null : pathInside(session.folder, document.uri);
  if (session === undefined || configuration === null || file === null) return null;
  if (!configuration.files.includes(file)) return null;
  // Its sentences are many: whoever points at nothing does not load them.
  const { configurationHoverAt } = await import('../../language/configuration-facts.ts');
  const { backends } = session.catalog.snapshot();
  return configurationHoverAt(configuration.entries, backends, file, document.offsetAt(position));
}

/** What the key there is for; null: it is none of Kestra's secrets. */
async function findMeaning(document: TextDocument, position: Position): Promise<Found | null> {
  if (!mayHoldKeys(document)) return null;
  const { keyPlaceAt } = await import('../../configuration/writing-place.ts');
  const place = keyPlaceAt(document.getText(), document.offsetAt(position));
  if (place === null) return null;
  const { explainKey } = await import('../../language/configuration-help.ts');
  const found = explainKey(place);
  return found === null ? null : { ...found, range: place.word };
}

function markdownOf(found: readonly Found[]): MarkdownString {
  const markdown = emptyMarkdown();
  for (const { title, facts } of found) {
    appendTitle(markdown, null, title);
    appendFacts(markdown, facts);
  }
  return markdown;
}
