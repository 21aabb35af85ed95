import { Hover, type CancellationToken, type MarkdownString, type Position, type TextDocument } from 'vscode';
import { keyPlaceAt } from '../../configuration/writing-place.ts';
import { configurationHoverAt } from '../../language/configuration-facts.ts';
import { explainKey } from '../../language/configuration-help.ts';
import type { Fact } from '../../language/index.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { TextRange } from '../../ports/text.ts';
import { runWithToken } from '../cancellation.ts';
import { appendFacts, appendTitle, emptyMarkdown } from '../markdown.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { pathInside } from '../session/paths.ts';
import { describeUsesAt } from '../uses/definitions.ts';
import { mayHoldKeys } from './configuration-documents.ts';
import { rangeIn } from './positions.ts';

interface Found {
  /** In the document's text. */
  readonly range: TextRange;
  readonly title: string;
  readonly facts: readonly Fact[];
}

/**
 * What is known of a place; undefined: nothing. `owner`: whose configuration the document belongs to; null: nobody's. Rejects
 * where the folder cannot be looked into.
 */
export async function describeConfigurationAt(
  owner: FolderSession | null,
  document: TextDocument,
  position: Position,
  token: CancellationToken,
): Promise<Hover | undefined> {
  const offset = document.offsetAt(position);
  const found = [
    owner === null ? null : findValue(owner, document, offset),
    owner === null ? null : await findUsesAt(owner, document, offset, token),
    findMeaning(document, offset),
  ].filter((each) => each !== null);
  const [first] = found;
  return first === undefined ? undefined : new Hover(markdownOf(found), rangeIn(document, first.range));
}

/** What is known of who uses the secret that is defined there; null: nothing, or nobody waits for it any more. */
async function findUsesAt(
  owner: FolderSession,
  document: TextDocument,
  offset: number,
  token: CancellationToken,
): Promise<Found | null> {
  try {
    return await runWithToken(token, (signal) => describeUsesAt(owner, document, offset, signal));
  } catch (error) {
    if (isCancellation(error)) return null;
    throw error;
  }
}

/** What the configuration that was read has there; null: nothing. */
function findValue(session: FolderSession, document: TextDocument, offset: number): Found | null {
  const configuration = session.configuration();
  const file = pathInside(session.folder, document.uri);
  if (configuration === null || file === null) return null;
  const { backends } = session.catalog.snapshot();
  return configurationHoverAt(configuration.entries, backends, file, offset);
}

/** What the key there is for; null: it is none of Kestra's secrets. */
function findMeaning(document: TextDocument, offset: number): Found | null {
  if (!mayHoldKeys(document)) return null;
  const place = keyPlaceAt(document.getText(), offset);
  const found = place === null ? null : explainKey(place);
  return place === null || found === null ? null : { ...found, range: place.word };
}

function markdownOf(found: readonly Found[]): MarkdownString {
  const markdown = emptyMarkdown();
  for (const { title, facts } of found) {
    appendTitle(markdown, null, title);
    appendFacts(markdown, facts);
  }
  return markdown;
}
