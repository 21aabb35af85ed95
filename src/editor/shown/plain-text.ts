/** Characters that no name needs and that could make a text look like another: controls, and those that turn its direction. */
const misleading = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A text for a notification, a dialog, a quick pick, an input box or a status, where VS Code makes a link, which may run
 * a command, of `[…](…)`, and an icon of `$(…)`: here it stays what it is, on one line.
 */
export function plainText(text: string): string {
  return withoutMarkup(text.replaceAll(misleading, ' '));
}

/** The same for the detail of a dialog, which may have lines. */
export function plainLines(text: string): string {
  return text.split('\n').map(plainText).join('\n');
}

function withoutMarkup(text: string): string {
  return text.replaceAll('](', ']\u200b(').replaceAll('$(', '$\u200b(');
}
