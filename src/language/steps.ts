import * as l10n from '@vscode/l10n';
import type { BackendSnapshot, EvaluatedReference } from '../catalog/index.ts';
import type { Failure, NextStep } from '../ports/failure.ts';

/** What the user can do next. A closed list: the editor has one command for each, and links to no other. */
export type Step =
  | { readonly kind: 'refresh'; readonly backend: string }
  | { readonly kind: 'sign-in'; readonly backend: string }
  | {
      readonly kind: 'approve';
      readonly backend: string;
      readonly endpoint: string;
    }
  | { readonly kind: 'connect-differently'; readonly backend: string }
  /** With a secret: at the rule that hides it. */
  | { readonly kind: 'open-configuration'; readonly backend: string; readonly storedName?: string }
  /** At the line where Terraform creates a secret: `lineInFile`. */
  | { readonly kind: 'open-terraform'; readonly place: string }
  | { readonly kind: 'choose-configuration' }
  | { readonly kind: 'trust-folder' }
  | { readonly kind: 'show-log' }
  | { readonly kind: 'show-view' }
  | { readonly kind: 'stop-listing'; readonly backend: string }
  /** Reads one value, once the user agreed to that. */
  | { readonly kind: 'read-subkeys'; readonly backend: string; readonly storedName: string }
  | { readonly kind: 'reveal-in-tree'; readonly backend: string; readonly storedName: string }
  /** Has the running Kestra judge a reference, once the user agreed to that. */
  | { readonly kind: 'ask-kestra'; readonly reference: EvaluatedReference };

/** The steps out of a backend's failure, in the order in which they are offered; none where nothing failed. */
export function stepsFor(backend: BackendSnapshot): Step[] {
  if (backend.failure === null) return [];
  const steps = stepsOf(backend.failure, backend.id);
  // Where nothing was sent the log has nothing to add.
  return backend.state === 'blocked' ? steps : [...steps, { kind: 'show-log' }];
}

/** The same of a failure that is not the backend's state: of one question about one secret. */
export function stepsOf(failure: Failure, backend: string): Step[] {
  return failure.nextSteps.map((step) => stepFor(step, backend));
}

/** What the link to a step is called. */
export function stepWords(step: Step): string {
  switch (step.kind) {
    case 'refresh':
      return l10n.t('Refresh');
    case 'sign-in':
      return l10n.t('Sign in');
    case 'approve':
      return l10n.t('Approve {0}', step.endpoint);
    case 'connect-differently':
      return l10n.t('Connect differently…');
    case 'open-configuration':
      return l10n.t('Open configuration');
    case 'open-terraform':
      return l10n.t('Open {0}', step.place);
    case 'choose-configuration':
      return l10n.t('Choose configuration…');
    case 'trust-folder':
      return l10n.t('Trust this folder');
    case 'show-log':
      return l10n.t('Show log');
    case 'show-view':
      return l10n.t('Show Kestra Secrets');
    case 'stop-listing':
      return l10n.t('Stop');
    case 'read-subkeys':
      return l10n.t('Read subkeys…');
    case 'reveal-in-tree':
      return l10n.t('Show in Kestra Secrets');
    case 'ask-kestra':
      return l10n.t('Ask Kestra…');
  }
}

function stepFor(step: NextStep, backend: string): Step {
  switch (step.kind) {
    case 'sign-in':
      return { kind: 'sign-in', backend };
    case 'approve':
      return { kind: 'approve', backend, endpoint: step.approval.endpoint };
    case 'connect-differently':
      return { kind: 'connect-differently', backend };
    case 'open-configuration':
      return { kind: 'open-configuration', backend };
    case 'trust-folder':
      return { kind: 'trust-folder' };
    case 'retry':
      return { kind: 'refresh', backend };
  }
}
