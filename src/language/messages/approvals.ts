import * as l10n from '@vscode/l10n';
import type { NotApprovedReason } from '../../ports/failure-reason.ts';
import { credentialWords } from './credentials.ts';
import { windowWords, type NextWords } from './next.ts';

/** What waits for the user's leave, and how that is given. */
export function notApprovedMessage(reason: NotApprovedReason, words: NextWords): string {
  const message = waitingMessage(reason, words);
  return reason.container === null ? message : `${containerMessage(reason.container, words)} ${message}`;
}

/** That a host is probably out of reach; `words` as of `failureMessage`. */
export function containerMessage(host: string, words: NextWords = windowWords): string {
  return l10n.t(
    '{0} is probably a container’s name, which only other containers know: then {1}.',
    host,
    words({ kind: 'connect-differently' }),
  );
}

function waitingMessage({ approval, what }: NotApprovedReason, words: NextWords): string {
  const { endpoint, place, credential } = approval;
  const name = credentialWords(what);
  const next = words({ kind: 'approve', approval });
  if (place !== null) return l10n.t('{0} would be used at {1} for {2}. {3}.', name, endpoint, place, next);
  return credential === 'account' || credential === 'machine'
    ? l10n.t('{0} would be used at {1}. {2}.', name, endpoint, next)
    : l10n.t('{0} would be sent to {1}. {2}.', name, endpoint, next);
}
