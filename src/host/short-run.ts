import { setFlagsFromString } from 'node:v8';

/** The heap grows by no more than so many percent until its garbage is collected again; of later versions it made no difference. */
const heapGrowth = '--heap-growing-percent=50';

/** By V8's major version, which names them otherwise from time to time; one that does not know an option would say so. */
const options: Readonly<Partial<Record<string, readonly string[]>>> = {
  '11': ['--interrupt-budget=1000000', heapGrowth],
  '12': ['--invocation-count-for-turbofan=30000', heapGrowth],
  '13': ['--invocation-count-for-turbofan=30000'],
  '14': ['--invocation-count-for-turbofan=30000'],
};

/**
 * For a program that ends within seconds: has V8 wait longer before it optimises a function, because most of what it optimises
 * there is over before that pays (what runs long is optimised all the same), and look for garbage sooner.
 */
export function prepareShortRun(): void {
  for (const option of options[process.versions.v8.split('.')[0] ?? ''] ?? []) setFlagsFromString(option);
}
