import { authentication } from 'vscode';
import type { AzureAccountQuestion } from '../access/index.ts';
import { cancellation, isCancellation } from '../ports/cancellation.ts';

/** VS Code answers at once, unless the extension that knows the accounts is not there. Milliseconds. */
const patience = 8_000;

/** A token of the Microsoft account that is signed in to VS Code, without asking anybody; null: nobody is. */
export async function microsoftToken(
  question: AzureAccountQuestion,
  signal: AbortSignal,
): Promise<string | null> {
  const { provider, scopes } = sessionRequest(question);
  try {
    const session = await soon(authentication.getSession(provider, scopes, { silent: true }), signal);
    return session?.accessToken ?? null;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

/** The Microsoft account that is signed in to VS Code, as VS Code shows it; null: nobody is. Asks nobody. */
export async function microsoftAccount(
  question: AzureAccountQuestion,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const [account] = await soon(authentication.getAccounts(sessionRequest(question).provider), signal);
    return account?.label ?? null;
  } catch (error) {
    if (isCancellation(error)) throw error;
    return null;
  }
}

/** Lets the user sign in to a Microsoft account, in VS Code's own way. Returns whether somebody is signed in. */
export async function signInToMicrosoft(question: AzureAccountQuestion): Promise<boolean> {
  const { provider, scopes } = sessionRequest(question);
  try {
    await authentication.getSession(provider, scopes, { createIfNone: true });
    return true;
  } catch {
    // Given up, or VS Code has said why already.
    return false;
  }
}

/** VS Code's providers take the tenant as a scope of their own, and know the national clouds by another name. */
function sessionRequest({ resource, tenant }: AzureAccountQuestion) {
  return {
    provider: resource === 'https://vault.azure.net' ? 'microsoft' : 'microsoft-sovereign-cloud',
    scopes: [`${resource}/.default`, ...(tenant === null ? [] : [`VSCODE_TENANT:${tenant}`])],
  };
}

/** Rejects with an AbortError when cancelled, and with any other error where it takes too long. */
function soon<T>(work: Thenable<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(cancellation());
    const timer = setTimeout(() => reject(new Error('no answer')), patience);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    Promise.resolve(work)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      });
  });
}
