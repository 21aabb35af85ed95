import type { CatalogSnapshot } from '../../catalog/index.ts';
import type { FlowFile } from '../../flow/index.ts';
import type { TextRange } from '../../ports/text.ts';
import { questionOf } from '../question.ts';
import { createJudges } from './meaning.ts';
import type { SoughtSecret, UseDoubt } from './types.ts';

/**
 * Where a file writes the name of a secret, or of a subkey: between the quotes, else the whole expression, in the order of
 * its documents. `snapshot`: of the configurations that judge the file.
 */
export function occurrencesIn(
  file: FlowFile,
  sought: SoughtSecret,
  snapshot: CatalogSnapshot,
): readonly TextRange[] {
  const meaningOf = createJudges(sought, snapshot)(snapshot.configurations);
  return file.documents.flatMap((document) =>
    [...document.references, ...document.withoutMeaning].flatMap((reference) => {
      const isBroken = reference.foundAs === 'recovered';
      const meaning = meaningOf(questionOf(reference, document), isBroken);
      const argument = reference.arguments[sought.subkey === null ? 'key' : 'subkey'];
      if (argument === undefined || meaning === 'another' || !isWritten(meaning)) return [];
      return [argument.content ?? argument.range];
    }),
  );
}

/** Whether the name itself stands in the call, though perhaps it is another secret's. */
export function isWritten(doubt: UseDoubt | null): boolean {
  return doubt !== 'dynamic' && doubt !== 'pattern' && doubt !== 'subkey';
}
