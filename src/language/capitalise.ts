/** Words as a line or a sentence begins with them. */
export function capitalise(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}
