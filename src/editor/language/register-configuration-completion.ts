import {
  CompletionItem,
  CompletionItemKind,
  languages,
  type CompletionItemProvider,
  type Range,
} from 'vscode';
import type { ConfigurationCompletion } from '../../language/configuration-help.ts';
import type { Owned } from '../owned.ts';
import { configurationLanguages, mayHoldKeys } from './configuration-documents.ts';
import { insertTextOf } from './insert-text.ts';
import { rangeIn } from './positions.ts';

/** Completes the keys of `kestra.secret`, in files of any kind that hold them. */
export function registerConfigurationCompletion(): Owned {
  const provider: CompletionItemProvider = {
    async provideCompletionItems(document, position, token) {
      if (!mayHoldKeys(document)) return undefined;
      const { writingPlaceAt } = await import('../../configuration/writing-place.ts');
      const place = writingPlaceAt(document.getText(), document.offsetAt(position));
      if (place === null) return undefined;
      const { completeConfiguration } = await import('../../language/configuration-help.ts');
      if (token.isCancellationRequested) return undefined;
      const range = { inserting: rangeIn(document, place.typed), replacing: rangeIn(document, place.word) };
      return completeConfiguration(place).map((each) => itemOf(each, range));
    },
  };
  return languages.registerCompletionItemProvider([...configurationLanguages], provider);
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
