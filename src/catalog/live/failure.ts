import { namedBackend, type PlacedKind } from '../../managers/name.ts';
import { isFailureError, type Failure } from '../../ports/failure.ts';

/** What a question's rejection says to people; of an unexpected error no more than that there was one. */
export function failureOf(error: unknown, backend: PlacedKind): Failure {
  if (isFailureError(error)) return error.failure;
  return {
    kind: 'invalid-answer',
    message: { kind: 'unexpected-error', backend: namedBackend(backend) },
    nextSteps: [{ kind: 'retry' }],
    detail: error instanceof Error ? `${error.name} (unexpected)` : 'unexpected',
  };
}

/** A failure as a line of the log: what is known beyond its sentence, else what the sentence is made of. */
export function failureLine({ id }: Pick<PlacedKind, 'id'>, { kind, detail, message }: Failure): string {
  return `${id}: ${kind}: ${detail ?? JSON.stringify(message)}`;
}
