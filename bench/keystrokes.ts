import { resolve } from '../src/catalog/resolve.ts';
import { cursorAt } from '../src/flow/cursor/index.ts';
import { doAtOnce } from '../src/flow/index.ts';
import { yamlProblemsIn } from '../src/flow/yaml-problems.ts';
import { completionsAt } from '../src/language/completions.ts';
import { problemsIn } from '../src/language/problems.ts';
import { createFlowCache } from '../src/workspace/flow-cache.ts';
import { catalogOf, fetchedAt, secretNamed, vaultOf } from '../test/fakes/catalog-snapshot.ts';
import type { TextEdit } from '../src/ports/text.ts';
import { timeOf } from './spread.ts';

/** What one keystroke costs until an answer is there, in milliseconds, keystroke by keystroke. */
export interface KeystrokeTimes {
  /** Until the problems of the whole file are known again. */
  readonly problems: readonly number[];
  /** Until it is known what can be completed at the cursor. */
  readonly completion: readonly number[];
}

/** Where a letter is typed: into names in the first, the middle and the last part of a text. */
export function placesIn(text: string, before: string): number[] {
  return [0.02, 0.5, 0.97].map((share) => {
    const place = text.indexOf(before, Math.floor(text.length * share));
    if (place < 0) throw new Error(`no ${before} to type into`);
    return place + before.length;
  });
}

const snapshot = catalogOf([
  vaultOf(Array.from({ length: 300 }, (_, index) => secretNamed(`DATABASE_PASSWORD_${index}`))),
]);

/**
 * Types a letter, and takes it back, `count` times, each time at the next place: as the editor tells of them, the
 * edit, and then what is asked of it.
 */
export function typeLetters(text: string, places: readonly number[], count: number): KeystrokeTimes {
  const cache = createFlowCache();
  let version = 1;
  cache.read('large.yml', version, text).documents.map(({ references }) => references.length);
  const typing = (edit: TextEdit, now: string) => {
    version += 1;
    cache.edit('large.yml', version - 1, version, [edit]);
    return cache.read('large.yml', version, now);
  };
  const problems: number[] = [];
  const completion: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const place = places[index % places.length] ?? 0;
    // VS Code has the new text already: making it is none of our time.
    const typed = `${text.slice(0, place)}A${text.slice(place)}`;
    const letter = { range: { start: place, end: place }, text: 'A' };
    problems.push(
      timeOf(() => {
        const file = typing(letter, typed);
        const ofYaml = doAtOnce(yamlProblemsIn(file));
        return problemsIn(file, (question) => resolve(snapshot, question, fetchedAt), { ofYaml });
      }),
    );
    const back = { range: { start: place, end: place + 1 }, text: '' };
    completion.push(
      timeOf(
        () =>
          completionsAt(typing(back, text), place, snapshot, {
            now: fetchedAt,
            locale: 'en',
            asked: 'by-character',
          }).items.length,
      ),
    );
  }
  const { kind } = cursorAt(cache.read('large.yml', version, text), places[0] ?? 0);
  if (kind !== 'string') throw new Error(`the cursor is in ${kind}, not in a name`);
  return { problems, completion };
}
