import { SnippetString } from 'vscode';
import type { InsertPart } from '../../language/index.ts';

/** What an accepted item writes, as VS Code takes it: a text, or a snippet where the cursor stops somewhere. */
export function insertTextOf(parts: readonly InsertPart[]): SnippetString | string {
  if (parts.every((part) => 'text' in part)) return parts.map((part) => part.text).join('');
  const snippet = new SnippetString();
  for (const part of parts) {
    if ('text' in part) snippet.appendText(part.text);
    else snippet.appendTabstop(part.stop);
  }
  return snippet;
}
