// A process that asks a Secrets Manager thirty things at a time while garbage is collected, and prints each outcome:
// `node --expose-gc … hang-aws.ts URL MILLISECONDS`.
import { isFailureError } from '../../src/ports/failure.ts';
import { openAwsStore } from '../fakes/open-aws.ts';

const [, , endpoint = '', deadline = ''] = process.argv;
const collect: unknown = Reflect.get(globalThis, 'gc');
if (typeof collect !== 'function') throw new Error('run with --expose-gc');
const store = openAwsStore({ endpoint, options: { deadline: Number(deadline) } });
const collecting = setInterval(() => void Reflect.apply(collect, undefined, []), 20);
const outcomes = await Promise.all(
  Array.from({ length: 30 }, (_, index) =>
    store.lookup(`secret-${String(index)}`, new AbortController().signal).then(
      () => 'answered',
      (error: unknown) => (isFailureError(error) ? error.failure.kind : 'another error'),
    ),
  ),
);
clearInterval(collecting);
store.close();
process.stdout.write(JSON.stringify(outcomes));
