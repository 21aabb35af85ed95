import { askForText } from '../shown/picks.ts';
import { typedText } from './typed-text.ts';

/** Asks for a text that is not empty, as `typedText` takes it; undefined: given up. */
export async function askForLine(options: {
  readonly title: string;
  readonly prompt: string;
  /** What is said where nothing is typed. */
  readonly wanted: string;
  /** Whether dots are shown for what is typed. */
  readonly password?: boolean;
  /** Whether blanks at its ends count, as they do in a password. Default: no. */
  readonly keepsBlanks?: boolean;
  readonly value?: string;
}): Promise<string | undefined> {
  const { wanted, keepsBlanks = false, ...rest } = options;
  const typed = await askForText({
    ...rest,
    problemOf: (text) => (typedText(text, keepsBlanks) === '' ? wanted : undefined),
  });
  return typed === undefined ? undefined : typedText(typed, keepsBlanks);
}
