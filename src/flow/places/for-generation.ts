import type { FlowDocument, FlowFile, SecretReference } from '../types.ts';
import { isRendered, placeOf } from './place-of.ts';
import type { Generation } from './types.ts';

/**
 * A file as one generation of Kestra treats it: what that one does not render is no reference, though another would.
 * The same file where the generation is not known, or nothing changes.
 */
export function fileFor(file: FlowFile, generation: Generation | null): FlowFile {
  const documents = file.documents.map((document) => documentFor(document, generation));
  return documents.every((document, index) => document === file.documents[index])
    ? file
    : { ...file, documents };
}

/** The same of one document. */
export function documentFor(document: FlowDocument, generation: Generation | null): FlowDocument {
  if (generation === null) return document;
  const isAsked = ({ path }: SecretReference) => isRendered(placeOf(path, generation));
  const references = document.references.filter(isAsked);
  if (references.length === document.references.length) return document;
  const others = document.references.filter((reference) => !isAsked(reference));
  const withoutMeaning = [...document.withoutMeaning, ...others].sort(
    (left, right) => left.range.start - right.range.start,
  );
  const { problems } = document;
  return { ...document, references, withoutMeaning, problems };
}
