// Fetches and builds the judges for the tests: says on standard error how each came out, and names those that are ready
// on standard output, with commas between. Exits with 1 where none is.
import { prepareJudges } from './prepare-judges.ts';

const judges = await prepareJudges(480_000);
for (const { title, missing } of judges) console.error(missing ?? `${title} is ready.`);
const ready = judges.filter(({ missing }) => missing === null).map(({ name }) => name);
console.log(ready.join(','));
process.exitCode = ready.length === 0 ? 1 : 0;
