import * as l10n from '@vscode/l10n';
import { MarkdownString, type Command } from 'vscode';
import { plainMarkdown } from './shown/plain-markdown.ts';
import type { Fact } from '../language/index.ts';

/** Markdown in which only what we write ourselves is markup: texts from a store go through `plainMarkdown`. */
export function emptyMarkdown(enabledCommands: readonly string[] = []): MarkdownString {
  const markdown = new MarkdownString('', true);
  if (enabledCommands.length > 0) markdown.isTrusted = { enabledCommands: [...enabledCommands] };
  return markdown;
}

/** A line of its own, in bold, after an optional codicon. */
export function appendTitle(markdown: MarkdownString, icon: string | null, title: string): void {
  if (icon !== null) markdown.appendMarkdown(`$(${icon}) `);
  markdown.appendMarkdown('**');
  markdown.appendMarkdown(plainMarkdown(title));
  markdown.appendMarkdown('**\n\n');
}

export function appendSentence(markdown: MarkdownString, sentence: string): void {
  markdown.appendMarkdown(plainMarkdown(sentence));
  markdown.appendMarkdown('\n\n');
}

/** One line a fact, label before value. */
export function appendFacts(markdown: MarkdownString, facts: readonly Fact[]): void {
  facts.forEach((fact, index) => {
    markdown.appendMarkdown(plainMarkdown(factWords(fact)));
    markdown.appendMarkdown(index === facts.length - 1 ? '\n\n' : '  \n');
  });
}

function factWords({ label, value }: Fact): string {
  return label === null ? value : l10n.t('{0}: {1}', label, value);
}

/** Command links in one row. */
export function appendLinks(markdown: MarkdownString, links: readonly Command[]): void {
  links.forEach((link, index) => {
    const argument = encodeURIComponent(JSON.stringify(link.arguments ?? []));
    markdown.appendMarkdown(index === 0 ? '[' : ' | [');
    markdown.appendMarkdown(plainMarkdown(link.title));
    // Brackets would end the link's target.
    markdown.appendMarkdown(
      `](command:${link.command}?${argument.replaceAll('(', '%28').replaceAll(')', '%29')})`,
    );
  });
}
