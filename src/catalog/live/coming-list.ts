import type { Backend } from '../../configuration/index.ts';
import type { StoredSecret } from '../../stores/index.ts';
import { createEntries, type Entries, type Entry } from './entries.ts';
import type { Knowledge } from './snapshot.ts';

/** A list while it comes: each page is seen and indexed as it arrives, so that its end holds nobody up. */
export interface ComingList {
  /** When it was begun, ms since the epoch. */
  readonly since: number;
  /** By whose rules it is seen: those that held when it was begun, to the end. */
  readonly ruledBy: Backend;
  add(secrets: readonly StoredSecret[]): void;
  /** How many came so far. */
  count(): number;
  /** The list, with what was learnt of single secrets before and meanwhile. */
  finish(): Entries;
}

/** `since`: when it was begun, ms since the epoch. */
export function createComingList(knowledge: Knowledge, since: number): ComingList {
  const came: StoredSecret[] = [];
  const entries = createEntries();
  const ruledBy = knowledge.backend();
  const see: See = (secret, askedAt) => knowledge.entryOf(ruledBy, secret, askedAt);
  // Other rules put others in their place.
  const held = () => knowledge.state().entries;

  const take = (secret: StoredSecret) =>
    entries.set(secret.name, relist(see, secret, held().get(secret.name), since));

  return {
    since,
    ruledBy,
    add(secrets) {
      for (const secret of secrets) {
        came.push(secret);
        take(secret);
      }
    },
    count: () => came.length,
    finish() {
      for (const secret of came) {
        if ((held().get(secret.name)?.askedAt ?? -Infinity) >= since) take(secret);
      }
      return entries;
    },
  };
}

type See = (secret: StoredSecret, askedAt: number | null) => Entry;

/** A listed secret, with what was learnt of it before and the list does not tell. */
function relist(see: See, secret: StoredSecret, before: Entry | undefined, since: number): Entry {
  const tells = secret.readable !== 'unknown';
  // A read has told of it what the list does not.
  if (secret.readable === 'not-told' && before?.secret.readable === 'no-version') {
    return see({ ...secret, readable: 'no-version' }, before.askedAt);
  }
  if (secret.subkeys.state !== 'not-read') return see(secret, since);
  if (before?.askedAt == null || (tells && before.secret.subkeys.state === 'not-read')) {
    return see(secret, tells ? since : null);
  }
  const { readable, subkeys } = before.secret;
  return see({ ...secret, readable: tells ? secret.readable : readable, subkeys }, before.askedAt);
}
