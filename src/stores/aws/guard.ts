import type { MiddlewareStack } from '@smithy/types';

/**
 * The allow-list of a client of AWS's: a command that it does not name is refused before anything of it is built.
 * `mayRead` answers for the input of a command that asks for a value.
 */
export function guardCommands<Input extends object, Output extends object>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  allowed: readonly string[],
  mayRead: (input: object) => boolean = () => false,
): void {
  client.middlewareStack.add(
    (next, { commandName = 'a command without a name' }) =>
      (args) => {
        const passes =
          allowed.includes(commandName) || (commandName === 'GetSecretValueCommand' && mayRead(args.input));
        return passes ? next(args) : Promise.reject(new Error(`refused: ${commandName}`));
      },
    { step: 'initialize', priority: 'high', name: 'namesOnly' },
  );
}
