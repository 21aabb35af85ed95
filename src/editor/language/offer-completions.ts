import {
  commands,
  type CompletionContext,
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  CompletionTriggerKind,
  env,
  Range,
  TextEdit,
  window,
  type Position,
  type TextDocument,
} from 'vscode';
import type { FlowFile } from '../../flow/index.ts';
import { completionsAt } from '../../language/completions.ts';
import type { Completion, CompletionOptions, Completions } from '../../language/index.ts';
import type { TextRange } from '../../ports/text.ts';
import { appendFacts, emptyMarkdown } from '../markdown.ts';
import type { FolderSession } from '../session/folder-session.ts';
import { pathInside } from '../session/paths.ts';
import { insertTextOf } from './insert-text.ts';

/** VS Code's own command that opens the suggestions. */
const suggest = 'editor.action.triggerSuggest';

/** Closes them. */
const hideSuggestions = 'hideSuggestWidget';

/** What an item was made from, so that only the one that is looked at is described. */
const sources = new WeakMap<CompletionItem, Completion>();

/** Where suggestions are asked for. */
export interface AskedCompletion {
  readonly session: FolderSession;
  /** As it was when they were asked for. */
  readonly file: FlowFile;
  readonly document: TextDocument;
  readonly position: Position;
  readonly offset: number;
  readonly context: CompletionContext;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What is known now; what is not starts being read, and is offered as soon as it is there. */
export function offerCompletions(
  { session, file, document, position, offset, context, now }: AskedCompletion,
  signal: AbortSignal,
): CompletionList {
  session.freshen();
  const found = completionsAt(file, offset, session.viewOf(document.uri).snapshot(), {
    now,
    locale: env.language,
    asked: triggerOf(context),
    otherFlows: { index: session.knownFlows(), file: pathInside(session.folder, document.uri) },
  });
  const place = { document, version: document.version, position };
  if (found.learn !== null) void learn(session, found.learn, place, signal);
  if (found.readFlows) void readFlows(session, place, signal);
  const rangeOf = ({ start, end }: TextRange) =>
    new Range(position.translate(0, start - offset), position.translate(0, end - offset));
  const items = found.items.map((completion) => itemOf(completion, rangeOf));
  return new CompletionList(items, found.isIncomplete || found.learn !== null);
}

/** Adds what is known of what an item offers. */
export function describeItem(item: CompletionItem): CompletionItem {
  const completion = sources.get(item);
  if (completion === undefined || completion.documentation.length === 0) return item;
  const markdown = emptyMarkdown();
  appendFacts(markdown, completion.documentation);
  item.documentation = markdown;
  return item;
}

function triggerOf({ triggerKind, triggerCharacter }: CompletionContext): CompletionOptions['asked'] {
  switch (triggerKind) {
    case CompletionTriggerKind.Invoke:
      return 'by-command';
    case CompletionTriggerKind.TriggerCharacter:
      return triggerCharacter === ' ' ? 'by-blank' : 'by-character';
    case CompletionTriggerKind.TriggerForIncompleteCompletions:
      return 'again';
  }
}

/** `rangeOf` gives the range of what stands on the cursor's line. */
function itemOf(completion: Completion, rangeOf: (range: TextRange) => Range): CompletionItem {
  const item = new CompletionItem(
    { label: completion.label, description: completion.detail },
    itemKindOf(completion.kind),
  );
  item.insertText = insertTextOf(completion.insertText);
  // Always set: a word pattern that takes in quotes would else make the item vanish.
  item.range = {
    inserting: rangeOf(completion.insert),
    replacing: rangeOf(completion.replace),
  };
  if (completion.additionalEdits.length > 0) {
    item.additionalTextEdits = completion.additionalEdits.map(({ range, text }) =>
      TextEdit.replace(rangeOf(range), text),
    );
  }
  item.filterText = completion.filterText;
  item.sortText = completion.sortText;
  if (completion.retrigger) item.command = { command: suggest, title: '' };
  sources.set(item, completion);
  return item;
}

function itemKindOf(kind: Completion['kind']): CompletionItemKind {
  switch (kind) {
    case 'secret':
      return CompletionItemKind.Constant;
    case 'subkey':
      return CompletionItemKind.Field;
    case 'argument':
      return CompletionItemKind.Property;
    case 'call':
    case 'template':
      return CompletionItemKind.Function;
  }
}

/** Where suggestions were asked for, and of which version of the text. */
interface AskedPlace {
  readonly document: TextDocument;
  readonly version: number;
  readonly position: Position;
}

/** Learns subkeys that are wanted at the cursor, and opens the suggestions anew if it is still there. */
async function learn(
  session: FolderSession,
  wanted: NonNullable<Completions['learn']>,
  place: AskedPlace,
  signal: AbortSignal,
): Promise<void> {
  if (session.restsOnUnsaved()) return;
  try {
    const { backend, name } = wanted;
    const subkeys = await session.catalog.learnSubkeys(backend, name, { readValue: false }, signal);
    if (subkeys.state !== 'known') return;
  } catch {
    // The catalog has logged why, and shows it in the tree.
    return;
  }
  await suggestAgain(place, signal);
}

/** Has all flows read for the names that they use, and opens the suggestions anew if the cursor is still there. */
async function readFlows(session: FolderSession, place: AskedPlace, signal: AbortSignal): Promise<void> {
  try {
    const index = await (await session.flows()).read(signal);
    if (index.size() === 0) return;
  } catch {
    // A folder that cannot be looked into has no names to offer.
    return;
  }
  await suggestAgain(place, signal);
}

async function suggestAgain({ document, version, position }: AskedPlace, signal: AbortSignal): Promise<void> {
  const editor = window.activeTextEditor;
  const isStillThere =
    editor?.document === document &&
    document.version === version &&
    editor.selection.active.isEqual(position);
  if (!isStillThere || signal.aborted) return;
  // A list that is open, be it of words alone, keeps VS Code from asking again.
  await commands.executeCommand(hideSuggestions);
  await commands.executeCommand(suggest);
}
