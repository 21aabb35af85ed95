import { askForText } from '../shown/picks.ts';

/** Asks for a text that is not empty, without the blanks around it; undefined: given up. */
export async function askForLine(options: {
  readonly title: string;
  readonly prompt: string;
  /** What is said where nothing is typed. */
  readonly wanted: string;
  readonly password?: boolean;
  readonly value?: string;
}): Promise<string | undefined> {
  const { wanted, ...rest } = options;
  const typed = await askForText({
    ...rest,
    problemOf: (text) => (text.trim() === '' ? wanted : undefined),
  });
  return typed?.trim();
}
