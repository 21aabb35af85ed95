import { isAsked, lookupNamespace, type LookupNamespace } from './chain.ts';
import { findSecret } from './find.ts';
import type { LiveBackend } from './live/live-backend.ts';
import { lookupNames } from './lookup-names.ts';
import { certainFor } from './freshness.ts';
import { isCancellation } from '../ports/cancellation.ts';
import type { BackendSnapshot, Question, AskOptions, VisibleSecret } from './types.ts';

/**
 * Asks what a verdict needs and is not known yet: the list where there is none or it is too old to say "missing",
 * one fresh question for a name that is not in it, and subkeys that cost no value (or, by the user's explicit act,
 * that do). Failures become the backends' state. Rejects only when cancelled.
 */
export async function askWhatIsNeeded(
  backends: readonly LiveBackend[],
  question: Question,
  now: () => number,
  options: AskOptions,
  signal: AbortSignal,
): Promise<void> {
  const key = question.key;
  if (question.callFailure !== null || key?.kind !== 'constant' || typeof key.value !== 'string') return;
  const name = key.value;
  // No manager has a secret without a name.
  if (name === '') return;
  const namespace = lookupNamespace(question);
  const asked = backends.filter((live) => isAsked(live.snapshot(), namespace) === true);
  const asking = { name, namespace, question, now, options, signal };
  await Promise.all(
    asked.map(async (live) => {
      if (live.lastTryAt() === null || live.isListing()) await live.list(signal);
      if (live.snapshot().refusedAt !== undefined) await askSingly(live, asking);
      else if (findSecret(live.snapshot(), name, namespace) === null) await establishAbsence(live, asking);
      await askForSubkeys(live, asking);
    }),
  );
}

interface Asking {
  readonly name: string;
  readonly namespace: LookupNamespace;
  readonly question: Question;
  readonly now: () => number;
  readonly options: AskOptions;
  readonly signal: AbortSignal;
}

async function establishAbsence(live: LiveBackend, asking: Asking): Promise<void> {
  const { name, namespace, now, options } = asking;
  const known = live.snapshot();
  if (known.fetchedAt === null || !known.readOnly) return;
  if (options.anew !== true && isSettled(known, name, now())) return;
  if (isListOld(live, now())) {
    // One question may find it, and spares the list.
    if (known.state === 'complete') await askFor(live, asking);
    if (findSecret(live.snapshot(), name, namespace) !== null) return;
    await listAgain(live, asking);
  }
  const listed = live.snapshot();
  if (listed.state !== 'complete' || findSecret(listed, name, namespace) !== null) return;
  const asked = await askFor(live, asking);
  if (asked === 0) live.noteAbsence(name);
}

/** Asks for each stored name that the name can have; gives how many those are. */
async function askFor(live: LiveBackend, { name, signal }: Asking): Promise<number> {
  const lookups = lookupNames(live.snapshot(), name);
  await Promise.all(lookups.map((lookup) => live.ask(lookup, signal)));
  return lookups.length;
}

/** Whether the list is too old to say "missing" by; one that was tried lately, and failed, is not tried for each name. */
function isListOld(live: LiveBackend, now: number): boolean {
  const { fetchedAt, stopped } = live.snapshot();
  const isOlder = (at: number | null) => now - (at ?? -Infinity) > certainFor;
  return stopped !== true && isOlder(fetchedAt) && isOlder(live.lastTryAt());
}

/** With the login that holds, if there is one; what is asked anew costs none. */
async function listAgain(live: LiveBackend, { now, options, signal }: Asking): Promise<void> {
  await live.renew(signal);
  if (options.anew !== true && isListOld(live, now())) await live.list(signal);
}

/** Where the list is refused, the name itself may still be asked for: a "yes" counts, a "no" is not enough. */
async function askSingly(
  live: LiveBackend,
  { name, namespace, now, options, signal }: Asking,
): Promise<void> {
  const known = live.snapshot();
  const secret = findSecret(known, name, namespace);
  const isKnown = (secret?.subkeysAt ?? -Infinity) >= (known.refusedAt ?? 0);
  if (!known.readOnly || isKnown) return;
  if (options.anew !== true && isSettled(known, name, now())) return;
  const lookups = new Set([...lookupNames(known, name), ...(secret === null ? [] : [secret.lookupName])]);
  await Promise.all(Array.from(lookups, (lookup) => live.ask(lookup, signal)));
}

/** Whether every answer that absence needs is young. */
function isSettled(known: BackendSnapshot, name: string, now: number): boolean {
  const lookups = lookupNames(known, name);
  return (lookups.length === 0 ? [name] : lookups).every((each) => {
    const settled = known.fresh?.get(each);
    return settled !== undefined && now - settled.at <= certainFor;
  });
}

async function askForSubkeys(
  live: LiveBackend,
  { name, namespace, question, now, options, signal }: Asking,
): Promise<void> {
  const snapshot = live.snapshot();
  const secret = findSecret(snapshot, name, namespace);
  if (secret === null || snapshot.abilities === undefined) return;
  if (snapshot.fresh?.get(secret.lookupName) !== undefined) return;
  const { lookup, subkeys } = snapshot.abilities;
  if (subkeys === 'without-value' && isWorthAsking(secret, snapshot, question, now())) {
    await live.ask(secret.lookupName, signal);
  } else if (lookup && isReadabilityOpen(secret, snapshot)) {
    await live.ask(secret.lookupName, signal);
  }
  if (subkeys === 'by-reading-value' && options.readValues && isValueWanted(secret, question, now())) {
    await live.learnSubkeys(secret.lookupName, { readValue: true }, signal).catch((error: unknown) => {
      if (isCancellation(error)) throw error;
    });
  }
}

/** Not every list tells whether a secret can be read; that one could not be is asked again after a refresh. */
function isReadabilityOpen({ subkeysAt, rules }: VisibleSecret, snapshot: BackendSnapshot): boolean {
  if (subkeysAt === null) return true;
  const hasNone = rules.some(({ rule, result }) => rule === 'no-version' && result !== 'pass');
  return hasNone && subkeysAt < (snapshot.listedSince ?? 0);
}

/** Never asked, asked before the list that is known now, or about to say that a subkey is missing. */
function isWorthAsking(
  secret: VisibleSecret,
  snapshot: BackendSnapshot,
  question: Question,
  now: number,
): boolean {
  if (secret.subkeysAt === null || secret.subkeysAt < (snapshot.listedSince ?? 0)) return true;
  const subkey = subkeyOf(question);
  return subkey !== null && !hasSubkey(secret, subkey) && now - secret.subkeysAt > certainFor;
}

/** A value is read for a subkey that is named, and only where what is known of the secret does not tell. */
function isValueWanted(secret: VisibleSecret, question: Question, now: number): boolean {
  const subkey = subkeyOf(question);
  if (subkey === null || secret.visible === false || hasSubkey(secret, subkey)) return false;
  return secret.subkeys.state === 'not-read' || now - (secret.subkeysAt ?? 0) > certainFor;
}

function subkeyOf({ subkey }: Question): string | null {
  const name = subkey?.kind === 'constant' ? subkey.value : null;
  return typeof name === 'string' && name !== '' ? name : null;
}

function hasSubkey({ subkeys }: VisibleSecret, name: string): boolean {
  return subkeys.state === 'known' && subkeys.names.includes(name);
}
