import * as l10n from '@vscode/l10n';
import type { Approval } from '../../ports/approval.ts';

/** How to sign in: any way there is, once more, with a token, or as one does with that cloud. */
type SignInWay = 'any' | 'anew' | 'token' | 'aws' | 'microsoft' | 'google';

/** What a sentence offers to do next, as data: each client has words of its own for it. Of the kinds of `NextStep`. */
export type Next =
  | { readonly kind: 'sign-in'; readonly way: SignInWay }
  | { readonly kind: 'connect-differently' }
  | { readonly kind: 'approve'; readonly approval: Approval };

/** An order inside a sentence; that to approve is a sentence of its own, without its full stop. */
export type NextWords = (next: Next) => string;

/** The words of a window, where commands do these things. */
export function windowWords(next: Next): string {
  switch (next.kind) {
    case 'sign-in':
      return signInWords(next.way);
    case 'connect-differently':
      return l10n.t('connect differently');
    case 'approve':
      return next.approval.place === null
        ? l10n.t('Approve this address first')
        : l10n.t('Approve this first');
  }
}

function signInWords(way: SignInWay): string {
  switch (way) {
    case 'any':
      return l10n.t('sign in');
    case 'anew':
      return l10n.t('sign in anew');
    case 'token':
      return l10n.t('sign in with a token');
    case 'aws':
      return l10n.t('choose a profile of ~/.aws, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
    case 'microsoft':
      return l10n.t('sign in with a Microsoft account (in a terminal: “az login”)');
    case 'google':
      return l10n.t('in a terminal, run “gcloud auth application-default login”');
  }
}
