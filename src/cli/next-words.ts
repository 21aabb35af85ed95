import { variablesToName } from '../access/index.ts';
import type { Next, NextWords } from '../language/messages/index.ts';
import type { PlacedKind } from '../managers/name.ts';
import { factsOf, isManager, type BackendType } from '../managers/table.ts';

/** What to do next about a backend, in the command line's words: its flags, and what of the environment counts. */
export function nextWordsFor({ id, type }: Pick<PlacedKind, 'id' | 'type'>): NextWords {
  return (next) => {
    switch (next.kind) {
      case 'sign-in':
        return next.way === 'anew' ? `give another credential (${loginWords(type)})` : loginWords(type);
      case 'connect-differently':
        return `give ${addressFlag(id)}`;
      case 'approve':
        return `Give ${approvalFlags(next)} first`;
    }
  };
}

/** What of the environment, or which program, gives a credential for a backend of this type. */
export function loginWords(type: BackendType): string {
  return isManager(type) ? factsOf(type).terminalLogin : 'give a credential';
}

/** What tells another address for the backend with this id. */
export function addressFlag(id: string): string {
  return `--address ${id}=URL`;
}

function approvalFlags({ approval }: Extract<Next, { readonly kind: 'approve' }>): string {
  const named = variablesToName(approval).map((name) => `--allow-variable ${name}`);
  return [`--allow-endpoint ${approval.endpoint}`, ...named].join(' ');
}
