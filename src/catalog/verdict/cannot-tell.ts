import type { Question, Reservations, Resolution, Verdict } from '../types.ts';

export const noReservations: Reservations = { serverVariable: null, listLag: 0 };

/** The name that is asked for; null: it is empty, or no constant text. */
export function constantName({ key }: Question): string | null {
  const name = key?.kind === 'constant' ? key.value : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Why nobody can tell, and what of the verdict is otherwise for that. */
type Told = Pick<Resolution, 'reason'> & Partial<Pick<Resolution, 'reasonCode' | 'terraformSecret'>>;

/** "Cannot tell" in the place of a verdict: of secret and subkey what resolves still does. `suggestions`: left out, its own. */
export function cannotTell(
  resolution: Resolution,
  told: Told,
  suggestions: () => readonly string[] = () => resolution.suggestions,
): Resolution {
  const { secretVerdict, subkeyVerdict, reasonCode, hiddenBy, backend, secret, answers, fetchedAt } =
    resolution;
  return {
    verdict: 'unknown',
    secretVerdict: unlessResolvable(secretVerdict),
    subkeyVerdict: subkeyVerdict === null ? null : unlessResolvable(subkeyVerdict),
    reasonCode,
    mistake: null,
    reservations: noReservations,
    hiddenBy,
    backend,
    secret,
    answers,
    ...told,
    // Looked for only where they are shown.
    get suggestions() {
      return suggestions();
    },
    fetchedAt,
  };
}

function unlessResolvable(verdict: Verdict): Verdict {
  return verdict === 'resolvable' ? verdict : 'unknown';
}
