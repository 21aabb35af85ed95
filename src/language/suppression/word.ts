/** What begins a comment that ignores problems of a line; `-file` behind it makes it one for the file. */
export const suppressionWord = 'kestra-secrets-ignore';

/** Whether a text may ignore a problem, told by a search alone: the comments of others need not be read. */
export function mayIgnoreProblems(text: string): boolean {
  return text.includes(suppressionWord);
}
