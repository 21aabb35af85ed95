import { isAsked, lookupNamespace } from './chain.ts';
import { findSecret } from './answer.ts';
import type { LiveBackend } from './live-backend.ts';
import { certainFor } from './open.ts';
import { isCancellation } from '../ports/failure.ts';
import type { BackendSnapshot, Question, VisibleSecret } from './types.ts';

/**
 * Asks what a verdict needs and is not known yet: the list where there is none or it is too old to say "missing",
 * one fresh question for a name that is not in it, and subkeys that cost no value (or, by the user's explicit act,
 * that do). Failures become the backends' state. Rejects only when cancelled.
 */
export async function askWhatIsNeeded(
  backends: readonly LiveBackend[],
  question: Question,
  now: () => number,
  options: { readonly readValues: boolean },
  signal: AbortSignal,
): Promise<void> {
  const key = question.key;
  if (question.callFailure !== null || key?.kind !== 'constant' || typeof key.value !== 'string') return;
  const name = key.value;
  const namespace = lookupNamespace(question);
  const asked = backends.filter((live) => isAsked(live.snapshot(), namespace) === true);
  await Promise.all(
    asked.map(async (live) => {
      if (live.triedAt() === null || live.isListing()) await live.list(signal);
      if (findSecret(live.snapshot(), name) === null) await establishAbsence(live, name, now, signal);
      await askForSubkeys(live, name, question, now, options, signal);
    }),
  );
}

async function establishAbsence(
  live: LiveBackend,
  name: string,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  const known = live.snapshot();
  if (known.fetchedAt === null || !known.readOnly) return;
  const settled = known.fresh?.get(name);
  if (settled !== undefined && now() - settled.at <= certainFor) return;
  if (now() - known.fetchedAt > certainFor) await live.list(signal);
  const listed = live.snapshot();
  if (listed.state !== 'complete' || findSecret(listed, name) !== null) return;
  if (listed.abilities?.lookup === true && canBeAsked(name)) await live.ask(name, signal);
}

/** A name with a folder in it has no documented place, so its absence would tell nothing. */
function canBeAsked(name: string): boolean {
  return name !== '' && !name.includes('/');
}

async function askForSubkeys(
  live: LiveBackend,
  name: string,
  question: Question,
  now: () => number,
  options: { readonly readValues: boolean },
  signal: AbortSignal,
): Promise<void> {
  const snapshot = live.snapshot();
  const secret = findSecret(snapshot, name);
  if (secret === null || snapshot.abilities === undefined) return;
  if (snapshot.fresh?.get(name) !== undefined || !isWorthAsking(secret, snapshot, question, now())) return;
  if (snapshot.abilities.subkeys === 'without-value') {
    await live.ask(secret.lookupName, signal);
  } else if (options.readValues && question.subkey !== null) {
    await live.learnSubkeys(secret.lookupName, { readValue: true }, signal).catch((error: unknown) => {
      if (isCancellation(error)) throw error;
    });
  }
}

/** Never asked, asked before the list that is known now, or about to say that a subkey is missing. */
function isWorthAsking(
  secret: VisibleSecret,
  snapshot: BackendSnapshot,
  question: Question,
  now: number,
): boolean {
  if (secret.subkeysAt === null || secret.subkeysAt < (snapshot.fetchedAt ?? 0)) return true;
  const subkey = question.subkey?.kind === 'constant' ? question.subkey.value : null;
  const has = secret.subkeys.state === 'known' && secret.subkeys.names.some((known) => known === subkey);
  return subkey !== null && subkey !== '' && !has && now - secret.subkeysAt > certainFor;
}
