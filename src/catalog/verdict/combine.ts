import type { Resolution, Verdict } from '../types.ts';
import { worse } from './worse.ts';

/** What one of several configurations makes of a reference. */
export interface ByConfiguration {
  readonly file: string;
  readonly resolution: Resolution;
}

/**
 * What is certain where nobody says which configuration counts: what all of them agree on, for secret and subkey each. Of
 * the rest nobody can tell, and the reason names every configuration with its verdict.
 */
export function combine(first: ByConfiguration, others: readonly ByConfiguration[]): Resolution {
  const all = [first, ...others];
  const resolutions = all.map(({ resolution }) => resolution);
  const { resolution } = first;
  const secretVerdict = sameOf(resolutions.map((each) => each.secretVerdict));
  const subkeyVerdict =
    resolution.subkeyVerdict === null
      ? null
      : sameOf(resolutions.map((each) => each.subkeyVerdict ?? 'unknown'));
  const isAgreed = resolutions.every(
    (each) =>
      each.secretVerdict === resolution.secretVerdict && each.subkeyVerdict === resolution.subkeyVerdict,
  );
  return {
    verdict: subkeyVerdict === null ? secretVerdict : worse(secretVerdict, subkeyVerdict),
    secretVerdict,
    subkeyVerdict,
    ...(isAgreed ? theFirsts(resolution) : difference(all)),
    reservations: {
      serverVariable:
        resolutions.find(({ reservations }) => reservations.serverVariable !== null)?.reservations
          .serverVariable ?? null,
      listLag: Math.max(...resolutions.map(({ reservations }) => reservations.listLag)),
    },
    answers: resolutions.flatMap(({ answers }) => answers),
    get suggestions() {
      return [...new Set(resolutions.flatMap(({ suggestions }) => suggestions))];
    },
    fetchedAt: resolution.fetchedAt,
  };
}

type Told = Pick<Resolution, 'reasonCode' | 'reason' | 'mistake' | 'hiddenBy' | 'backend' | 'secret'>;

function theFirsts({ reasonCode, reason, mistake, hiddenBy, backend, secret }: Resolution): Told {
  return { reasonCode, reason, mistake, hiddenBy, backend, secret };
}

/** A secret that one of them has says nothing of the others. */
function difference(all: readonly ByConfiguration[]): Told {
  return {
    reasonCode: 'several-configurations',
    reason: {
      kind: 'configurations-differ',
      answers: all.map(({ file, resolution: { verdict } }) => ({ file, verdict })),
    },
    mistake: null,
    hiddenBy: [],
    backend: null,
    secret: null,
  };
}

function sameOf(verdicts: readonly Verdict[]): Verdict {
  const [first = 'unknown', ...others] = verdicts;
  return others.every((verdict) => verdict === first) ? first : 'unknown';
}
