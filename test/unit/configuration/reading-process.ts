import { attacks } from './attacks.ts';
import { read } from './support.ts';

/** Reads one hostile folder after the other, and tells what came of each; whoever waits can end this at any time. */
for (const name of process.argv.slice(2)) {
  const files = attacks[name];
  // Something that never ends by itself: whoever waits has to notice that.
  while (files === undefined);
  const { partial, problems } = await read(files);
  const places = problems
    .filter(({ code }) => code === 'too-large')
    .map(({ file, range }) => `${file} ${files[file]?.slice(range.start, range.start + 8) ?? ''}`);
  process.send?.({
    name,
    partial,
    places,
  });
}
process.disconnect();
