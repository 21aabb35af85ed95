import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * Reads {text, places, count} from standard input, types a letter and takes it back `count` times, and writes
 * {problems, completion}: the milliseconds from the letter to the first, from its end to the second.
 */
export async function measure({ uri, language, TextDocument, validate, complete }) {
  const { text, places, count } = JSON.parse(readFileSync(0, 'utf8'));
  const document = TextDocument.create(uri, language, 1, text);
  const change = (start, end, inserted) => {
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    TextDocument.update(document, [{ range, text: inserted }], document.version + 1);
  };
  const timed = async (work) => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };
  // Once each for what is compiled and read on first use.
  await validate(document);
  await complete(document, document.positionAt(places[0]));
  const problems = [];
  const completion = [];
  for (let index = 0; index < count; index += 1) {
    const place = places[index % places.length];
    problems.push(
      await timed(() => {
        change(place, place, 'A');
        return validate(document);
      }),
    );
    completion.push(
      await timed(() => {
        change(place, place + 1, '');
        return complete(document, document.positionAt(place));
      }),
    );
  }
  console.log(JSON.stringify({ problems, completion }));
}
