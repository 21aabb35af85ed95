import { AsyncLocalStorage } from 'node:async_hooks';
import type { GoogleRefusal } from './refusal.ts';

/** What is asked of Secret Manager, for the right that it needs. */
export type GoogleQuestionKind = 'list' | 'secret' | 'version' | 'value';

/**
 * One question while it is under way. Google's client takes no signal, and wraps what went wrong in errors of its own:
 * both travel beside it.
 */
export interface GoogleQuestion {
  readonly asked: GoogleQuestionKind;
  readonly signal: AbortSignal;
  /** The secret whose value may be read, by the user's explicit act. */
  readonly readable: string | null;
  refusal: GoogleRefusal | null;
  /** What went wrong, or the AbortError where the question ended with its store. */
  failure: Error | null;
  /** What the answer says leads to the next page, of whatever type. */
  next: unknown;
  /** Of the answer, in characters. */
  size: number;
}

export const questions = new AsyncLocalStorage<GoogleQuestion>();
