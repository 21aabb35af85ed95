/**
 * What a user meant by a text: without the blanks around it, which come with copying. A token has none, for its header takes
 * none; a password may begin or end with one, and is taken as it is typed. Empty: nothing was typed.
 */
export function typedText(text: string, keepsBlanks: boolean): string {
  return keepsBlanks ? text : text.trim();
}
