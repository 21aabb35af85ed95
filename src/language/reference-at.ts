import type { ArgumentName, FlowDocument, FlowFile, SecretReference } from '../flow/index.ts';
import type { TextRange } from '../ports/text.ts';

export interface ReferenceAt {
  readonly document: FlowDocument;
  readonly reference: SecretReference;
  /** The argument at the offset; null: the word `secret`, a bracket, a comma, a name. */
  readonly argument: ArgumentName | null;
}

/**
 * The innermost call around an offset, its end included, also one that Kestra never evaluates where it stands; null where
 * there is none.
 */
export function referenceAt(file: FlowFile, offset: number): ReferenceAt | null {
  let found: ReferenceAt | null = null;
  for (const document of file.documents) {
    for (const reference of [...document.references, ...document.withoutMeaning]) {
      if (!holds(reference.range, offset)) continue;
      // Calls nest, and the shorter one is inside.
      if (found !== null && lengthOf(found.reference.range) <= lengthOf(reference.range)) continue;
      found = { document, reference, argument: argumentAt(reference, offset) };
    }
  }
  return found;
}

function argumentAt(reference: SecretReference, offset: number): ArgumentName | null {
  for (const argument of Object.values(reference.arguments)) {
    if (holds(argument.range, offset)) return argument.name;
  }
  return null;
}

function holds(range: TextRange, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

function lengthOf(range: TextRange): number {
  return range.end - range.start;
}
