import {
  CompletionItem,
  CompletionItemKind,
  Hover,
  languages,
  Range,
  type CompletionItemProvider,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { WritingPlace } from '../../configuration/index.ts';
import type { ConfigurationCompletion } from '../../language/configuration-help.ts';
import { appendFacts, appendTitle, emptyMarkdown } from '../markdown.ts';
import { rangeIn } from './positions.ts';
import { insertTextOf } from './insert-text.ts';
import { together, type Owned } from '../owned.ts';

/** The languages in which VS Code and its extensions open files of configuration. */
const selector = ['yaml', 'dockercompose', 'helm'].map((language) => ({ language }));

/** Completes the keys of `kestra.secret` and says what they are, in files of any kind that hold them. */
export function registerConfigurationHelp(): Owned {
  const completion: CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      const place = await placeIn(document, position);
      if (place === null) return undefined;
      const { completeConfiguration } = await import('../../language/configuration-help.ts');
      if (token.isCancellationRequested) return undefined;
      const range = { inserting: rangeIn(document, place.typed), replacing: rangeIn(document, place.word) };
      return completeConfiguration(place).map((each) => itemOf(each, range));
    },
  };
  const hover: HoverProvider = {
    async provideHover(document, position, token) {
      const word = keyAt(document, position);
      const place = word === null ? null : await placeIn(document, word.end);
      if (place === null) return undefined;
      const { explainKey } = await import('../../language/configuration-help.ts');
      const found = explainKey(place);
      if (token.isCancellationRequested || found === null) return undefined;
      const markdown = emptyMarkdown();
      appendTitle(markdown, null, found.title);
      appendFacts(markdown, found.facts);
      return new Hover(markdown, rangeIn(document, place.word));
    },
  };
  return together(
    languages.registerCompletionItemProvider(selector, completion),
    languages.registerHoverProvider(selector, hover),
  );
}

/** Characters of the largest document that is looked at. */
const sizeLimit = 2 * 1024 * 1024;

/** Most files have not the word, and need no look at their lines. */
async function placeIn(document: TextDocument, position: Position): Promise<WritingPlace | null> {
  const text = document.getText();
  if (text.length > sizeLimit || !text.includes('secret')) return null;
  const offset = document.offsetAt(position);
  const { writingPlaceAt } = await import('../../configuration/writing-place.ts');
  return writingPlaceAt(text, offset);
}

/** The part of a key under the pointer, where a line begins with one. */
function keyAt(document: TextDocument, position: Position): Range | null {
  const line = document.lineAt(position).text;
  const [written] = /^ *[\w.-]+(?=[ \t]*:)/.exec(line) ?? [];
  if (written === undefined || position.character > written.length) return null;
  const dot = written.indexOf('.', position.character);
  const end = dot === -1 ? written.length : dot;
  return position.character < line.search(/\S/) ? null : new Range(position.line, 0, position.line, end);
}

function itemOf(
  each: ConfigurationCompletion,
  range: { inserting: Range; replacing: Range },
): CompletionItem {
  const item = new CompletionItem({ label: each.label, description: each.detail }, kindOf(each.kind));
  item.insertText = insertTextOf(each.insertText);
  item.range = range;
  item.sortText = each.sortText;
  return item;
}

function kindOf(kind: ConfigurationCompletion['kind']): CompletionItemKind {
  switch (kind) {
    case 'key':
      return CompletionItemKind.Property;
    case 'value':
      return CompletionItemKind.EnumMember;
    case 'block':
      return CompletionItemKind.Snippet;
  }
}
