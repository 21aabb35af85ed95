import * as l10n from '@vscode/l10n';
import { CodeLens, Range, type TextDocument, type Uri } from 'vscode';
import { countFlows, mergeUses, useWords, type SoughtSecret } from '../../language/uses/index.ts';
import { isCancellation } from '../../ports/cancellation.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { definitionsIn } from './definitions.ts';
import { useLocation } from './find-references.ts';
import { findUses } from './folder-uses.ts';

/** A file that defines more secrets shows nothing above them: VS Code makes room for every line at once. */
const mostLenses = 2000;

/** VS Code's own command that shows places in a peek. */
const showReferences = 'editor.action.showReferences';

/** Above a line that defines a secret. */
export class UseLens extends CodeLens {
  readonly uri: Uri;
  readonly session: FolderSession;
  /** One each for the configurations that read the file. */
  readonly sought: readonly SoughtSecret[];

  constructor(range: Range, uri: Uri, session: FolderSession, sought: readonly SoughtSecret[]) {
    super(range);
    this.uri = uri;
    this.session = session;
    this.sought = sought;
  }
}

/** One for each place that defines a secret; what they say comes when they are in sight. Reads nothing. */
export function lensesOf(session: FolderSession, document: TextDocument): UseLens[] {
  const definitions = definitionsIn(session, document);
  if (definitions.length > mostLenses) return [];
  return definitions.map(({ range, sought }) => {
    const start = document.positionAt(range.start);
    return new UseLens(new Range(start, start), document.uri, session, sought);
  });
}

/** Has all flows read once; what it says then leads to the uses, where there are some. */
export async function resolveLens(lens: UseLens, signal: AbortSignal): Promise<UseLens | undefined> {
  const { session, sought, uri, range } = lens;
  const [first] = sought;
  if (first === undefined) return undefined;
  try {
    const uses = mergeUses(await Promise.all(sought.map(async (each) => findUses(session, each, signal))));
    const title = useWords(countFlows(uses));
    const locations = [...uses.certain, ...uses.perhaps].map((use) => useLocation(session, use, first));
    lens.command =
      locations.length === 0
        ? { title, command: '' }
        : { title, command: showReferences, arguments: [uri, range.start, locations] };
  } catch (error) {
    if (isCancellation(error)) return undefined;
    lens.command = { title: l10n.t('The flows of this folder could not be read.'), command: '' };
  }
  return lens;
}
