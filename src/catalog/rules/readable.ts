import type { Backend } from '../../configuration/index.ts';
import { factsOfType } from '../../managers/table.ts';
import type { StoredSecret } from '../../stores/index.ts';
import type { RuleOutcome } from '../types.ts';
import { fail, undecidedOutcome } from './outcome.ts';

/** What Kestra could not read even if it saw it. Of Vault and Google that is known once the secret itself was asked. */
export function readableRule(type: Backend['type'], secret: StoredSecret): RuleOutcome[] {
  switch (secret.readable) {
    case 'yes':
    case 'unknown':
      return [];
    case 'not-told':
      return [undecidedOutcome('no-version', { kind: 'current-version-not-named' })];
    case 'deleted':
      return [
        fail('deleted', {
          kind: factsOfType(type)?.deletion === 'scheduled' ? 'deletion-scheduled' : 'newest-version-deleted',
        }),
      ];
    case 'disabled':
      return [fail('disabled', { kind: 'disabled' })];
    case 'no-version':
      return [fail('no-version', { kind: factsOfType(type)?.noVersion ?? 'no-readable-version' })];
  }
}
