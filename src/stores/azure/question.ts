import { AsyncLocalStorage } from 'node:async_hooks';

/** What a vault answered instead of what was asked for. */
export interface AzureRefusal {
  readonly status: number;
  /** Whether a token was sent with what was refused. */
  readonly hadToken: boolean;
  /** As in Key Vault's error body; empty: it had none. */
  readonly code: string;
  readonly innerCode: string;
  readonly message: string;
  /** Whether the body was one of Key Vault's at all. */
  readonly isVaults: boolean;
  /** Seconds. */
  readonly retryAfter: number | null;
}

/** What is asked of a vault, for the right that it needs; `versions`: the first page of one secret's. */
export type AzureQuestionKind = 'list' | 'versions' | 'value';

/**
 * One question to a vault while it is under way. Azure's client gives a caller's signal to the first
 * page alone, and drops the service's words from a failed list: both travel beside it.
 */
export interface AzureQuestion {
  readonly asked: AzureQuestionKind;
  readonly signal: AbortSignal;
  /** The secret whose value may be read, by the user's explicit act. */
  readonly readable: string | null;
  /** How often each address was asked: one that always asks for a login would have no end. */
  readonly addresses: Map<string, number>;
  refusal: AzureRefusal | null;
  /** What the answer says leads to the next page, of whatever type. */
  next: unknown;
  /** Of the answer, in characters. */
  size: number;
}

export const questions = new AsyncLocalStorage<AzureQuestion>();

/** The first page is asked for twice or three times: without a token, with one, and with one that a policy wants. */
const mostAtOneAddress = 3;

/** Whether this address was asked too often for one question; counts it. */
export function isInACircle({ addresses }: AzureQuestion, address: string): boolean {
  const times = (addresses.get(address) ?? 0) + 1;
  addresses.set(address, times);
  return times > mostAtOneAddress;
}
