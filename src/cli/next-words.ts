import { variablesToName } from '../access/index.ts';
import { kestraVariables } from '../access/kestra/run.ts';
import type { Next, NextWords } from '../language/messages/index.ts';
import { kestraBackend } from '../managers/kestra.ts';
import type { PlacedKind } from '../managers/name.ts';
import { factsOf, isManager } from '../managers/table.ts';

/** What to do next about a backend, in the command line's words: its flags, and what of the environment counts. */
export function nextWordsFor({ id, type }: Pick<PlacedKind, 'id' | 'type'>): NextWords {
  return (next) => {
    switch (next.kind) {
      case 'sign-in':
        return next.way === 'anew'
          ? `give another credential (${loginWords({ id, type })})`
          : loginWords({ id, type });
      case 'connect-differently':
        return `give ${addressFlag(id)}`;
      case 'approve':
        return `Give ${approvalFlags(next)} first`;
    }
  };
}

/** What of the environment, or which program, gives a credential for a backend. */
export function loginWords({ id, type }: Pick<PlacedKind, 'id' | 'type'>): string {
  if (id === kestraBackend.id) {
    return `set ${kestraVariables.token}, or ${kestraVariables.user} and ${kestraVariables.password}`;
  }
  return isManager(type) ? factsOf(type).terminalLogin : 'give a credential';
}

/** What tells another address for the backend with this id. */
export function addressFlag(id: string): string {
  return id === kestraBackend.id ? '--kestra URL' : `--address ${id}=URL`;
}

function approvalFlags({ approval }: Extract<Next, { readonly kind: 'approve' }>): string {
  const named = variablesToName(approval).map((name) => `--allow-variable ${name}`);
  return [`--allow-endpoint ${approval.endpoint}`, ...named].join(' ');
}
