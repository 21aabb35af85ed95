import { mapKey } from '../text/map-key.ts';
import type { JsonDocument, JsonProblem, JsonReference } from './document.ts';

/** What makes a finding the same one when its file is edited elsewhere: no line, no column. */
export interface FindingIdentity {
  /** null: it stands at no place. */
  readonly file: string | null;
  /** A problem's code, or the reason code of a reference of which nobody can tell. */
  readonly code: string;
  /** The secret that is asked for, or the sentence. Never a value. */
  readonly of: string;
}

/** Of a problem of this document. */
export function identityOfProblem(
  { file, code, message, reference }: JsonProblem,
  of: JsonDocument,
): FindingIdentity {
  const asking = reference === null ? undefined : of.references?.[reference];
  // A sentence may name another line, which moves like this one.
  return {
    file,
    code,
    of: asking === undefined ? message.replaceAll(/\bline \d+/g, 'line') : secretOf(asking),
  };
}

/** Of a reference. */
export function identityOfReference(reference: JsonReference): FindingIdentity {
  return { file: reference.file, code: reference.reasonCode, of: secretOf(reference) };
}

/** One text for each identity, for a map. */
export function identityKey({ file, code, of }: FindingIdentity): string {
  return mapKey(JSON.stringify([file, code, of]));
}

function secretOf({ name, namePattern, subkey, namespace }: JsonReference): string {
  return [
    name ?? namePattern ?? '?',
    ...(subkey === null ? [] : [`subkey ${subkey}`]),
    ...(namespace === null ? [] : [`namespace ${namespace}`]),
  ].join(', ');
}
