import { setFlagsFromString } from 'node:v8';

/** By V8's major version, which names it otherwise from time to time; one that does not know an option would say so. */
const options: Readonly<Partial<Record<string, string>>> = {
  '11': '--interrupt-budget=1000000',
  '12': '--invocation-count-for-turbofan=30000',
  '13': '--invocation-count-for-turbofan=30000',
};

/**
 * Has V8 wait longer before it optimises a function, for a program that ends within seconds: most of what it optimises there
 * is over before that pays. What runs long is optimised all the same.
 */
export function optimiseLate(): void {
  const option = options[process.versions.v8.split('.')[0] ?? ''];
  if (option !== undefined) setFlagsFromString(option);
}
