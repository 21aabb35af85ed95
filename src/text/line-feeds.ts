import type { TextRange } from '../ports/text.ts';

/**
 * The text with a line feed in the place of each lone CR, which ends a line in YAML as well (YAML 1.2, section 5.4; SnakeYAML
 * does the same): whoever looks for lines needs to look for line feeds alone then. No offset changes.
 */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** Whether edits that came to stand at `ranges` of `text` have left a lone CR there. */
export function leaveLoneReturn(text: string, ranges: readonly TextRange[]): boolean {
  return ranges.some(({ start, end }) => {
    const next = text.charAt(end) === '\n' ? '\n' : '';
    return /\r(?!\n)/.test(text.slice(Math.max(0, start - 1), end) + next);
  });
}
