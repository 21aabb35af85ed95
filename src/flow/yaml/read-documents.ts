import type { CST } from 'yaml';
import type { TextRange } from '../../ports/text.ts';
import { documentsOf } from './cst.ts';
import { identityOf, type Identity } from './identity.ts';
import { walkDocument, type Walk } from './walk.ts';

/** One YAML document: what it is, and where its values stand. */
export interface YamlDocument extends Identity {
  readonly range: TextRange;
  /** Empty where it is no flow. */
  readonly values: Pick<Walk, 'scalars' | 'empty' | 'braces'>;
}

const noValues: YamlDocument['values'] = { scalars: [], empty: [], braces: [] };

export function readDocuments(text: string): YamlDocument[] {
  const documents = documentsOf(text);
  return documents.map((document, index) => {
    const identity = identityOf(text, document.value);
    return {
      ...identity,
      range: { start: document.offset, end: endOf(documents, index, text.length) },
      values: identity.isFlow ? walkDocument(text, document.value) : noValues,
    };
  });
}

/** A document goes on to where the next one begins. */
function endOf(documents: readonly CST.Document[], index: number, textEnd: number): number {
  return Math.min(documents[index + 1]?.offset ?? textEnd, textEnd);
}
