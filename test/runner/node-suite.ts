// A suite that runs in Node: the process `npm test` starts for it.
import { parseArgs } from 'node:util';
import { writeCounts } from './counts.ts';
import { runMocha } from './mocha.ts';

const { values, positionals } = parseArgs({
  options: {
    counts: { type: 'string' },
    timeout: { type: 'string' },
    grep: { type: 'string' },
    color: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const counts = await runMocha(positionals, {
  timeout: Number(values.timeout),
  color: values.color,
  ...(values.grep === undefined ? {} : { grep: values.grep }),
});
if (values.counts !== undefined) await writeCounts(values.counts, counts);
