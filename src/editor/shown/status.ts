import {
  languages,
  type Command,
  type DocumentSelector,
  type LanguageStatusItem,
  type LanguageStatusSeverity,
} from 'vscode';
import { plainText } from './plain-text.ts';

/** What a language's item in the status bar says; VS Code makes links and icons of its texts. */
export interface LanguageStatus {
  readonly name: string;
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
  /** What a screen reader says. */
  readonly spoken: string;
}

export function createLanguageStatus(id: string, selector: DocumentSelector): LanguageStatusItem {
  return languages.createLanguageStatusItem(id, selector);
}

export function setLanguageStatus(item: LanguageStatusItem, status: LanguageStatus): void {
  item.name = plainText(status.name);
  item.text = plainText(status.text);
  item.detail = plainText(status.detail);
  item.busy = status.busy;
  item.severity = status.severity;
  item.command = { ...status.command, title: plainText(status.command.title) };
  item.accessibilityInformation = { label: status.spoken };
}
