/**
 * A text as Markdown that shows exactly that text: no markup, no link made from an address in it, no icon, no HTML.
 * `MarkdownString.appendText` is not used for it: it joins all words by hard spaces, so that an address in a sentence
 * becomes a link that swallows the rest.
 */
export function plainMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[^\p{L}\p{N} ,;'"]/gu, (character) => `&#${String(character.codePointAt(0))};`);
}
