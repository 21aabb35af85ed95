import * as l10n from '@vscode/l10n';
import type { KestraFacts, Reason } from '../../catalog/index.ts';
import { nameList } from '../name-list.ts';
import { placedName } from './backends.ts';

type SaidByKestra = Extract<Reason, { readonly kind: 'kestra-says' }>;

/** What a running Kestra says of a secret. `sentenceOf`: of what the backends say without it. */
export function kestraSaysMessage(reason: SaidByKestra, sentenceOf: (reason: Reason) => string): string {
  const { backend, name, says, because } = reason;
  const kestra = placedName(backend);
  const own = because === null ? null : sentenceOf(because);
  switch (says) {
    case 'lists':
    case 'resolves': {
      const said =
        says === 'lists'
          ? l10n.t('{0} lists {1}.', kestra, name)
          : l10n.t('{0} answers that it finds {1}.', kestra, name);
      return own === null
        ? said
        : l10n.t('{0} The configuration that was read here says otherwise: {1}', said, own);
    }
    case 'lists-apart':
      return withOwn(
        own,
        l10n.t(
          '{0} lists {1}, but what runs the tasks may read other secrets than that server.',
          kestra,
          name,
        ),
      );
    case 'resolves-apart':
      return withOwn(
        own,
        l10n.t(
          '{0} answers that it finds {1}, but what runs the tasks may read other secrets than that server.',
          kestra,
          name,
        ),
      );
    case 'lists-not':
      return own === null
        ? l10n.t('{0} does not list {1}.', kestra, name)
        : l10n.t('{0} Nor does {1} list it.', own, kestra);
    case 'lists-not-all':
      return l10n.t('{0} does not list {1}, which alone does not prove that it is missing.', kestra, name);
    case 'may-be-asked':
      return l10n.t('{0} Use Ask Kestra to find out (in a terminal: explain --ask-kestra).', own ?? name);
    case 'not-listed-yet':
      return l10n.t('{0} has not been read yet.', kestra);
    case 'differs':
      return l10n.t(
        '{0} But {1} does not list it: the files here and that server differ. Restart it, or connect to the server that these files configure.',
        own ?? name,
        kestra,
      );
    case 'finds-not':
      return withOwn(own, l10n.t('{0} answers that it cannot find {1}.', kestra, name));
    case 'finds-not-apart':
      return withOwn(
        own,
        l10n.t(
          '{0} answers that it cannot find {1}, but what runs the tasks may read other secrets than that server.',
          kestra,
          name,
        ),
      );
    case 'no-execution':
      return l10n.t(
        "{0} cannot answer for {1}: there is no execution in the flow's namespace to evaluate it in. Run a flow of that namespace, then ask again.",
        kestra,
        name,
      );
    case 'no-right':
      return l10n.t(
        '{0} does not let this login evaluate {1}: that takes the permission to see the executions of the namespace, and in 1.x FLOW with UPDATE.',
        kestra,
        name,
      );
    case 'not-asked':
      return l10n.t('{0} cannot answer for {1}: this version evaluates no expressions.', kestra, name);
    case 'not-constant':
      return l10n.t(
        '{0} cannot answer for {1}: a name with a backslash, braces of an expression or a character that is not shown is never sent.',
        kestra,
        name,
      );
    case 'other-answer':
      return l10n.t('{0} gave an answer for {1} that is not understood here.', kestra, name);
  }
}

/** Of a name that it lists for others. */
export function kestraElsewhereMessage({
  backend,
  name,
  namespaces,
  isNamespaceKnown,
}: Extract<Reason, { readonly kind: 'kestra-lists-elsewhere' }>): string {
  const kestra = placedName(backend);
  const shown = nameList(namespaces);
  return isNamespaceKnown
    ? l10n.t('{0} lists {1} in {2}, and not for the namespace of this flow.', kestra, name, shown)
    : l10n.t(
        '{0} lists {1} in {2}, and in which namespace the flow looks is not known here (in a terminal: --namespace).',
        kestra,
        name,
        shown,
      );
}

/** Why its list may lack names, as a clause. */
export function kestraGapClause(gap: KestraFacts['gaps'][number]): string {
  switch (gap.kind) {
    case 'no-right':
      return gap.namespace === null
        ? l10n.t('this login may not see the secrets of the tenant')
        : l10n.t('this login may not see the secrets of {0}', gap.namespace);
    case 'too-long':
      return l10n.t('its list is longer than is read here');
    case 'changed':
      return l10n.t('its list changed while it was read');
    case 'not-asked':
      return gap.namespace === null
        ? l10n.t('this version cannot list secrets')
        : l10n.t('this version cannot list the secrets of {0}', gap.namespace);
  }
}

function withOwn(own: string | null, said: string): string {
  return own === null ? said : l10n.t('{0} {1}', own, said);
}
