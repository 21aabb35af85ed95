import { isSecretName } from '../pebble/recover.ts';
import type { Token } from '../pebble/tokens.ts';

/** An open bracket around a place, with what stands between it and the place. */
export interface OpenBracket {
  /** Whether it is that of a `secret(`. */
  readonly call: boolean;
  /** Where the name before it begins. */
  readonly nameStart: number;
  /** How many arguments were finished with a comma. */
  commas: number;
  /** The tokens of the argument the place is in. */
  argument: Token[];
}

interface Bracket extends OpenBracket {
  readonly value: string;
  /** A bracket around an operand, as in `secret(('a'))`. */
  readonly groups: boolean;
}

/** The innermost bracket that is open after these tokens; one that only groups counts as the one around it. */
export function bracketAt(tokens: readonly Token[]): OpenBracket | null {
  const open: Bracket[] = [];
  for (const [index, token] of tokens.entries()) {
    const around = open.at(-1);
    if (
      token.type === 'interpolation-start' ||
      (token.type === 'punctuation' && '([{'.includes(token.value))
    ) {
      around?.argument.push(token);
      const name = tokens[index - 1];
      open.push({
        value: token.value,
        call: isSecretName(tokens, index - 1),
        groups: token.value === '(' && name?.type !== 'name',
        nameStart: name?.start ?? token.start,
        commas: 0,
        argument: [],
      });
    } else if (
      token.type === 'interpolation-end' ||
      (token.type === 'punctuation' && ')]}'.includes(token.value))
    ) {
      open.pop();
      open.at(-1)?.argument.push(token);
    } else if (token.value === ',' && token.type === 'punctuation') {
      if (around !== undefined) {
        around.commas += 1;
        around.argument = [];
      }
    } else {
      around?.argument.push(token);
    }
  }
  return open.findLast(({ groups }) => !groups) ?? null;
}
