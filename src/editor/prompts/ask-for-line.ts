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
  /** Whether it is a password, in which blanks count, and no token. */
  readonly isPassword?: boolean;
  readonly value?: string;
}): Promise<string | undefined> {
  const { wanted, isPassword = false, ...rest } = options;
  const typed = await askForText({
    ...rest,
    problemOf: (text) => (typedText(text, isPassword) === '' ? wanted : undefined),
  });
  return typed === undefined ? undefined : typedText(typed, isPassword);
}
